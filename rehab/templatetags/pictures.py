"""The drawings of exercises and of rest, ice, compression and elevation.

``{% picture exercise.id exercise.alt %}`` draws one; ``{% picture "ice" %}`` brings its own
words. A page with pictures has ``{% stop_pictures %}`` once, before the first of them.
"""

from typing import Any

from django import template

from rehab.programme.pictures import BOTTOM, PICTURES, draw, top

register = template.Library()


@register.inclusion_tag("rehab/_picture.html")
def picture(key: str, alt: str = "", element_id: str = "") -> dict[str, Any]:
    """Draw a picture, start and end side by side.

    ``alt`` says what it shows, in English; ``element_id`` is for a page that draws the same
    one twice.

    :raises KeyError: if there is no such picture.
    """
    drawn = PICTURES[key]
    return {
        "alt": alt or drawn.alt,
        "captions": drawn.captions,
        "element_id": element_id or f"picture-{key.lower()}",
        "height": BOTTOM - top(drawn),
        "marks": draw(drawn),
        "motion": drawn.motion,
        "top": top(drawn),
    }


@register.inclusion_tag("rehab/_stop_pictures.html")
def stop_pictures() -> dict[str, Any]:
    """Draw the box that stops all motion of the page's pictures."""
    return {}
