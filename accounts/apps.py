from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        """Connect what needs the models, which are ready only now."""
        import_module("accounts.receivers")
        import_module("accounts.privacy.own").register_holding()
