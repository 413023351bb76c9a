"""All that is held of one person as one zip: for them to take away, and others to read."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.privacy.kinds import Kind, Plain, Row, in_text, kinds

AT_ONCE = 500  # rows in memory
# A spreadsheet would run a cell that begins with one of these.
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
ABOUT = """\
This is all that Stridewell holds of you, as of {at} UTC.

Each kind of data is there twice: once in the folder csv, for a spreadsheet,
and once in the folder json, for other programs. Both say the same. The
first line or the names in a file say what each value is. Times are in UTC,
as in 2026-11-22T18:30:00+00:00; days are where you live. Numbers of rows
tell which belong together: "plan 3" is the row with the number 3 in "plans".
In csv, a mark ' before = + - or @ keeps a spreadsheet from running the text.

"""
LEFT_OUT = (
    "\nThis copy is for a clinic: other clinics, looks and ways to sign in are left out."
)


def export_person(person: User, *, at: datetime, for_clinic: bool = False) -> bytes:
    """Return a zip with README.txt, and each kind of rows of ``person`` as JSON and CSV.

    All columns are in it but those that open something: keys and codes. ``for_clinic``
    leaves out the kinds that are no matter of a clinic.
    """
    handed_out = [kind for kind in kinds() if not (for_clinic and kind.theirs_alone)]
    target = io.BytesIO()
    with ZipFile(target, "w", compression=ZIP_DEFLATED) as archive:
        lines = [_add(archive, kind, person, at) for kind in handed_out]
        lines += [LEFT_OUT] if for_clinic else []
        about = ABOUT.format(at=f"{at:%Y-%m-%d %H:%M}") + "\n".join(lines) + "\n"
        archive.writestr(_entry("README.txt", at), about)
    return target.getvalue()


def _add(archive: ZipFile, kind: Kind, person: User, at: datetime) -> str:
    """Put one kind into the zip, without holding all rows at once; return how many."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(kind.columns)
    count = 0
    with archive.open(_entry(f"json/{kind.file}.json", at), "w") as entry:
        for count, row in enumerate(_rows(kind, person), start=1):  # said below
            writer.writerow([inert(row[column]) for column in kind.columns])
            before = "[\n" if count == 1 else ",\n"
            entry.write((before + json.dumps(row, ensure_ascii=False, indent=1)).encode())
        entry.write(b"\n]\n" if count else b"[]\n")
    archive.writestr(_entry(f"csv/{kind.file}.csv", at), table.getvalue())
    return f"{kind.file}: {_(kind.title)}, {count}"


def _rows(kind: Kind, person: User) -> Iterator[Row]:
    return map(kind.in_words, kind.rows_of(person).iterator(chunk_size=AT_ONCE))


def inert(value: Plain) -> str:
    """Return ``value`` as a cell that no spreadsheet runs."""
    text = in_text(value)
    is_number = isinstance(value, int | float)
    return f"'{text}" if text.startswith(RUNS) and not is_number else text


def _entry(name: str, at: datetime) -> ZipInfo:
    entry = ZipInfo(name, date_time=(at.year, at.month, at.day, at.hour, at.minute, 0))
    entry.compress_type = ZIP_DEFLATED
    return entry
