import pytest

from accounts.models import PersonWord, User
from accounts.models.words import begins_with
from tests.factories import a_user

pytestmark = pytest.mark.django_db


def words_of(person: User) -> set[str]:
    return {*person.words.values_list("word", flat=True)}


def found(said: str) -> set[str]:
    return {*PersonWord.objects.filter(begins_with(said)).values_list("word", flat=True)}


def test_a_person_is_found_by_their_address_and_the_words_of_their_name() -> None:
    ada = a_user(name=" Ada  King-Noel ", email="ada.l@example.org")

    assert words_of(ada) == {"ada.l@example.org", "ada", "king-noel", "noel"}


def test_case_accents_and_compatible_forms_fall_off() -> None:
    person = a_user(name="JOSÉ Strauß O\u2019Neill \ufb01n ΣΊΣΥΦΟΣ σίσυφος")

    assert words_of(person) == {
        person.email,
        "jose",
        "strauss",
        "o'neill",
        "neill",
        "fin",
        "σισυφοσ",
    }


def test_no_way_to_change_a_name_leaves_its_words_behind() -> None:
    person = a_user(name="Ada")
    other = a_user(name="Ada")

    User.objects.filter(pk=person.pk).update(name="Grace")
    by_update = words_of(person)
    person.name, person.email = "Mary Ann", "mary@example.org"
    User.objects.bulk_update([person], ["name", "email"])
    User.objects.bulk_create([User(email="bulk@example.org", name="Bulk")])

    assert by_update == {"grace", a_user_address(by_update)}
    assert words_of(person) == {"mary", "ann", "mary@example.org"}
    assert words_of(other) == {"ada", other.email}
    assert words_of(User.objects.get(name="Bulk")) == {"bulk", "bulk@example.org"}


def a_user_address(words: set[str]) -> str:
    [address] = (word for word in words if "@" in word)
    return address


def test_what_does_not_change_a_name_writes_no_words() -> None:
    person = a_user(name="Ada")
    before = [*person.words.order_by("pk").values_list("pk", flat=True)]

    person.save()

    assert [*person.words.order_by("pk").values_list("pk", flat=True)] == before


def test_words_go_with_their_person() -> None:
    a_user(name="Ada").delete()

    assert not PersonWord.objects.exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("ada", {"ada", "adam"}),
        ("ADAM", {"adam"}),
        ("ädä", {"ada", "adam"}),
        ("dam", set()),
        ("a%", set()),
        ("_da", set()),
        ("a\\", set()),
        ("adamant", set()),
    ],
)
def test_a_word_is_found_by_how_it_begins_and_by_nothing_else(
    said: str, words: set[str]
) -> None:
    a_user(name="Ada Adam", email="somebody@example.org")

    assert found(said) == words


def test_the_last_of_all_words_is_found_as_well() -> None:
    a_user(name="\U0010fffd", email="somebody@example.org")

    assert found("\U0010fffd") == {"\U0010fffd"}
    assert PersonWord(pk=7).__str__() == "word 7"
