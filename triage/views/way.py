"""The way through the pages of a protocol: what is asked next, and when to stop asking."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext_noop

from triage.rules.answers import Answer, Answers, Silence
from triage.rules.decide import decide
from triage.rules.parts import Level
from triage.rules.protocol import Protocol
from triage.rules.questions import Page, Question

WHICH_ONES = gettext_noop("Which ones are you not sure about?")
ASKED_ALONE = gettext_noop("Tick them. We then ask about each one alone.")


@dataclass(frozen=True, slots=True)
class Step:
    """A place on the way: a page by its number, or something that a tick-list left open.

    With ``unsure`` it asks which items are the doubtful ones, with ``item`` it asks one of
    them alone. Numbers start at 1 and are all that an address shows.
    """

    number: int
    item: int = 0
    unsure: bool = False

    @property
    def url(self) -> str:
        if self.unsure:
            return reverse("check_unsure", args=[self.number])
        if self.item:
            return reverse("check_item", args=[self.number, self.item])
        return reverse("check_page", args=[self.number])


@dataclass(frozen=True, slots=True)
class Way:
    """A protocol, and how far somebody's answers have come in it."""

    protocol: Protocol
    answers: Answers

    def steps(self) -> dict[Step, Page]:
        """Return the pages that are asked, in order, each under its step."""
        asked = self.protocol.pages_for(self.answers)
        numbered = enumerate(self.protocol.pages, start=1)
        return {Step(number): page for number, page in numbered if page in asked}

    def next_step(self) -> Step | None:
        """Return the first step still open, or ``None`` once everything has been asked."""
        for step, page in self.steps().items():
            if not self._was_put(page):
                return step
            match self.left_open(step.number):
                case []:
                    continue
                case [alone]:
                    return alone
                case _:
                    return Step(step.number, unsure=True)
        return None

    def next_url(self) -> str:
        """Return the address of the next step, or of the page that shows all answers."""
        step = self.next_step()
        return step.url if step else reverse("check_answers")

    def left_open(self, number: int) -> list[Step]:
        """Return a step for each item of that page which waits to be asked alone."""
        questions = self.protocol.pages[number - 1].questions
        return [
            Step(number, item=item)
            for item, question in enumerate(questions, start=1)
            if self.told(question.key) is Silence.LEFT_OPEN
        ]

    def leads_to(self, step: Step) -> bool:
        """Return whether ``step`` exists and nothing before it waits for an answer."""
        reached = self.next_step() or Step(len(self.protocol.pages))
        page = self.steps().get(Step(step.number))
        if page is None or step.number > reached.number:
            return False
        if step.unsure:
            return page.is_tick_list and self._was_put(page) and any(self._unticked(page))
        if step.item:
            in_list = page.is_tick_list and step.item <= len(page.questions)
            return in_list and self._was_put(page)
        return True

    def page_at(self, step: Step) -> Page:
        """Return what is asked at ``step``, as a page."""
        page = self.protocol.pages[step.number - 1]
        if step.unsure:
            doubtful = self._unticked(page)
            return replace(page, heading=WHICH_ONES, hint=ASKED_ALONE, questions=doubtful)
        if step.item:
            question = page.questions[step.item - 1]
            alone = replace(question, text=question.alone)
            return replace(page, heading="", hint=question.help, questions=(alone,))
        return page

    def step_before(self, step: Step) -> Step | None:
        """Return the step that a Back link leads to, or ``None`` from the first page."""
        if step.item or step.unsure:
            return Step(step.number)
        earlier = [past for past in self.steps() if past.number < step.number]
        return earlier[-1] if earlier else None

    def ends_early(self) -> bool:
        """Return whether to stop asking, because being seen cannot wait.

        An item left open is asked first, since the answer may be no; but nothing holds up
        a certain emergency.
        """
        decision = decide(self.protocol, self.answers)
        certain = any(f.certain and f.level is Level.EMERGENCY for f in decision.findings)
        doubtful = any(self.left_open(step.number) for step in self.steps())
        return decision.ends_early and (certain or not doubtful)

    def told(self, question: str) -> Answer:
        """Return the answer to ``question`` so far."""
        return self.answers.get(question, Silence.NOT_ASKED)

    def _was_put(self, page: Page) -> bool:
        return all(self.told(q.key) is not Silence.NOT_ASKED for q in page.questions)

    def _unticked(self, page: Page) -> tuple[Question, ...]:
        return tuple(q for q in page.questions if self.told(q.key) is not True)
