import pytest

from triage.rules.answers import Answer, Silence, decode_answer, encode_answer


@pytest.mark.parametrize("told", [True, False, 0, 10, "shin", "not sure", *Silence])
def test_an_answer_reads_back_as_it_was(told: Answer) -> None:
    back = decode_answer(encode_answer(told))

    assert (type(back), back) == (type(told), told)


def test_a_silence_looks_like_no_option() -> None:
    assert encode_answer(Silence.NOT_SURE) == {"silence": "not sure"}


@pytest.mark.parametrize("data", [None, 1.5, [], {}, {"silence": 1}, {"silence": "sure"}])
def test_what_is_no_answer_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r"not an answer|not a valid Silence"):
        decode_answer(data)
