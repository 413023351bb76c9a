import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt
from cryptography.fernet import InvalidToken
from pytest_django import Settings

from accounts.adapters import MFAAdapter
from tests.factories import a_user


@pytest.mark.django_db
def test_the_secret_of_an_app_stands_in_no_copy_of_the_database() -> None:
    TOTP.activate(a_user(), "JBSWY3DPEHPK3PXP")

    stored = Authenticator.objects.get().data["secret"]

    assert "JBSWY3DPEHPK3PXP" not in stored
    assert decrypt(stored) == "JBSWY3DPEHPK3PXP"


def test_a_secret_outlives_a_change_of_key_while_the_old_one_is_kept(
    settings: Settings,
) -> None:
    stored = MFAAdapter().encrypt("secret")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = settings.SECRET_KEY[::-1]

    assert MFAAdapter().decrypt(stored) == "secret"


def test_without_its_key_a_secret_is_not_read(settings: Settings) -> None:
    stored = MFAAdapter().encrypt("secret")
    settings.SECRET_KEY = settings.SECRET_KEY[::-1]

    with pytest.raises(InvalidToken):
        MFAAdapter().decrypt(stored)
