import pytest
from allauth.core import context as allauth_context
from django.test import RequestFactory

from accounts.forms import SignInForm

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "domain",
    ["\u200d.com", "\u00ad.org", "\u05d0a.org", "\u4e2d" * 61 + ".com", "b." * 127 + "com"],
)
def test_an_address_that_no_mail_can_carry_is_asked_for_again(domain: str) -> None:
    form = SignInForm({"email": f"x@{domain}"})

    assert form.errors == {"email": ["Type an email address like name@example.com."]}


def test_an_address_in_another_script_is_fine(rf: RequestFactory) -> None:
    with allauth_context.request_context(rf.post("/sign-in/")):
        form = SignInForm({"email": "x@b\u00fccher.example"})

        assert form.is_valid()
