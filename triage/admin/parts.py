"""How the fields of these pages are rendered."""

from django.template.loader import render_to_string


def part(name: str, **shown: object) -> str:
    """Return the HTML of the template part of this ``name`` with what it needs."""
    return render_to_string(f"admin/triage/_{name}.html", shown)
