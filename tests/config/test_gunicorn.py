import io
import logging

import pytest
from gunicorn.config import Config  # type: ignore[import-untyped] # ships no types

from config.gunicorn import QuietLogger


@pytest.fixture
def logger() -> QuietLogger:
    return QuietLogger(Config())


@pytest.fixture
def written(logger: QuietLogger) -> io.StringIO:
    stream = io.StringIO()
    for handler in logger.error_log.handlers:  # its own, and pytest's
        handler.setStream(stream)
    return stream


def test_a_fault_leaves_neither_path_nor_answer_in_the_log(
    logger: QuietLogger, written: io.StringIO
) -> None:
    try:
        int("an answer")
    except ValueError:
        logger.exception("Error handling request %s %s", "POST", "/r/token/")

    text = written.getvalue()
    assert "Error handling request: ValueError" in text
    assert "in test_a_fault_leaves_neither" in text
    assert [word for word in ("/r/token/", "invalid literal") if word in text] == []


def test_a_request_that_cannot_be_read_is_not_written_down(
    logger: QuietLogger, written: io.StringIO
) -> None:
    logger.warning("Invalid request from ip=192.0.2.1: 'GET  /r/token/ HTTP'")

    assert written.getvalue().strip().endswith("[WARNING] Invalid request")


def test_what_is_about_no_request_stays(logger: QuietLogger, written: io.StringIO) -> None:
    logger.info("Listening at: %s", "http://127.0.0.1:8000")

    assert "[INFO] Listening at: http://127.0.0.1:8000" in written.getvalue()


def test_it_is_set_up_once_however_often_gunicorn_reloads(
    logger: QuietLogger,
) -> None:
    logger.setup(logger.cfg)

    kinds = [type(found).__name__ for found in logging.getLogger("gunicorn.error").filters]
    assert kinds == ["WithoutRequests"]
