from importlib import import_module

from django.apps import AppConfig


class TriageConfig(AppConfig):
    name = "triage"

    def ready(self) -> None:
        """Connect what needs the models, which are ready only now."""
        import_module("triage.receivers")
        import_module("triage.privacy").register_holding()
