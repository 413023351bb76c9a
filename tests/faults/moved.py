"""Celery under faketime: ``python -m tests.faults.moved``, then what Celery is told.

Python sleeps until an instant of the monotonic clock; libfaketime 0.9.10 takes it for one
of the clock that it has moved. To wait for nothing with a time-out means the same to both.
"""

import select
import sys
import time

from celery.__main__ import main


def sleep(seconds: float, /) -> None:
    select.select([], [], [], seconds)


if __name__ == "__main__":
    time.sleep = sleep
    sys.exit(main())
