from django.urls import path

from triage.views import begin, questions, result

# Addresses carry numbers and no words of health: they show in histories and logs.
urlpatterns = [
    path("", begin.home, name="home"),
    path("help/", begin.help_now, name="help"),
    path("check/", begin.start, name="check"),
    path("check/under-18/", begin.under_18, name="check_under_18"),
    path("check/consent/", begin.consent, name="check_consent"),
    path("check/answers/", questions.check_answers, name="check_answers"),
    path("check/result/", result.result, name="check_result"),
    path("check/results/<int:pk>/", result.past_result, name="check_past_result"),
    path("check/<int:number>/", questions.question, name="check_page"),
    path(
        "check/<int:number>/unsure/",
        questions.question,
        {"unsure": True},
        name="check_unsure",
    ),
    path("check/<int:number>/<int:item>/", questions.question, name="check_item"),
]
