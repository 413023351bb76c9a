"""How the fields of these pages are rendered."""

from django.template.loader import render_to_string

from triage.rules.answers import Answers, Silence
from triage.rules.questions import Question
from triage.rules.words import answer_in_words, question_in_words


def part(name: str, **shown: object) -> str:
    """Return the HTML of the template part of this ``name`` with what it needs."""
    return render_to_string(f"admin/triage/_{name}.html", shown)


def told_of(question: Question, answers: Answers) -> tuple[str, str]:
    """Return a question and the answer to it, both in words."""
    answer = answers.get(question.key, Silence.NOT_ASKED)
    return question_in_words(question), answer_in_words(question, answer)
