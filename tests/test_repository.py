"""What holds for every file of the project, whoever wrote it."""

import ast
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings

ROOT: Path = settings.BASE_DIR
OUR_CODE = ("accounts", "config", "rehab", "tests", "triage")
OUR_TEXTS = ("docs", "tests")
MOST_LINES_A_FILE, MOST_LINES_A_FUNCTION = 300, 40


def sources() -> list[Path]:
    """Return every Python file of ours that somebody wrote by hand."""
    found = [path for folder in OUR_CODE for path in (ROOT / folder).rglob("*.py")]
    return [ROOT / "manage.py", *(path for path in found if "migrations" not in path.parts)]


def texts() -> list[Path]:
    found = (path for folder in OUR_TEXTS for path in (ROOT / folder).rglob("*.md"))
    return [*ROOT.glob("*.md"), *found]


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    nodes = ast.walk(ast.parse(path.read_text()))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [node for node in nodes if isinstance(node, kinds)]


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function takes, without what decorates it."""
    return (function.end_lineno or 0) - function.lineno + 1


def links_in(text: Path) -> list[str]:
    """Return what a text links to within the project, pictures too."""
    found = re.findall(r"\]\(([^)#\s]+)", text.read_text())
    return [unquote(link) for link in found if not re.match(r"[a-z]+:", link)]


def test_no_file_is_longer_than_anybody_reads() -> None:
    lines = {path: len(path.read_text().splitlines()) for path in sources()}

    too_long = {path: count for path, count in lines.items() if count > MOST_LINES_A_FILE}

    assert too_long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    too_long = {
        f"{path}:{function.name}": length
        for path in sources()
        for function in functions(path)
        if (length := length_of(function)) > MOST_LINES_A_FUNCTION
    }

    assert too_long == {}


@pytest.mark.parametrize(
    "text", texts(), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_every_link_within_the_project_leads_somewhere(text: Path) -> None:
    broken = [link for link in links_in(text) if not (text.parent / link).exists()]

    assert broken == []
