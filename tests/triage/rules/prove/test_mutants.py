from tests.triage.rules.building import a_flag, a_page, a_protocol, a_tick_list
from triage.rules.conditions import all_of, answer, any_of, not_
from triage.rules.parts import Level, RedFlag
from triage.rules.protocol import Protocol
from triage.rules.prove.mutants import NEVER, mutants_of
from triage.rules.questions import Kind, Page

LIMPS, HOPS = answer("limp").is_yes(), answer("hop").is_yes()


def red_flags_of(protocol: Protocol) -> dict[str, tuple[RedFlag, ...]]:
    """Return the red flags of each mutant that has others than ``protocol``."""
    return {
        mutant.name: mutant.protocol.red_flags
        for mutant in mutants_of(protocol)
        if mutant.protocol.red_flags != protocol.red_flags
    }


def pages_of(protocol: Protocol) -> dict[str, Page]:
    """Return the page by which each mutant differs from ``protocol``."""
    return {
        mutant.name: next(p for p in mutant.protocol.pages if p not in protocol.pages)
        for mutant in mutants_of(protocol)
        if mutant.protocol.pages != protocol.pages
    }


def test_every_red_flag_is_dropped_and_made_calmer_in_turn() -> None:
    first, last = a_flag("limping"), a_flag("also", when_unsure=Level.SELF_CARE)

    assert red_flags_of(a_protocol(red_flags=(first, last))) == {
        "limping, dropped": (last,),
        "limping, a level calmer": (
            a_flag("limping", level=Level.WITHIN_2_DAYS, when_unsure=Level.WITHIN_2_DAYS),
            last,
        ),
        "limping, a level calmer when unsure": (
            a_flag("limping", when_unsure=Level.WITHIN_2_DAYS),
            last,
        ),
        "also, dropped": (first,),
        "also, a level calmer": (
            first,
            a_flag("also", level=Level.WITHIN_2_DAYS, when_unsure=Level.SELF_CARE),
        ),
        "limp, ignored by all rules": (
            a_flag("limping", when=NEVER),
            a_flag("also", when=NEVER, when_unsure=Level.SELF_CARE),
        ),
    }


def test_nothing_is_calmer_than_self_care() -> None:
    calm = a_flag("calm", level=Level.SELF_CARE, when_unsure=Level.SELF_CARE)

    flags = red_flags_of(a_protocol(red_flags=(calm,)))

    assert flags["calm, dropped"] == ()
    assert "calm, a level calmer" not in flags


def test_every_alternative_is_taken_away_at_any_depth() -> None:
    fever = answer("fever").is_yes()
    flag = a_flag("pain", when=any_of(fever, all_of(any_of(LIMPS, HOPS), fever)))
    pages = (a_tick_list("signs", "limp", "hop", "fever"),)

    flags = red_flags_of(a_protocol(pages=pages, red_flags=(flag,)))

    assert [name for name in flags if "without" in name] == [
        "pain, without “Is it fever?”: “Yes”",
        (
            "pain, without (“Is it limp?”: “Yes” or “Is it hop?”: “Yes”) "
            "and “Is it fever?”: “Yes”"
        ),
        "pain, without “Is it limp?”: “Yes”",
        "pain, without “Is it hop?”: “Yes”",
    ]
    assert [mutant.when for (mutant,) in list(flags.values())[3:]] == [
        any_of(all_of(any_of(LIMPS, HOPS), fever)),
        any_of(fever),
        any_of(fever, all_of(any_of(HOPS), fever)),
        any_of(fever, all_of(any_of(LIMPS), fever)),
        any_of(NEVER, all_of(any_of(LIMPS, HOPS), NEVER)),
        any_of(fever, all_of(any_of(LIMPS, NEVER), fever)),
        any_of(fever, all_of(any_of(NEVER, HOPS), fever)),
    ]


def test_every_bound_on_a_scale_that_can_rise_is_raised_by_one() -> None:
    pain = answer("pain")
    flags = (
        a_flag("strong", when=pain.at_least(8)),
        a_flag("worst", when=pain.at_least(10)),
    )
    protocol = a_protocol(pages=(a_page("pain", Kind.SCALE),), red_flags=flags)

    names = [name for name in red_flags_of(protocol) if "only if" in name]

    assert names == ["strong, only if “pain?”: “9 or more”"]
    assert red_flags_of(protocol)[names[0]][0] == a_flag("strong", when=pain.at_least(9))


def test_every_page_with_a_safety_question_is_hidden_where_it_was_asked() -> None:
    limp, pain = a_page("limp"), a_page("pain", Kind.SCALE)
    gate = any_of(LIMPS, answer("pain").at_least(10))
    often = a_page("often", when=gate)
    asked_for_causes = a_page("hop")
    flags = (
        a_flag("limping"),
        a_flag("strong", when=answer("pain").at_least(8)),
        a_flag("frequent", when=answer("often").is_yes()),
    )
    pages = (limp, pain, often, asked_for_causes)

    changed = pages_of(a_protocol(pages=pages, red_flags=flags))

    assert {name: page.when for name, page in changed.items()} == {
        "pain, hidden but for “limp?”: “Yes”": all_of(all_of(), LIMPS),
        "often, hidden but for “pain?”: “10 or more”": all_of(
            gate, answer("pain").at_least(10)
        ),
        "often, hidden if needed": not_(gate),
        "often, asked without “limp?”: “Yes”": any_of(answer("pain").at_least(10)),
        "often, asked without “pain?”: “10 or more”": any_of(LIMPS),
    }


def test_the_options_of_every_safety_question_are_turned_around() -> None:
    start = a_page("start", Kind.CHOICE, "slow", "sudden", "fall")
    fell = a_flag("fell", when=answer("start").is_("fall"))
    side = a_page("side", Kind.CHOICE, "left", "right")

    changed = pages_of(a_protocol(pages=(side, start), red_flags=(fell,)))

    turned = changed["start, with the options of start in reverse"]
    assert turned == a_page("start", Kind.CHOICE, "fall", "sudden", "slow")
    assert len(changed) == 2  # the other is hidden but for one side
