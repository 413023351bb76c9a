"""A mail that is built already. Whoever hands it over gets its bytes as they are."""

from email import message_from_bytes
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import SafeMIMEMultipart

NETWORK_LINES = "\r\n"


class ReadyMessage(SafeMIMEMultipart):
    """The bytes of a mail, with lines as the network wants them.

    To read them as headers and parts takes longer than to send them, so that is done only
    for whoever asks for either.
    """

    encoding = "utf-8"

    def __init__(self, content: bytes) -> None:
        """Keep ``content``; the rest of a message is read from it when it is looked for."""
        self._content = content

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - attributes are of any kind
        """Read headers and parts: ``name`` is one of theirs, or nobody's."""
        if name.startswith("__") or self._is_read:
            raise AttributeError(name)
        self.__dict__ |= vars(message_from_bytes(self._content))
        return getattr(self, name)

    @property
    def _is_read(self) -> bool:
        return "_headers" in self.__dict__

    def as_bytes(  # type: ignore[override] # as Django overrides it
        self,
        unixfrom: bool = False,  # noqa: FBT001, FBT002 - likewise
        linesep: str = "\n",
    ) -> bytes:
        """Return the bytes with these ends of lines; as they are, unless looked into."""
        if unixfrom or self._is_read:
            return super().as_bytes(unixfrom, linesep)
        if linesep == NETWORK_LINES:
            return self._content
        return self._content.replace(NETWORK_LINES.encode(), linesep.encode())

    def as_string(  # type: ignore[override] # as Django overrides it
        self,
        unixfrom: bool = False,  # noqa: FBT001, FBT002 - likewise
        linesep: str = "\n",
    ) -> str:
        """Return the same in letters."""
        return self.as_bytes(unixfrom, linesep).decode()


class ReadyMail(EmailMultiAlternatives):
    """A mail for Django's mail backends that needs no building."""

    def __init__(self, *, content: bytes, **words: Any) -> None:  # noqa: ANN401 - Django's
        """Keep ``content``, which says the same as ``words``."""
        super().__init__(**words)
        self._content = content

    def message(self) -> ReadyMessage:
        """Return the bytes of this mail, as a message."""
        return ReadyMessage(self._content)
