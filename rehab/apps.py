from importlib import import_module

from django.apps import AppConfig


class RehabConfig(AppConfig):
    name = "rehab"

    def ready(self) -> None:
        """Connect what needs the models, which are ready only now."""
        import_module("rehab.receivers")
        import_module("rehab.privacy").register_holding()
