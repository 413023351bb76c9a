"""A web address as a picture that a phone reads."""

from io import BytesIO
from typing import Final

import segno
from django.utils.safestring import SafeString

BORDER: Final = 4  # modules, from the standard
MODULE: Final = 4  # in units of the drawing


def picture_of(address: str) -> SafeString:
    """Return the QR code of ``address`` as SVG: black on white in every colour scheme."""
    drawn = BytesIO()
    code = segno.make_qr(address, error="m")
    code.save(
        drawn,
        kind="svg",
        border=BORDER,
        scale=MODULE,
        light="#fff",
        xmldecl=False,
        svgns=True,
        nl=False,
        omitsize=True,
        svgclass="qr",
        lineclass=None,
    )
    # Written by the library of nothing but squares: no word of the address is in it.
    return SafeString(drawn.getvalue().decode())
