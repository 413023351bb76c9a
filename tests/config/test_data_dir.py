import os
from pathlib import Path

import pytest

from config.embedded.data_dir import BASE_DIR, DataDir, join_running
from config.embedded.faults import CannotStart


def test_it_is_in_the_checkout_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DATA_DIR", raising=False)
    usual = DataDir.chosen()
    monkeypatch.setenv("DATA_DIR", str(tmp_path))

    assert (usual.root, DataDir.chosen().root) == (BASE_DIR / ".data", tmp_path)


def test_a_secret_stays_what_it_was(tmp_path: Path) -> None:
    data_dir = DataDir(tmp_path)

    key = data_dir.secret("key")

    assert data_dir.secret("key") == key
    assert data_dir.secret("other") != key


def test_only_one_run_holds_it(tmp_path: Path) -> None:
    data_dir = DataDir(tmp_path)

    with data_dir.claimed():
        data_dir.say_who_runs("http://localhost:8000")
        with (
            pytest.raises(CannotStart, match=r"\(process \d+, http://localhost:8000\)"),
            data_dir.claimed(),
        ):
            pass

        assert data_dir.is_running()
    assert not data_dir.is_running()


def test_a_command_beside_a_run_gets_what_it_has_not_set_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "environ", {"DATA_DIR": str(tmp_path), "PUBLIC_URL": "mine"})
    data_dir = DataDir(tmp_path)

    with data_dir.claimed():
        theirs = {"MAIL_FROM": "It's <us@example.org>", "PUBLIC_URL": "theirs"}
        data_dir.publish_environment(theirs)
        join_running()

    assert os.environ["MAIL_FROM"] == "It's <us@example.org>"
    assert os.environ["PUBLIC_URL"] == "mine"


def test_a_command_beside_a_run_that_still_starts_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "environ", {"DATA_DIR": str(tmp_path)})
    starting = f"Stridewell is still starting from {tmp_path}: wait until it prints"

    with DataDir(tmp_path).claimed(), pytest.raises(CannotStart, match=starting):
        join_running()


def test_without_a_run_nothing_is_taken_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "environ", {"DATA_DIR": str(tmp_path)})
    DataDir(tmp_path).publish_environment({"SECRET_KEY": "stale"})

    join_running()

    assert os.environ == {"DATA_DIR": str(tmp_path)}
