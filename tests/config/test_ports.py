import socket
from collections.abc import Iterator

import pytest

from config.embedded.faults import CannotStart
from config.embedded.ports import first_free_port, free_port


@pytest.fixture(params=[(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")])
def taken(request: pytest.FixtureRequest) -> Iterator[int]:
    family, host = request.param
    with socket.socket(family) as stranger:
        try:
            stranger.bind((host, 0))
        except OSError:
            pytest.skip(f"no {host} here")
        stranger.listen()
        yield stranger.getsockname()[1]


def test_a_port_that_is_free_is_taken_as_wanted() -> None:
    port = free_port()

    assert first_free_port(port) == port


def test_a_taken_port_is_passed_over(taken: int) -> None:
    assert first_free_port(taken) > taken


def test_a_port_whose_last_visitor_just_left_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            visit, _ = server.accept()
            visit.close()

    assert first_free_port(port) == port


def test_past_the_last_port_there_is_none() -> None:
    with (
        socket.create_server(("127.0.0.1", 65535)),
        pytest.raises(CannotStart, match="65535"),
    ):
        first_free_port(65535)
