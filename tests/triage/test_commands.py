import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command


def run(command: str, *given: str) -> str:
    out = StringIO()
    call_command(command, *given, stdout=out)
    return out.getvalue()


def evaluate(tmp_path: Path, **data: Any) -> list[str]:
    """Return the lines that judging a file of this content prints."""
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"protocol": "medial-knee", **data}), encoding="utf-8")
    return run("evaluate_cases", str(file)).splitlines()


def test_cases_are_judged_with_counts_and_a_line_for_each_miss(tmp_path: Path) -> None:
    right = {
        "id": "v1",
        "answers": {"locking": True, "place": "groove"},
        "acceptable": ["SAME_DAY"],
        "codes": ["meniscus_locked"],
        "red_flag": True,
        "scope": "medial",
    }
    wrong = {"id": "v2", "answers": {"limp": True}, "acceptable": ["SELF_CARE"]}

    lines = evaluate(tmp_path, cases=[right, wrong | {"under_18": True}])

    assert lines[:9] == [
        "safe                           2 of 2     100.0%",
        "acceptable                     1 of 2      50.0%",
        "over-triage                    1 of 2      50.0%",
        "red-flag cases safe            1 of 1     100.0%",
        "top-1                          1 of 1     100.0%",
        "top-3                          1 of 1     100.0%",
        "top-1 medial                   1 of 1     100.0%",
        "top-3 medial                   1 of 1     100.0%",
        "non-medial, cause named        0 of 0          -",
    ]
    assert lines[9].startswith("answers not sure               3 of ")
    assert lines[10].startswith("pages to a result: median ")
    assert lines[11].startswith("pages, adults alone: median ")
    assert lines[12:] == [
        "v2: over: SAME_DAY, accepted SELF_CARE; rules young_limp, under_18"
    ]


def test_a_case_that_cannot_be_read_is_told_with_what_to_do(tmp_path: Path) -> None:
    case = {"id": "v1", "answers": {"knee": True}, "acceptable": ["SAME_DAY"]}

    with pytest.raises(CommandError, match="v1: no question is called 'knee'"):
        evaluate(tmp_path, cases=[case])


def test_cases_for_another_protocol_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match='"protocol" must be "medial-knee"'):
        evaluate(tmp_path, protocol="shoulder", cases=[])


@pytest.mark.parametrize("text", ["[]", "3"])
def test_a_file_that_names_no_protocol_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "cases.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(CommandError, match='"protocol" must be "medial-knee"'):
        run("evaluate_cases", str(file))


def test_a_file_that_is_not_json_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "cases.json"
    file.write_text("{", encoding="utf-8")

    with pytest.raises(CommandError, match="is not JSON"):
        run("evaluate_cases", str(file))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run("evaluate_cases", str(tmp_path / "none.json"))
