import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.triage.rules.building import a_flag, a_page, a_protocol
from triage.management.commands.prove_protocol import Command
from triage.protocols.medial_knee import FOLLOW_UP, MEDIAL_KNEE, UNDER_18
from triage.rules.conditions import all_of, answer
from triage.rules.protocol import Protocol
from triage.rules.questions import Kind

HOPS, ILL = answer("hop").is_yes(), answer("fever").is_yes()


def lines_on(protocol: Protocol, *given: str) -> list[str]:
    """Return what is printed on ``protocol``, without the times that it took.

    :raises CommandError: if something does not hold, with those lines.
    """
    command, out = Command(stdout=StringIO()), StringIO()
    command.protocols = (protocol,)
    try:
        call_command(command, "--seed=7", "--comparisons=10", *given, stdout=out)
    except CommandError as failed:
        raise CommandError(str(failed), out.getvalue()) from failed
    return re.sub(r", [\d.]+ s$", "", out.getvalue(), flags=re.MULTILINE).splitlines()


def test_the_figures_of_a_proof_are_printed() -> None:
    protocol = a_protocol(red_flags=(a_flag("limping"), a_flag("hopping")))

    assert lines_on(protocol) == [
        "small: 1 questions, 2 red flags",
        "  5 combinations of answers",
        "  no red flag ends below its level: proved",
        "  no worse answer lowers the level: proved",
        "  searched in 2 groups",
        "    limping, dropped: covered by hopping",
        "    limping, a level calmer: covered by hopping",
        "    limping, a level calmer when unsure: covered by hopping",
        "    hopping, dropped: covered by limping",
        "    hopping, a level calmer: covered by limping",
        "    hopping, a level calmer when unsure: covered by limping",
        "  broken in 7 ways: 1 found, 6 covered by other rules, 0 got away",
        "  10 random answers judged in two ways, seed 7: no difference",
    ]


def test_every_broken_rule_is_told_where_asked_for() -> None:
    told = lines_on(a_protocol(), "--verbosity=2")

    assert [line.partition(":")[0].strip() for line in told[5:-1]] == [
        "limping, dropped",
        "limping, a level calmer",
        "limping, a level calmer when unsure",
        "limp, ignored by all rules",
        "broken in 4 ways",
    ]


def test_the_command_fails_where_a_law_does_not_hold() -> None:
    start = a_page("start", Kind.CHOICE, "slow", "fall", "sudden")
    fell = a_flag("fell", when=answer("start").is_("fall"))

    with pytest.raises(CommandError, match="Something does not hold") as failed:
        lines_on(a_protocol(pages=(start,), red_flags=(fell,)))

    assert (
        "no worse answer lowers the level: BROKEN by “start?” It is sudden instead of "
        "It is fall: fell calls for SAME_DAY, but the level is SELF_CARE"
    ) in failed.value.args[1]


def test_the_command_fails_where_a_broken_rule_gets_away() -> None:
    pages = (a_page("limp"), a_page("hop"), a_page("fever", when=HOPS))
    flags = (
        a_flag("limping"),
        a_flag("ill", when=ILL),
        a_flag("ill_and_hopping", when=all_of(HOPS, ILL)),
    )

    with pytest.raises(CommandError, match="Something does not hold") as failed:
        lines_on(a_protocol(pages=pages, red_flags=flags))

    assert "hop, hidden but for “limp?”: “Yes”: GOT AWAY" in failed.value.args[1]


def test_the_protocols_of_this_version_are_proved() -> None:
    assert Command.protocols == (MEDIAL_KNEE, FOLLOW_UP, UNDER_18)
