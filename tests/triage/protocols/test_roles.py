from triage.protocols.medial_knee import MEDIAL_KNEE, roles


def test_each_role_is_played_by_a_question_or_an_option_of_the_check() -> None:
    questions = MEDIAL_KNEE.questions

    assert questions[roles.AGE].text == "How old are you?"
    assert questions[roles.SIDE].text == "Which knee hurts?"
    assert [option.key for option in questions[roles.SIDE].options][:2] == [
        roles.LEFT,
        roles.RIGHT,
    ]
    assert roles.LEAST_DISTANCE in questions[roles.DISTANCE].values()
