from django.apps import AppConfig
from django.core.checks import Tags, register

from config.checks import check_role


class SiteConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        register(check_role, Tags.database, deploy=True)
