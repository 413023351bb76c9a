from tests.triage.rules.building import a_flag, a_page, a_protocol
from triage.rules.conditions import all_of, answer, any_of
from triage.rules.parts import Level
from triage.rules.protocol import Protocol
from triage.rules.prove import trials_of
from triage.rules.questions import Kind

LIMPS, HOPS = answer("limp").is_yes(), answer("hop").is_yes()


def told_of(protocol: Protocol) -> list[str]:
    """Return what became of each mutant of ``protocol``, in words."""
    return [trial.in_words(protocol) for trial in trials_of(protocol)]


def test_a_broken_rule_is_found_by_answers_that_were_more_urgent() -> None:
    assert told_of(a_protocol()) == [
        (
            "limping, dropped: found by “limp?” Yes: limping calls for SAME_DAY, "
            "but the level is SELF_CARE"
        ),
        (
            "limping, a level calmer: found by “limp?” Yes: limping calls for SAME_DAY, "
            "but the level is WITHIN_2_DAYS"
        ),
        (
            "limping, a level calmer when unsure: found by “limp?” Not sure: "
            "limping calls for SAME_DAY, but the level is WITHIN_2_DAYS"
        ),
        (
            "limp, ignored by all rules: found by “limp?” Yes: limping calls for SAME_DAY, "
            "but the level is SELF_CARE"
        ),
    ]


def test_a_broken_rule_that_others_make_up_for_is_covered_by_no_more_than_it_takes() -> (
    None
):
    flags = (
        a_flag("either", when=any_of(LIMPS, HOPS)),
        a_flag("limping"),
        a_flag("hopping", when=HOPS),
        a_flag("calmer", level=Level.WITHIN_A_WEEK, when_unsure=Level.WITHIN_A_WEEK),
    )
    protocol = a_protocol(pages=(a_page("limp"), a_page("hop")), red_flags=flags)

    trials = {trial.mutant.name: trial for trial in trials_of(protocol)}

    assert trials["either, dropped"].covered_by == ("limping", "hopping")
    assert trials["limping, dropped"].covered_by == ("either",)
    covered = trials["calmer, dropped"]
    assert covered.in_words(protocol) == "calmer, dropped: covered by limping"
    assert trials["limp, ignored by all rules"].found


def test_a_broken_rule_may_be_covered_by_the_rest_of_itself() -> None:
    flag = a_flag("limping", when=any_of(LIMPS, all_of(LIMPS, HOPS)))
    protocol = a_protocol(pages=(a_page("limp"), a_page("hop")), red_flags=(flag,))

    told = told_of(protocol)

    assert (
        "limping, without “limp?”: “Yes” and “hop?”: “Yes”: "
        "covered by the rest of the same rule"
    ) in told


def test_options_in_the_wrong_order_are_found_though_no_level_is_lower() -> None:
    start = a_page("start", Kind.CHOICE, "slow", "fall")
    fell = a_flag("fell", when=answer("start").is_("fall"))
    protocol = a_protocol(pages=(start,), red_flags=(fell,))

    trial = list(trials_of(protocol))[-1]

    assert trial.in_words(protocol) == (
        "start, with the options of start in reverse: found by “start?” It is slow "
        "instead of It is fall: fell calls for SAME_DAY, but the level is SELF_CARE"
    )


def test_a_broken_copy_that_is_more_urgent_and_never_calmer_gets_away() -> None:
    hop, fever = a_page("hop"), a_page("fever", when=HOPS)
    flags = (
        a_flag("limping"),
        a_flag("ill", when=answer("fever").is_yes()),
        a_flag("ill_and_hopping", when=all_of(HOPS, answer("fever").is_yes())),
    )
    protocol = a_protocol(pages=(a_page("limp"), hop, fever), red_flags=flags)

    away = [trial for trial in trials_of(protocol) if trial.got_away]

    # Without "hop" nobody knows whether to ask for a fever, so everybody is asked.
    assert [trial.in_words(protocol) for trial in away] == [
        "hop, hidden but for “limp?”: “Yes”: GOT AWAY"
    ]
