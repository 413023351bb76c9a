import csv
import io
from datetime import datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.models import Erasure
from accounts.privacy import erase_again

COLUMNS = ("person_number", "asked_at", "due_at")


class Command(BaseCommand):
    help = (
        "Forget again, after a backup was put back, whoever had been forgotten before."
        " Without a file: print the list that the next backup cannot know."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="a list printed earlier")

    def handle(self, *_args: object, file: Path | None, **_options: object) -> None:
        """Print the list, or go through one.

        :raises CommandError: if the file is no such list; then nobody is forgotten.
        """
        if file is None:
            self.stdout.write(_printed(), ending="")
            return
        try:
            listed = _read(file)
        except (OSError, ValueError, KeyError) as fault:
            msg = f"{file} is no list of this command: {type(fault).__name__}"
            raise CommandError(msg) from fault
        at = timezone.now()
        done = [
            erase_again(number=number, asked_at=asked_at, due_at=due_at, at=at)
            for number, asked_at, due_at in listed
        ]
        self.stdout.write(f"{sum(done)} of {len(done)} forgotten again")


def _printed() -> str:
    """Return who was forgotten, by number, as CSV."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    done = Erasure.objects.filter(done_at__isnull=False).order_by("pk")
    for number, asked_at, due_at in done.values_list(*COLUMNS):
        writer.writerow([number, asked_at.isoformat(), due_at.isoformat()])
    return target.getvalue()


def _read(file: Path) -> list[tuple[int, datetime, datetime]]:
    """Return each line of a list.

    :raises ValueError: if a line holds something else.
    :raises KeyError: if a column is missing.
    """
    with file.open(newline="") as lines:
        return [
            (
                int(line["person_number"]),
                datetime.fromisoformat(line["asked_at"]),
                datetime.fromisoformat(line["due_at"]),
            )
            for line in csv.DictReader(lines)
        ]
