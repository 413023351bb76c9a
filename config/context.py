from django.conf import settings
from django.http import HttpRequest


def site(_request: HttpRequest) -> dict[str, object]:
    """Give every template what the page frame needs."""
    return {"demo_mode": settings.DEMO_MODE}
