"""What the brief says of the causes, item by item, and what their weights rest on."""

import pytest

from tests.triage.protocols.telling import only, reasons_for, told
from triage.protocols.medial_knee import MEDIAL_KNEE
from triage.protocols.medial_knee.questions.bone import BONE_LIST
from triage.rules.answers import Answer, Answers, Silence
from triage.rules.conditions import holds
from triage.rules.parts import FactorKind, Level, Origin


def words_missing(text: str, *words: str) -> list[str]:
    return [word for word in words if word not in text]


def test_item_5_pain_over_the_ligament_speaks_for_the_mcl_and_not_for_pes_anserine() -> (
    None
):
    decision = only(place="band")

    because = "It hurts along the band on the inner side."
    assert reasons_for(decision, "mcl") == {because: 1.5}
    assert reasons_for(decision, "pes_anserine") == {because: -1.5}


@pytest.mark.parametrize("place", ["band", "groove"])
def test_item_6_a_knee_pushed_in_lists_the_mcl_first_and_a_slow_start_lower(
    place: str,
) -> None:
    sudden = told(onset="pushed_in", place=place)
    gradual = told(onset="gradual", place=place)

    assert sudden.shown[0] == "mcl"
    assert gradual.shown.index("mcl") > 0


@pytest.mark.parametrize("place", ["band", "groove"])
def test_item_7_soreness_along_the_joint_line_is_a_reason_for_mcl_and_meniscus(
    place: str,
) -> None:
    decision = told(place=place, sore_spot=True)

    because = "It is sore to touch along the line of the joint."
    assert reasons_for(decision, "mcl")[because] == 0.5
    assert reasons_for(decision, "meniscus")[because] == 0.3


@pytest.mark.parametrize("unsure_on_turns", ["side_step", "loose"])
def test_item_8_feeling_unsure_on_turns_counts_for_the_mcl(unsure_on_turns: str) -> None:
    decision = told(onset="pushed_in", **{unsure_on_turns: True})

    because = "Side steps or changes of direction hurt or feel unsure."
    assert reasons_for(decision, "mcl")[because] == 1.2
    assert decision.level < Level.SAME_DAY


def test_item_8_giving_way_is_another_question_and_a_warning_sign() -> None:
    assert told(giving_way=True).level is Level.SAME_DAY


def test_item_9_the_mcl_page_says_that_it_is_a_sprain_of_the_inner_ligament() -> None:
    summary = MEDIAL_KNEE.cause_by_id["mcl"].summary

    words = ("sprain", "ligament", "band along the inside of your knee")
    assert words_missing(summary, *words) == []


def test_item_10_the_meniscus_page_says_what_the_pad_is_and_does() -> None:
    summary = MEDIAL_KNEE.cause_by_id["meniscus"].summary

    words = ("cartilage", "shaped like a C", "thigh bone", "shin bone", "absorbs shock")
    assert words_missing(summary, *words) == []


def test_item_11_sharp_pain_in_the_joint_line_lists_the_meniscus() -> None:
    decision = told(sharp=True, place="groove")

    assert decision.shown[0] == "meniscus"
    assert reasons_for(decision, "meniscus")["The pain in the groove is sharp."] == 0.5


def test_item_11_dull_pain_below_the_line_does_not_list_the_meniscus() -> None:
    assert "meniscus" not in told(sharp=False, place="shin").shown


def test_item_12_clicking_counts_for_the_meniscus_and_is_no_warning_sign() -> None:
    decision = told(clicking=True)

    assert reasons_for(decision, "meniscus")["The knee clicks or pops."] == 0.3
    assert decision.level is Level.SELF_CARE


def test_item_13_locking_counts_for_the_meniscus_and_is_same_day() -> None:
    decision = told(locking=True)

    assert reasons_for(decision, "meniscus")["The knee gets stuck."] == 1
    assert decision.level is Level.SAME_DAY


@pytest.mark.parametrize(
    ("sign", "because"),
    [
        ("twisting", "Twisting or turning brings it on."),
        ("squatting", "Squatting or kneeling brings it on."),
    ],
)
def test_item_14_twisting_and_squatting_are_reasons_for_the_meniscus(
    sign: str, because: str
) -> None:
    assert reasons_for(told(**{sign: True}), "meniscus")[because] == 1


def test_item_15_the_inner_shin_alone_lists_pes_anserine_first() -> None:
    assert told(place="shin").shown == ("pes_anserine",)


def test_item_16_the_pes_anserine_page_names_its_3_tendons() -> None:
    summary = MEDIAL_KNEE.cause_by_id["pes_anserine"].summary

    assert words_missing(summary, "sartorius", "gracilis", "semitendinosus") == []


def test_item_17_pes_anserine_is_bursitis_or_tendinopathy_and_nobody_says_which() -> None:
    cause = MEDIAL_KNEE.cause_by_id["pes_anserine"]

    assert cause.name == "Pes anserine bursitis or tendinopathy"
    assert words_missing(cause.summary, "Questions can't tell which it is.") == []


def test_item_18_a_spot_that_is_sore_to_touch_is_a_reason_for_pes_anserine() -> None:
    reasons = reasons_for(told(place="shin", sore_spot=True), "pes_anserine")

    assert reasons["1 spot there, on the shin, is sore to touch."] == 0.5


@pytest.mark.parametrize(
    ("sign", "because", "bits"),
    [
        ("bending", "Bending the knee brings it on.", 0.7),
        ("stairs", "Stairs or getting up from a chair bring it on.", 1),
    ],
)
def test_item_19_bending_and_stairs_are_reasons_for_pes_anserine(
    sign: str, because: str, bits: float
) -> None:
    assert reasons_for(told(**{sign: True}), "pes_anserine")[because] == bits


def test_item_20_load_and_muscle_factors_stand_beside_pes_anserine() -> None:
    decision = told(place="shin", more=True, knee_dives_in=True)

    kinds = [MEDIAL_KNEE.factor_by_id[id_].kind for id_ in decision.factors]
    reasons = reasons_for(decision, "pes_anserine")
    assert decision.shown[0] == "pes_anserine"
    assert kinds == [FactorKind.LOAD, FactorKind.MECHANICS]
    assert reasons["Your running changed in the 3 months before."] == 0.5


def test_every_weight_says_what_the_brief_says_or_that_it_was_added() -> None:
    named = {
        (weight.cause, weight.source.reference.split("; ")[0])
        for clue in MEDIAL_KNEE.clues
        for weight in clue.weights
        if weight.source.origin is Origin.BRIEF
    }

    assert named == {
        ("mcl", "MCL: pain directly over the ligament"),
        ("mcl", "MCL: pain on the inner side of the joint"),
        ("mcl", "MCL: tenderness along the joint line"),
        ("mcl", "MCL: an acute event or an outward force (valgus stress)"),
        ("mcl", "MCL: often an acute event"),
        ("mcl", "MCL: instability when changing direction"),
        ("meniscus", "Meniscus: pain along the joint line"),
        ("meniscus", "Meniscus: sharp pain along the medial joint line"),
        ("meniscus", "Meniscus: clicking or popping"),
        ("meniscus", "Meniscus: a feeling that the knee locks"),
        ("meniscus", "Meniscus: worse when squatting"),
        ("meniscus", "Meniscus: worse when twisting"),
        ("pes_anserine", "Pes anserine: pain slightly below the joint line"),
        ("pes_anserine", "Pes anserine: local tenderness"),
        ("pes_anserine", "Pes anserine: worse when climbing stairs"),
        ("pes_anserine", "Pes anserine: worse when bending the knee"),
        ("pes_anserine", "Pes anserine: linked to overuse"),
        ("overload", "Repetitive impact overloads the knee"),
    }


def test_no_weight_weighs_nothing() -> None:
    weights = [weight for clue in MEDIAL_KNEE.clues for weight in clue.weights]

    assert [weight for weight in weights if not weight.bits] == []


@pytest.mark.parametrize("item", BONE_LIST.keys)
@pytest.mark.parametrize("told_", [True, *Silence])
def test_pes_anserine_leads_only_if_no_sign_of_an_overworked_bone_fits(
    item: str, told_: Answer
) -> None:
    decision = told(place="shin", stairs=True, sore_spot=True, **{item: told_})

    assert decision.shown[0] != "pes_anserine"
    assert "pes_anserine" in decision.shown


def start_of(cause: str, answers: Answers) -> float:
    """Return the bits that ``cause`` starts with."""
    found = MEDIAL_KNEE.cause_by_id[cause]
    priors = (prior.bits for prior in found.priors if holds(prior.when, answers))
    return next(priors, found.prior)


@pytest.mark.parametrize(
    ("cause", "starts"),
    [
        ("mcl", (1.0, 0.5, -1.0, -1.5, -0.2)),
        ("meniscus", (1.0, 1.0, -0.5, 1.0, 0.0)),
        ("pes_anserine", (-2.0, -2.0, 0.0, 0.5, -0.3)),
        ("bone_stress_injury", (-1.0, -1.0, -0.5, -0.5, -0.6)),
        ("patellofemoral", (-1.0, -1.0, 0.5, 0.0, 0.2)),
        ("plica", (-1.0, -2.0, -1.0, -2.0, -1.0)),
        ("osteoarthritis", (-3.0, 0.0, -2.5, 1.0, -2.6)),
        ("sifk", (-4.0, -1.0, -4.0, -1.5, -4.0)),
        ("semimembranosus", (-1.0, -1.5, -0.5, -0.5, -0.6)),
        ("saphenous_nerve", (-2.0, -2.0, -2.0, -2.0, -2.0)),
        ("referred_pain", (-2.0, -2.0, -2.0, -1.5, -2.0)),
        ("overload", (0.0, 0.0, 0.0, 0.0, 0.0)),
    ],
)
def test_age_and_the_way_it_began_say_where_a_cause_starts(
    cause: str, starts: tuple[float, ...]
) -> None:
    stories: list[Answers] = [
        {"onset": "twist", "age": "18_to_44"},
        {"onset": "twist", "age": "50_to_54"},
        {"onset": "gradual", "age": "18_to_44"},
        {"onset": "gradual", "age": "50_to_54"},
        {},
    ]

    assert tuple(start_of(cause, story) for story in stories) == starts


@pytest.mark.parametrize(
    ("answers", "bits"),
    [
        ({"age": "45_to_49", "onset": "sudden"}, -0.7),
        ({"onset": "sudden"}, -0.2),
        ({"age": Silence.NOT_SURE, "onset": "twist"}, 1.0),
        ({"age": "over_54", "onset": Silence.NOT_SURE}, -0.7),
    ],
)
def test_a_start_that_is_neither_slow_nor_an_injury_lies_between_the_two(
    answers: Answers, bits: float
) -> None:
    assert start_of("mcl", answers) == bits


def test_a_bone_that_gives_in_is_a_matter_of_50_and_over() -> None:
    assert start_of("sifk", {"age": "45_to_49", "onset": "sudden"}) == -4
    assert start_of("sifk", {"age": "over_54", "onset": "sudden"}) == -1


@pytest.mark.parametrize(
    ("answers", "grade"),
    [
        ({"onset": "pushed_in"}, "grade 1"),
        ({"onset": "pushed_in", "loose": True}, "grade 2"),
        ({"onset": "twist", "hurts_to_walk": True}, "grade 2"),
        ({"onset": "twist", "swollen": True, "bruise": Silence.NOT_SURE}, "grade 2"),
        ({"onset": "pushed_in", "loose": True, "bruise": True}, "grade 3"),
        ({"onset": "pushed_in", "giving_way": True}, "grade 3"),
        ({"onset": "pushed_in", "bruise": Silence.NOT_SURE}, ""),
        ({"onset": "gradual"}, ""),
    ],
)
def test_the_signs_after_a_sudden_start_hint_at_the_grade_of_a_sprain(
    answers: Answers, grade: str
) -> None:
    calm = {key: question.values()[0] for key, question in MEDIAL_KNEE.questions.items()}
    hints = MEDIAL_KNEE.cause_by_id["mcl"].hints

    first = next((h.text for h in hints if holds(h.when, {**calm, **answers})), "")

    assert first.endswith(f"({grade})." if grade else "")
    assert bool(first) is bool(grade)


def test_notes_stand_where_research_does_not_say_what_the_brief_says() -> None:
    noted = [cause.id for cause in MEDIAL_KNEE.causes if cause.notes]

    assert noted == ["mcl", "meniscus", "pes_anserine", "patellofemoral"]
