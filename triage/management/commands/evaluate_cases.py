"""Judge a file of published cases by the rules and say how well they do.

The file is JSON:

    {"protocol": "medial-knee",
     "cases": [{"id": "v001",
                "source": "https://…", "age": 31,
                "answers": {"place": "band", "pop": {"silence": "not sure"}},
                "under_18": false,
                "acceptable": ["SAME_DAY", "WITHIN_2_DAYS"],
                "expected": ["WITHIN_2_DAYS"],
                "codes": ["mcl_sprain_2"],
                "also_accept": [],
                "score_diagnosis": true,
                "history_sufficient": "yes",
                "red_flag": false,
                "scope": "medial",
                "note": ""}]}

Only ``id``, ``answers`` and ``acceptable`` are needed. A safety sign left out counts as
"none of these", any other question left out as "not sure". Names are looked for in the
ranking of all causes, also where the level shows none; the young are ranked as adults are.
A name is not scored if ``score_diagnosis`` is false. "top-1" and "top-3" also leave out
what no history could give (``history_sufficient`` is "no"); those for medial pain keep it.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from triage.protocols.medial_knee import MEDIAL_KNEE, UNDER_18
from triage.protocols.medial_knee.codes import CODES
from triage.rules.cases import CaseRefused, read_cases
from triage.rules.misses import misses
from triage.rules.scoring import judge_case, lengths, rates


class Command(BaseCommand):
    help = "Run a file of cases through the rules: rates with counts, and each miss."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a JSON file of cases")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:  # noqa: ANN401, ARG002 - Django's
        data = _read(file)
        try:
            cases = read_cases(data, MEDIAL_KNEE, UNDER_18)
        except CaseRefused as refused:
            raise CommandError(str(refused)) from refused
        judged = [
            judge_case(case, adult=MEDIAL_KNEE, young=UNDER_18, codes=CODES)
            for case in cases
        ]
        for measure in (*rates(judged), *lengths(judged)):
            self.stdout.write(str(measure))
        for miss in misses(judged):
            self.stdout.write(miss)


def _read(file: Path) -> object:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        msg = f"{file} cannot be read: {error.strerror}."
        raise CommandError(msg) from error
    except ValueError as error:
        msg = f"{file} is not JSON: {error}. Correct it there."
        raise CommandError(msg) from error
    protocol = data.get("protocol") if isinstance(data, dict) else None
    if protocol != MEDIAL_KNEE.slug:
        msg = f'{file} is for {protocol!r}. Its "protocol" must be "{MEDIAL_KNEE.slug}".'
        raise CommandError(msg)
    return data
