import socket
from typing import Final

from config.embedded.faults import CannotStart

TRIES: Final = 100


def free_port() -> int:
    """Return a port of this machine's loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def first_free_port(wanted: int) -> int:
    """Return the wanted port, or the next one nobody listens on.

    :raises CannotStart: when this user may not open it, or a hundred in a row are taken.
    """
    for port in range(wanted, min(wanted + TRIES, 2**16)):
        if _is_free(port):
            return port
    msg = f"The ports from {wanted} on are taken. Set PORT to another one."
    raise CannotStart(msg)


def _is_free(port: int) -> bool:
    # A browser asked for localhost may try ::1 first, so a stranger there counts as well.
    return all(
        _can_listen(family, host, port)
        for family, host in [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")]
    )


def _can_listen(family: socket.AddressFamily, host: str, port: int) -> bool:
    try:
        with socket.socket(family) as probe:
            # Without this, connections that ended a moment ago would look like a listener.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            probe.listen()
    except PermissionError:
        msg = f"This user may not open port {port}. Set PORT to one above 1023."
        raise CannotStart(msg) from None
    except OSError:
        return family == socket.AF_INET6 and not _has_ipv6_loopback()
    return True


def _has_ipv6_loopback() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True
