"""How the pages of the look at how somebody moves are put together."""

from triage.rules.questions import Kind, Option, Page, Question

FEET = "Your feet and shoes"
KNEES = "Your knees and hips"
STEPS = "Your steps"
RUNNING = "Your running"
BODY = "Your body"

# Whatever is left out sets no factor, so nobody has to do a test to go on.
LEFT_OUT = "I did not do this one, or I'm not sure"


def try_out(
    key: str,
    text: str,
    *options: Option,
    section: str,
    why: str,
    how: tuple[str, ...],
) -> Page:
    """Return a page that has something tried out in the steps ``how``, then asks for it."""
    question = Question(
        key=key, text=text, kind=Kind.CHOICE, options=options, unsure=LEFT_OUT
    )
    return Page(key=key, section=section, questions=(question,), why=why, how=how)


def look_up(
    key: str,
    heading: str,
    *questions: Question,
    section: str,
    why: str,
    hint: str,
    how: tuple[str, ...] = (),
) -> Page:
    """Return a tick-list of what can be seen on a shoe, a film, a watch, or in oneself."""
    return Page(
        key=key,
        section=section,
        heading=heading,
        questions=questions,
        why=why,
        hint=hint,
        how=how,
        unsure=LEFT_OUT,
    )
