from django.urls import path

from rehab.views import diary, plan, seen, stop

urlpatterns = [
    path("plan/", plan.plan, name="plan"),
    path("plan/start/", plan.plan_start, name="plan_start"),
    path("plan/finish/", plan.plan_finish, name="plan_finish"),
    path("seen/", seen.seen, name="seen"),
    # Short, because they stand in mail headers that break when they are long.
    path("r/<str:token>/", diary.diary, name="diary"),
    path("s/<str:token>/", seen.seen_answer, name="seen_answer"),
    path("u/<str:token>/", stop.stop_mails, name="stop_mails"),
]
