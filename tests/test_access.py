"""Who may open what: every address of the site times everybody who may ask for it.

An address without a line fails. A number is a status; ``in`` leads to the sign-in, ``step``
to the second step. Rows are the runner's own: see ``World`` for who the others are.
"""

import pytest
from django.test import Client

from tests.world import PEOPLE, World, all_addresses, all_rows

pytestmark = pytest.mark.django_db

TABLE = """
address                                        nobody runner  other physio strang  admin
live                                              200    200    200    200    200    200
web                                               200    200    200    200    200    200
ready                                             200    200    200    200    200    200
metrics                                           404    404    404    404    404    404
home                                              200    200    200    200    200    200
help                                              200    200    200    200    200    200
past_rules                                        200    200    200    200    200    200
rules                                             200    200    200    200    200    200
country                                           200    200    200    200    200    200
check                                             200    200    200    200    200    200
check_under_18                                    200    200    200    200    200    200
check_consent                                     302    302    302    302    302    302
check_answers                                     302    302    302    302    302    302
check_result                                      302    200    302    302    302    302
check_past_result                                 404    200    404    404    404    404
check_handover                                    302    200    302    302    302    302
check_past_handover                               404    200    404    404    404    404
about                                             200    200    200    200    200    200
about_cause                                       200    200    200    200    200    200
about_factor                                      200    200    200    200    200    200
movement                                          302    200    302    302    302    302
movement_page                                     302    302    302    302    302    302
movement_found                                    302    200    302    302    302    302
check_page                                        302    302    302    302    302    302
check_unsure                                      302    302    302    302    302    302
check_item                                        302    302    302    302    302    302
plan                                               in    200    302    302    302    302
plan_start                                         in    409    409    409    409    409
plan_finish                                        in    200    302    302    302    302
clearance                                          in    200    200    200    200    200
day_told                                           in    200    302    302    302    302
session_told                                       in    200    302    302    302    302
check_in                                           in    200    302    302    302    302
run_told                                           in    200    302    302    302    302
run_again                                          in    200    302    302    302    302
week                                               in    200    302    302    302    302
gate                                               in    200    302    302    302    302
plan_settings                                      in    200    302    302    302    302
plan_mails                                         in    200    302    302    302    302
address                                            in    302    302    302    302    302
seen                                               in    200    409    409    409    409
diary                                             200    200    200    200    200    200
too_painful                                       200    200    200    200    200    200
check_in_of_mail                                  200    200    200    200    200    200
later                                             200    200    200    200    200    200
skip_today                                        200    200    200    200    200    200
mail_times                                        200    200    200    200    200    200
barrier                                           200    200    200    200    200    200
message_of_mail                                   200    200    200    200    200    200
seen_answer                                       200    200    200    200    200    200
stop_mails                                        200    200    200    200    200    200
account_login                                     200    302    302    302    302    302
account_request_login_code                        200    302    302    302    302    302
account_confirm_login_code                        302    302    302    302    302    302
account_inactive                                  200    200    200    200    200    200
account_logout                                    302    200    200    200    200    200
mfa_index                                          in    200    200    200    200    200
mfa_authenticate                                  302    302    302    302    302    302
mfa_reauthenticate                                 in    403    403    200    200    200
mfa_activate_totp                                  in    200    200   step   step   step
mfa_deactivate_totp                                in    404    404   step   step   step
mfa_view_recovery_codes                            in    404    404    404    404    404
mfa_generate_recovery_codes                        in    200    200   step   step   step
mfa_download_recovery_codes                        in    404    404    404    404    404
mfa_list_webauthn                                  in    200    200    200    200    200
mfa_add_webauthn                                   in    200    200   step   step   step
mfa_reauthenticate_webauthn                        in    403    403   step   step   step
mfa_remove_webauthn                                in    404    404   step   step   step
mfa_edit_webauthn                                  in    404    404   step   step   step
mfa_login_webauthn                                302    302    302    302    302    302
privacy                                           200    200    200    200    200    200
agreements                                         in    200    200    200    200    200
^admin/password_change/                            in    403    403    404    404    404
^admin/autocomplete/                               in    403    403    404    404    404
admin/logout/                                     302    403    403    200    200    200
admin:index                                        in    403    403    200    200    200
admin:login                                        in    403    403    302    302    302
admin:logout                                      302    403    403    200    200    200
admin:password_change                              in    403    403    404    404    404
admin:password_change_done                         in    403    403    404    404    404
admin:autocomplete                                 in    403    403    404    404    404
admin:jsi18n                                       in    403    403    200    200    200
admin:view_on_site                                 in    403    403    404    404    404
admin:accounts_user_changelist                     in    403    403    200    200    403
admin:accounts_user_add                            in    403    403    403    403    403
admin:accounts_user_history                        in    403    403    200    404    404
admin:accounts_user_delete                         in    403    403    403    404    404
admin:accounts_user_change                         in    403    403    200    404    404
admin/accounts/user/<path:object_id>/              in    403    403    302    302    302
admin:accounts_carelink_changelist                 in    403    403    200    200    403
admin:accounts_carelink_add                        in    403    403    403    403    403
admin:accounts_carelink_history                    in    403    403    200    404    404
admin:accounts_carelink_delete                     in    403    403    403    404    404
admin:accounts_carelink_change                     in    403    403    200    404    404
admin/accounts/carelink/<path:object_id>/          in    403    403    302    302    302
admin:accounts_clinic_changelist                   in    403    403    403    403    200
admin:accounts_clinic_add                          in    403    403    403    403    200
admin:accounts_clinic_history                      in    403    403    403    403    200
admin:accounts_clinic_delete                       in    403    403    403    403    403
admin:accounts_clinic_change                       in    403    403    403    403    200
admin/accounts/clinic/<path:object_id>/            in    403    403    302    302    302
admin:accounts_accesslog_changelist                in    403    403    403    403    200
admin:accounts_accesslog_add                       in    403    403    403    403    403
admin:accounts_accesslog_history                   in    403    403    403    403    200
admin:accounts_accesslog_delete                    in    403    403    403    403    403
admin:accounts_accesslog_change                    in    403    403    403    403    200
admin/accounts/accesslog/<path:object_id>/         in    403    403    302    302    302
admin:rehab_plan_changelist                        in    403    403    200    200    403
admin:rehab_plan_add                               in    403    403    403    403    403
admin:rehab_plan_history                           in    403    403    200    404    404
admin:rehab_plan_week                              in    403    403    200    404    404
admin:rehab_plan_set_aside                         in    403    403    200    404    404
admin:rehab_plan_write                             in    403    403    200    404    404
admin:rehab_plan_delete                            in    403    403    403    404    404
admin:rehab_plan_change                            in    403    403    200    404    404
admin/rehab/plan/<path:object_id>/                 in    403    403    302    302    302
admin:rehab_heartbeat_changelist                   in    403    403    403    403    200
admin:rehab_diaryentry_changelist                  in    403    403    200    200    403
admin:rehab_diaryentry_add                         in    403    403    403    403    403
admin:rehab_diaryentry_history                     in    403    403    200    404    404
admin:rehab_diaryentry_delete                      in    403    403    403    404    404
admin:rehab_diaryentry_change                      in    403    403    200    404    404
admin/rehab/diaryentry/<path:object_id>/           in    403    403    302    302    302
admin:rehab_planchange_changelist                  in    403    403    200    200    403
admin:rehab_planchange_add                         in    403    403    403    403    403
admin:rehab_planchange_history                     in    403    403    200    404    404
admin:rehab_planchange_undo                        in    403    403    200    404    404
admin:rehab_planchange_delete                      in    403    403    403    404    404
admin:rehab_planchange_change                      in    403    403    200    404    404
admin/rehab/planchange/<path:object_id>/           in    403    403    302    302    302
admin:rehab_reminder_changelist                    in    403    403    200    200    403
admin:rehab_reminder_add                           in    403    403    403    403    403
admin:rehab_reminder_history                       in    403    403    200    404    404
admin:rehab_reminder_delete                        in    403    403    403    404    404
admin:rehab_reminder_change                        in    403    403    200    404    404
admin/rehab/reminder/<path:object_id>/             in    403    403    302    302    302
admin:rehab_clearance_changelist                   in    403    403    200    200    403
admin:rehab_clearance_add                          in    403    403    200    200    403
admin:rehab_clearance_history                      in    403    403    200    404    404
admin:rehab_clearance_delete                       in    403    403    403    404    404
admin:rehab_clearance_change                       in    403    403    200    404    404
admin/rehab/clearance/<path:object_id>/            in    403    403    302    302    302
admin:rehab_seenfollowup_changelist                in    403    403    200    200    403
admin:rehab_seenfollowup_add                       in    403    403    403    403    403
admin:rehab_seenfollowup_history                   in    403    403    200    404    404
admin:rehab_seenfollowup_delete                    in    403    403    403    404    404
admin:rehab_seenfollowup_change                    in    403    403    200    404    404
admin/rehab/seenfollowup/<path:object_id>/         in    403    403    302    302    302
admin:triage_assessment_changelist                 in    403    403    200    200    403
admin:triage_assessment_add                        in    403    403    403    403    403
admin:triage_assessment_history                    in    403    403    200    404    404
admin:triage_assessment_delete                     in    403    403    403    404    404
admin:triage_assessment_change                     in    403    403    200    404    404
admin/triage/assessment/<path:object_id>/          in    403    403    302    302    302
admin:triage_protocolrelease_changelist            in    403    403    200    200    403
admin:triage_protocolrelease_add                   in    403    403    403    403    403
admin:triage_protocolrelease_history               in    403    403    200    200    403
admin:triage_protocolrelease_delete                in    403    403    403    403    403
admin:triage_protocolrelease_change                in    403    403    200    200    403
admin/triage/protocolrelease/<path:object_id>/     in    403    403    302    302    302
admin:app_list                                     in    403    403    200    200    200
admin/(?P<url>.*)$                                 in    403    403    404    404    404
"""
LINES = {line.split()[0]: line.split()[1:] for line in TABLE.splitlines()[2:]}
METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "NONSENSE")
# The one-click link of RFC 8058: mail programs post to it, and know nothing of our tokens.
NEEDS_NO_TOKEN = {"stop_mails"}


@pytest.fixture
def world() -> World:
    return World()


def outcome(browser: Client, path: str) -> str:
    answer = browser.get(path)
    to = answer.headers.get("Location", "")
    if to.startswith(("/sign-in/?", "/admin/login/?")):
        return "in"
    return "step" if to.startswith("/two-step/reauth") else str(answer.status_code)


def test_every_address_has_a_line() -> None:
    assert {*all_addresses()} == {*LINES}


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_opens_what_is_theirs_and_nothing_else(world: World, who: str) -> None:
    browser = world.browser_of(who)

    opened = {address: outcome(browser, world.path_to(address)) for address in LINES}

    assert opened == {address: line[PEOPLE.index(who)] for address, line in LINES.items()}


@pytest.mark.parametrize("who", ["nobody", "other", "stranger", "administrator"])
def test_no_page_tells_others_who_the_runner_is(world: World, who: str) -> None:
    browser = world.browser_of(who)

    telling = [
        address
        for address in LINES
        for told in [browser.get(world.path_to(address)).content.decode()]
        if world.runner.email in told or world.runner.name in told
    ]

    assert telling == []


@pytest.mark.parametrize("who", PEOPLE)
def test_reading_changes_nothing(world: World, who: str) -> None:
    browser = world.browser_of(who)
    before = all_rows()

    for address in LINES:
        browser.get(world.path_to(address))

    assert all_rows() == before


@pytest.mark.parametrize("who", PEOPLE)
def test_a_form_that_is_not_ours_changes_nothing(world: World, who: str) -> None:
    browser = world.browser_of(who, check_csrf=True)
    before = all_rows()

    statuses = {
        browser.post(world.path_to(address), {"done": "yes", "pain": "0"}).status_code
        for address in LINES.keys() - NEEDS_NO_TOKEN
    }

    assert all_rows() == before
    assert max(statuses) < 500


@pytest.mark.parametrize("method", METHODS)
def test_a_method_nobody_expects_changes_nothing(world: World, method: str) -> None:
    browser = world.browser_of("runner")
    before = all_rows()

    statuses = {
        browser.generic(method, world.path_to(address)).status_code for address in LINES
    }

    assert all_rows() == before
    assert max(statuses) < 500


HOSTILE = [
    "id__regex=(((",
    "email=%00",
    "submitted_at__year=999999999",
    "reasons__contains=x",
    "level__exact=%00",
    "level__exact=99999999999999999999",
    "level__regex=(((",
    "submitted_at__gte=%00",
    "submitted_at__gte=9999-12-31T23:59:59-12:00",
    "submitted_at__isnull=%00",
    "q=%00",
    "o=99.-99",
    "p=-1",
    "_to_field=%00",
]


@pytest.mark.parametrize("who", ["physio", "administrator"])
@pytest.mark.parametrize("query", HOSTILE)
def test_no_query_string_breaks_a_page_of_the_admin(
    world: World, who: str, query: str
) -> None:
    browser = world.browser_of(who)

    statuses = {
        address: browser.get(f"{world.path_to(address)}?{query}").status_code
        for address in LINES
        if address.endswith(("_changelist", "_change"))
    }

    assert {address for address, status in statuses.items() if status >= 500} == set()
