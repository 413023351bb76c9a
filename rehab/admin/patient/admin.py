"""Patients in the admin: the list, the page, notes, and the sheet for a visit."""

from collections.abc import Iterable
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Max, Model, OuterRef, QuerySet, Subquery
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from accounts.models import User
from accounts.privacy import export_person
from accounts.services import log_list, log_view
from rehab import plans
from rehab.admin.acts import PatientActs
from rehab.admin.acts.frame import physio, posted
from rehab.admin.acts.on_plan import facts_of_message
from rehab.admin.forms import UNSENT, MessageForm
from rehab.admin.patient.forms import UNKEPT, ExportForm, NoteForm
from rehab.admin.patient.page import frame_of, page_of, since_of
from rehab.models import Attention, CareNote, DiaryEntry, Patient, Plan
from rehab.oversight.notes import write_note
from rehab.oversight.record import record_of
from triage.views.sheet import Sheet, sheet_of
from triage.views.sheet_pdf import pdf_response

MOST_DIGITS = 18  # of a key
# Rules whose name alone tells how soon somebody should be seen.
CALLS_FOR_VISIT = frozenset(
    {Attention.Rule.RED_FLAG, Attention.Rule.NOT_SEEN, Attention.Rule.VISIT}
)


@admin.register(Patient)
class PatientAdmin(PatientActs):
    """The runners in one's care; a page tells all that happened with one."""

    list_display = ["email", "called", "attention", "phase", "last_heard"]
    ordering = ["email"]

    def person_of(self, row: Model) -> User:
        return cast("User", row)

    def get_list_select_related(self, request: HttpRequest) -> list[str]:
        return []

    def get_urls(self) -> list[URLPattern]:
        pages = {
            "note": ("note/", self.note_view),
            "write": ("write/", self.write_view),
            "sheet": ("sheet/", self.sheet_view),
            "sheet_pdf": ("sheet.pdf", self.sheet_pdf_view),
            "export": ("export/", self.export_view),
        }
        return [
            *(
                path(
                    f"<path:object_id>/{way}",
                    self.admin_site.admin_view(view),
                    name=f"rehab_patient_{name}",
                )
                for name, (way, view) in pages.items()
            ),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list. It tells of some how urgent they are: that is another look."""
        told = {"title": "Patients"} | (extra_context or {})
        page = super().changelist_view(request, told)
        shown = (getattr(page, "context_data", None) or {}).get("cl")
        people = filter(_tells_level, shown.result_list if shown else ())
        now = timezone.now()
        log_list(viewer=physio(request), people=people, what="needs attention", at=now)
        return page

    def people_shown(self, request: HttpRequest, rows: Iterable[Model]) -> set[User]:
        """Leave those out for whom a list tells that a visit is called for.

        ``changelist_view`` notes them by what they were seen in.
        """
        calm = [row for row in rows if not _tells_level(row)]
        return super().people_shown(request, calm)

    def get_changelist_instance(self, request: HttpRequest) -> Any:  # noqa: ANN401 - Django's own
        """Return the list, each runner with what it tells of them beside."""
        shown = super().get_changelist_instance(request)
        for row in shown.result_list:
            row.beside = {}
        _put_beside(shown.result_list)
        return shown

    @admin.display(description="name")
    def called(self, row: User) -> str:
        return row.name

    @admin.display(description="needs attention")
    def attention(self, row: Any) -> str:  # noqa: ANN401 - a patient with ``beside``
        """Return what is open, most urgent first."""
        asked = (Attention.Rule(rule).label for rule in row.beside["asks"])
        return ", ".join(asked) or "nothing"

    @admin.display(description="phase")
    def phase(self, row: Any) -> str:  # noqa: ANN401 - likewise
        number = row.beside["phase"]
        return "no plan" if number is None else f"{number} {Plan.Phase(number).label}"

    @admin.display(description="last heard")
    def last_heard(self, row: Any) -> str:  # noqa: ANN401 - likewise
        at = row.beside["heard_at"]
        return date_format(localtime(at), "j M Y") if at else "never"

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show all there is to know about a runner.

        :raises Http404: if there is no such runner for whoever asks.
        :raises PermissionDenied: to whoever posts: nothing is changed here.
        """
        if request.method == "POST":
            self._refuse(request, object_id, "change")
        person = self._person(request, object_id)
        self._log(request, person)
        page = {
            **frame_of(self.admin_site, request),
            "opts": self.opts,
            "title": person.name or person.email,
            **page_of(person, request, viewer=physio(request), now=timezone.now()),
        }
        return TemplateResponse(request, "admin/rehab/patient.html", page)

    def note_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask for a note, with ``?corrects`` in the place of another; a post keeps it."""
        person = self._person(request, object_id)
        corrects = _note(person, request.GET.get("corrects", ""))
        form = NoteForm(
            posted(request), initial={"text": corrects.text if corrects else ""}
        )
        if form.is_valid():
            told = {"text": form.cleaned_data["text"], "at": timezone.now()}
            try:
                write_note(person=person, by=physio(request), corrects=corrects, **told)
            except tuple(UNKEPT) as refused:
                form.refuse(refused)
            else:
                return self._kept(request, person, "note written")
        self._log(request, person)
        title = "Correct a note" if corrects else "Write a note"
        facts = [("Corrects", corrects.text)] if corrects else []
        return self._frame(request, person, form, title, button="Keep it", facts=facts)

    def write_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask for a message, say how it will reach the runner, and on a post send it.

        It needs no plan: see ``facts_of_message``.
        """
        person = self._person(request, object_id)
        form = MessageForm(posted(request))
        if form.is_valid():
            told = {"text": form.cleaned_data["text"], "at": timezone.now()}
            try:
                plans.write_message(person=person, by=physio(request), **told)
            except tuple(UNSENT) as refused:
                form.refuse(refused)
            else:
                return self._kept(request, person, "message written")
        self._log(request, person)
        facts = facts_of_message(person, physio(request))
        title, button = "Write to the runner", "Send it"
        return self._frame(request, person, form, title, button=button, facts=facts)

    def export_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Ask why, and on a post send all that is held of a runner as a zip."""
        person = self._person(request, object_id)
        form = ExportForm(posted(request))
        if form.is_valid():
            why, now = form.cleaned_data["why"], timezone.now()
            what = f"patient {person.pk}, everything taken out"
            log_view(viewer=physio(request), person=person, what=what, at=now, why=why)
            named = {"Content-Disposition": 'attachment; filename="stridewell-record.zip"'}
            everything = export_person(person, at=now, for_clinic=True)
            return HttpResponse(everything, content_type="application/zip", headers=named)
        self._log(request, person)
        return self._frame(request, person, form, "Take everything out", button="Save it")

    def sheet_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the sheet for a visit, to be printed.

        :raises Http404: if there is no such runner, or no result of theirs.
        """
        person = self._person(request, object_id)
        page = {"sheet": self._sheet(request, person, "sheet"), "person": person}
        return TemplateResponse(request, "admin/rehab/patient_sheet.html", page)

    def sheet_pdf_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Send the sheet for a visit as a PDF.

        :raises Http404: if there is no such runner, or no result of theirs.
        """
        person = self._person(request, object_id)
        return pdf_response(self._sheet(request, person, "sheet as PDF"))

    def _person(self, request: HttpRequest, object_id: str) -> User:
        return cast("User", self.get_object(request, unquote(object_id)))

    def _frame(
        self,
        request: HttpRequest,
        person: User,
        form: Form,
        title: str,
        **told: object,
    ) -> HttpResponse:
        """Return the page that asks ``form``, or says what is wrong with it."""
        page: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "runner": person,
            "form": form,
            "title": title,
            "facts": [],
            "meanwhile": [],
            "week": None,
            **told,
        }
        status = 422 if form.errors else 200
        address = "admin/rehab/act_on_patient.html"
        return TemplateResponse(request, address, page, status=status)

    def _kept(self, request: HttpRequest, person: User, done: str) -> HttpResponse:
        what = f"patient {person.pk}, {done}"
        log_view(viewer=physio(request), person=person, what=what, at=timezone.now())
        messages.success(request, f"Done: {done}.")
        return redirect("admin:rehab_patient_change", person.pk)

    def _sheet(self, request: HttpRequest, person: User, what: str) -> Sheet:
        now, viewer = timezone.now(), physio(request)
        log_view(viewer=viewer, person=person, what=f"patient {person.pk}, {what}", at=now)
        record = record_of(person, viewer=viewer)
        if record.check is None:
            raise Http404
        return sheet_of(
            record.check,
            name=person.name or person.email,
            since=since_of(record, plans.local_day(person, now)),
        )


def _note(person: User, number: str) -> CareNote | None:
    """Return the note about ``person`` of this number that can be corrected, if any."""
    if not number.isdecimal() or len(number) > MOST_DIGITS:
        return None
    notes = person.care_notes.filter(kind=CareNote.Kind.NOTE, corrections=None)
    return notes.filter(pk=number).first()


def _tells_level(row: Any) -> bool:  # noqa: ANN401 - a patient, in a list with ``beside``
    """Say whether what a list tells of somebody gives away how soon they should be seen."""
    return not CALLS_FOR_VISIT.isdisjoint(getattr(row, "beside", {}).get("asks", ()))


def _put_beside(rows: Any) -> None:  # noqa: ANN401 - the rows of a list
    """Put what the list tells of each runner beside them, in one query for all."""
    asked = Attention.objects.open().filter(person=OuterRef("pk"))
    plans = Plan.objects.filter(person=OuterRef("pk"))
    newest = plans.order_by(F("finished_at").desc(nulls_first=True), "-opened_at", "-pk")
    heard = DiaryEntry.objects.filter(plan__person=OuterRef("pk")).order_by()
    last = heard.values("plan__person").annotate(last=Max("at")).values("last")
    people: QuerySet[Any] = User.objects.filter(pk__in=[row.pk for row in rows])
    found = people.values(
        "pk",
        asks=ArraySubquery(asked.order_by("-level", "raised_at").values("rule")),
        phase=Subquery(newest.values("phase")[:1]),
        heard_at=Subquery(last),
    )
    beside = {each["pk"]: each for each in found}
    for row in rows:
        row.beside = beside[row.pk]
