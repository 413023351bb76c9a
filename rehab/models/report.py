"""What belongs to a diary entry of a session, a run or a check-in. Rows are only added."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from accounts.triggers import only_added_to
from rehab.models.diary import MAX_PAIN, DiaryEntry
from rehab.models.plan import LAST_STAGE, MAX_ACTIVITIES, Plan

MAX_METRES = 200_000  # our default: nobody on the way back runs further in one go
MAX_MINUTES = 24 * 60
MAX_CLIMB = 10_000


class Amount(models.TextChoices):
    ALL = "ALL", "all of it"
    MOST = "MOST", "most of it"
    SOME = "SOME", "some of it"
    NONE = "NONE", "none of it"


class SessionReport(models.Model):
    """How a session went as a whole. ``hard`` is 0 (nothing) to 10 (all I could do)."""

    entry = models.OneToOneField(
        DiaryEntry, on_delete=models.CASCADE, related_name="session_report"
    )
    amount = models.CharField(max_length=4, choices=Amount)
    hard = models.PositiveSmallIntegerField()
    good_form = models.BooleanField("the movements were clean")
    painkiller = models.BooleanField("after a painkiller")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hard__lte=MAX_PAIN), name="rehab_hard_is_0_to_10"
            ),
        ]
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"report of entry {self.entry_id}"


class ExerciseReport(models.Model):
    """How one exercise of a session went. ``pain`` is the peak, 0 to 10."""

    entry = models.ForeignKey(
        DiaryEntry, on_delete=models.CASCADE, related_name="exercise_reports"
    )
    exercise = models.CharField("its number in the library", max_length=3)
    amount = models.CharField(max_length=4, choices=Amount)
    pain = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "exercise"], name="rehab_one_report_an_exercise"
            ),
            models.CheckConstraint(
                condition=Q(pain__lte=MAX_PAIN), name="rehab_exercise_pain_is_0_to_10"
            ),
        ]
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"{self.exercise} of entry {self.entry_id}"


class Run(models.Model):
    """One run, logged by hand. Its day is that of its entry. ``pain`` is the peak, 0 to 10.

    ``limped`` also stands for pain that came suddenly or kept rising. ``stage`` is set if
    it was walked and run by the ladder.
    """

    class Surface(models.TextChoices):
        SOFT = "SOFT", "grass, track, treadmill or dirt, even"
        ROAD = "ROAD", "road or pavement"
        ROUGH = "ROUGH", "rough or sloping ground, or sand"

    class Intensity(models.IntegerChoices):
        EASY = 0, "easy, I could talk"
        STRIDES = 1, "easy, with a few short fast bits"
        TEMPO = 2, "steady and hard"
        INTERVALS = 3, "fast repeats"
        RACE = 4, "a race"

    entry = models.OneToOneField(DiaryEntry, on_delete=models.CASCADE, related_name="run")
    minutes = models.PositiveSmallIntegerField()
    metres = models.PositiveIntegerField(null=True, blank=True)
    surface = models.CharField(max_length=5, choices=Surface)
    intensity = models.PositiveSmallIntegerField(choices=Intensity)
    climb = models.PositiveSmallIntegerField("metres uphill", default=0)
    pain = models.PositiveSmallIntegerField()
    limped = models.BooleanField("limped, or the pain came suddenly or kept rising")
    stage = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MAX_MINUTES)
                & (Q(metres=None) | Q(metres__gte=1, metres__lte=MAX_METRES))
                & Q(climb__lte=MAX_CLIMB),
                name="rehab_a_run_takes_time_and_gets_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(pain__lte=MAX_PAIN) & (Q(stage=None) | Q(stage__lt=LAST_STAGE)),
                name="rehab_run_pain_is_0_to_10",
            ),
        ]
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"run of entry {self.entry_id}"


class CheckIn(models.Model):
    """How the knee is, measured the same way each time. Pain now is that of its entry.

    ``activities`` are 0 (cannot) to 10 (as before), for those that the plan names.
    """

    class Feeling(models.TextChoices):
        BETTER = "BETTER", "better"
        SAME = "SAME", "the same"
        WORSE = "WORSE", "worse"

    entry = models.OneToOneField(
        DiaryEntry, on_delete=models.CASCADE, related_name="check_in"
    )
    worst = models.PositiveSmallIntegerField("worst pain of the last days, 0 to 10")
    running = models.PositiveSmallIntegerField("pain when running", null=True, blank=True)
    feeling = models.CharField("compared with the start", max_length=6, choices=Feeling)
    activities = ArrayField(
        models.PositiveSmallIntegerField(validators=[MaxValueValidator(MAX_PAIN)]),
        size=MAX_ACTIVITIES,
        default=list,
        blank=True,
    )
    limps = models.BooleanField("limps, or cannot walk for 10 minutes", default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(worst__lte=MAX_PAIN)
                & (Q(running=None) | Q(running__lte=MAX_PAIN)),
                name="rehab_check_in_pain_is_0_to_10",
            ),
        ]
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"check-in of entry {self.entry_id}"


class GateAnswer(models.Model):
    """Somebody went through the list of a gate. ``open_items`` are those not met yet."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="gate_answers")
    gate = models.CharField(max_length=20)
    on = models.DateField("the day, where the person is")
    at = models.DateTimeField()
    open_items = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    class Meta:
        triggers = [only_added_to()]

    def __str__(self) -> str:
        return f"{self.gate} of plan {self.plan_id}"

    @property
    def passed(self) -> bool:
        return not self.open_items
