"""How gunicorn runs here: ``gunicorn --config=python:config.gunicorn config.wsgi``."""

import logging
import traceback
from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped] # ships no types

# What gunicorn says of one request begins so, and goes on with the path or a header.
OF_A_REQUEST = ("Error handling request", "Invalid request")


class WithoutRequests(logging.Filter):
    """Leave out what came from outside: a path may hold a token, and a fault an answer."""

    def filter(self, record: logging.LogRecord) -> bool:
        for beginning in OF_A_REQUEST:
            if str(record.msg).startswith(beginning):
                record.msg, record.args = beginning, ()
        if record.exc_info and record.exc_info[0]:
            kind, _fault, frames = record.exc_info
            record.msg = f"{record.getMessage()}: {kind.__qualname__}"
            record.args = ()
            record.exc_info = None
            record.exc_text = "".join(traceback.format_tb(frames)).rstrip()
        return True


class QuietLogger(Logger):  # type: ignore[misc] # gunicorn ships no types
    """Gunicorn's own, with nothing in it about single requests."""

    def setup(self, cfg: Any) -> None:  # noqa: ANN401 # gunicorn's Config has no type
        super().setup(cfg)
        self.error_log.filters[:] = [WithoutRequests()]  # each reload sets up once more


logger_class = QuietLogger
