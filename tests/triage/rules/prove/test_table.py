from hypothesis import given

from tests.triage.rules.building import a_flag, a_protocol
from tests.triage.rules.prove.drawing import all_answers, protocols, unhurried
from triage.rules.parts import Level
from triage.rules.protocol import Protocol
from triage.rules.prove.table import Table, first_difference


@unhurried
@given(protocol=protocols())
def test_it_judges_as_decide_does_whatever_is_answered(protocol: Protocol) -> None:
    samples = all_answers(protocol)

    assert first_difference(Table(protocol), protocol, samples) is None


def test_a_level_that_differs_is_told_with_its_answers() -> None:
    protocol = a_protocol()
    table = Table(a_protocol(red_flags=(a_flag("limping", level=Level.EMERGENCY),)))

    found = first_difference(table, protocol, [{"limp": False}, {"limp": True}])

    assert found == {"limp": True}


def test_a_finding_that_differs_is_told_even_where_the_level_does_not() -> None:
    protocol = a_protocol(red_flags=(a_flag("limping"), a_flag("hopping")))

    found = first_difference(Table(a_protocol()), protocol, [{}, {"limp": True}])

    assert found == {"limp": True}
