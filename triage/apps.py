from django.apps import AppConfig


class TriageConfig(AppConfig):
    name = "triage"

    def ready(self) -> None:
        from triage import receivers  # noqa: F401, PLC0415 # models are loaded only now
