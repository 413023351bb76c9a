"""What holds for every template, whoever wrote it."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.template.utils import get_app_template_dirs

ROOT: Path = settings.BASE_DIR
TEMPLATES = ROOT / "templates"
ALL = sorted(
    path.relative_to(TEMPLATES).as_posix()
    for path in TEMPLATES.rglob("*.*")
    if path.suffix in {".html", ".txt"}
)
IN_MAILS = ("emails/", "account/email/")
BY_BARE_NAME = ("emails/", "admin/triage/")
PAGES = [name for name in ALL if name.endswith(".html") and not name.startswith(IN_MAILS)]
PARTS = [name for name in ALL if Path(name).name.startswith("_")]

# Rendered by name from within Django and crispy-forms, whose parts share one context.
PACK = "stridewell/"
CALLED_FROM_OUTSIDE = {
    *(f"{status}.html" for status in (400, 403, 404, 429, 500)),
    "403_csrf.html",
    *(f"{PACK}{name}.html" for name in ("field", "uni_form", "whole_uni_form")),
}
INLINE = re.compile(
    r"""\s(?:style|on[a-z]+)\s*=\s*["']"""  # attributes that a strict policy ignores
    r"""|<style\b"""
    r"""|<script\b(?![^>]*(?:\bsrc=|type="application/json"))""",
    re.IGNORECASE,
)


def text_of(name: str) -> str:
    return (TEMPLATES / name).read_text()


@cache
def sources() -> str:
    """Return all code and all templates in one text."""
    code = (
        path
        for folder in ("accounts", "config", "rehab", "triage")
        for path in (ROOT / folder).rglob("*.py")
    )
    return "\n".join(path.read_text() for path in [*code, *map(TEMPLATES.joinpath, ALL)])


@pytest.mark.parametrize("name", PAGES)
def test_no_page_has_a_style_or_a_script_of_its_own(name: str) -> None:
    assert INLINE.findall(text_of(name)) == []


@pytest.mark.parametrize(
    "inline",
    [
        '<p style="color: red">',
        "<a onclick='go()'>",
        "<style>",
        "<script>",
        "<script async>",
    ],
)
def test_what_a_strict_policy_ignores_is_recognised(inline: str) -> None:
    assert INLINE.search(inline)


@pytest.mark.parametrize(
    "fine", ['<script src="x.js">', '<script type="application/json">', '<p class="style">']
)
def test_what_a_strict_policy_allows_is_let_through(fine: str) -> None:
    assert not INLINE.search(fine)


@pytest.mark.parametrize("name", PARTS)
def test_every_part_says_first_what_it_needs(name: str) -> None:
    assert re.match(r"\{# .*\bNeeds\b.* #\}", text_of(name))


@pytest.mark.parametrize("name", [name for name in ALL if not name.startswith(PACK)])
def test_every_part_is_given_only_what_it_needs(name: str) -> None:
    included = re.findall(r'\{% include "([^"]+)"(.*?)%\}', text_of(name))

    loose = [part for part, given in included if not given.endswith(" only ")]
    assert [part for part in loose if part in ALL] == []


@pytest.mark.parametrize("name", ALL)
def test_every_template_is_used(name: str) -> None:
    assert name in CALLED_FROM_OUTSIDE or _overrides(name) or _is_called(name)


def _overrides(name: str) -> bool:
    """Whether a package renders ``name``; allauth looks for a mail in both formats."""
    formats = {name, name.replace(".html", ".txt")} if "/email/" in name else {name}
    folders = get_app_template_dirs("templates")
    return any((folder / each).exists() for folder in folders for each in formats)


def _is_called(name: str) -> bool:
    """Whether our code or another template names it, maybe by its bare name.

    The parts of a mail of an account are named by what they share.
    """
    name = re.sub(r"(/email/\w+)_(subject|message)\.(txt|html)$", r"\1", name)
    bare = Path(name).stem.removeprefix("_") if name.startswith(BY_BARE_NAME) else name
    return f'"{name}"' in sources() or f'"{bare}"' in sources()
