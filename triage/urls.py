from django.urls import path

from triage.views import about, begin, country, handover, movement, questions, result, rules

# Addresses carry numbers and no words of health: they show in histories and logs.
urlpatterns = [
    path("", begin.home, name="home"),
    path("help/", begin.help_now, name="help"),
    path("country/", country.country, name="country"),
    path("check/", begin.start, name="check"),
    path("check/under-18/", begin.under_18, name="check_under_18"),
    path("check/consent/", begin.consent, name="check_consent"),
    path("check/answers/", questions.check_answers, name="check_answers"),
    path("check/result/", result.result, name="check_result"),
    path("check/result/handover/", handover.handover, name="check_handover"),
    path("check/result/handover.pdf", handover.handover_pdf, name="check_handover_pdf"),
    path("check/results/<int:pk>/", result.past_result, name="check_past_result"),
    path(
        "check/results/<int:pk>/handover/",
        handover.past_handover,
        name="check_past_handover",
    ),
    path(
        "check/results/<int:pk>/handover.pdf",
        handover.past_handover_pdf,
        name="check_past_handover_pdf",
    ),
    path("check/movement/", movement.movement, name="movement"),
    path("check/movement/found/", movement.movement_found, name="movement_found"),
    path("check/movement/<int:number>/", movement.movement_page, name="movement_page"),
    path("check/<int:number>/", questions.question, name="check_page"),
    path(
        "check/<int:number>/unsure/",
        questions.question,
        {"unsure": True},
        name="check_unsure",
    ),
    path("check/<int:number>/<int:item>/", questions.question, name="check_item"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<int:pk>/", rules.past_rules, name="past_rules"),
    path("about/", about.about, name="about"),
    path("about/causes/<int:number>/", about.about_cause, name="about_cause"),
    path("about/factors/<int:number>/", about.about_factor, name="about_factor"),
]
