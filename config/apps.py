from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate

from config.checks import check_role
from config.history import hold_history


class SiteConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        register(check_role, Tags.database, deploy=True)
        post_migrate.connect(hold_history)
