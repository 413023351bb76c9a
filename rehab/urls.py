from django.urls import path

from rehab.views import (
    check_in,
    clearance,
    day,
    diary,
    gate,
    plan,
    run,
    seen,
    session,
    settings,
    stop,
    week,
)

urlpatterns = [
    path("plan/", plan.plan, name="plan"),
    path("plan/start/", plan.plan_start, name="plan_start"),
    path("plan/finish/", plan.plan_finish, name="plan_finish"),
    path("plan/seen/", clearance.clearance, name="clearance"),
    path("plan/day/", day.day_told, name="day_told"),
    path("plan/session/", session.session_told, name="session_told"),
    path("plan/session/<int:number>/", session.session_told, name="session_told"),
    path("plan/run/", run.run_told, name="run_told"),
    path("plan/run/<int:pk>/", run.run_again, name="run_again"),
    path("plan/week/", week.week, name="week"),
    path("plan/check-in/<str:which>/", check_in.check_in, name="check_in"),
    path("plan/gate/<str:gate>/", gate.gate, name="gate"),
    path("plan/settings/", settings.plan_settings, name="plan_settings"),
    path("seen/", seen.seen, name="seen"),
    # Short, because they stand in mail headers that break when they are long.
    path("r/<str:token>/", diary.diary, name="diary"),
    path("s/<str:token>/", seen.seen_answer, name="seen_answer"),
    path("u/<str:token>/", stop.stop_mails, name="stop_mails"),
]
