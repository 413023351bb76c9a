"""The list of assessments and the page of one, as a physio reads them."""

from django.test import Client
from django.urls import reverse

from triage.models import Assessment

LIST = reverse("admin:triage_assessment_changelist")


def listed(client: Client) -> list[Assessment]:
    """Return the rows of the list, in its order."""
    context = client.get(LIST).context_data or {}
    return list(context["cl"].result_list)


def read(client: Client, assessment: Assessment) -> str:
    """Return the page of ``assessment`` without its line breaks."""
    address = reverse("admin:triage_assessment_change", args=[assessment.pk])
    return " ".join(client.get(address).text.split())
