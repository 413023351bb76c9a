"""What a browser complains about while somebody visits."""

from playwright.sync_api import BrowserContext, ConsoleMessage

ASKED_AGAIN = "status of 422"


def faults_in(context: BrowserContext) -> list[str]:
    """Return a list that fills with the errors on all pages of ``context``, CSP too."""
    faults: list[str] = []

    def hear(said: ConsoleMessage) -> None:
        if said.type == "error" and ASKED_AGAIN not in said.text:
            faults.append(said.text)

    context.on("console", hear)
    context.on("weberror", lambda fault: faults.append(str(fault.error)))
    return faults
