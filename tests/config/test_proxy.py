"""What the page on operations tells a proxy, against the addresses there are."""

import re

from django.urls import URLPattern

from accounts.urls import urlpatterns as of_accounts
from config.embedded.data_dir import BASE_DIR
from rehab.urls import urlpatterns as of_rehab
from triage.urls import urlpatterns as of_triage

TEXT = (BASE_DIR / "docs" / "operations.md").read_text()
NO_SECRETS = {"which", "gate"}  # names of check-ins and lists, the same for everybody


def before_secrets() -> set[str]:
    """Return what stands before each token and code in a path."""
    routes = [
        str(each.pattern)
        for each in (*of_accounts, *of_rehab, *of_triage)
        if isinstance(each, URLPattern)
    ]
    found = [re.match(r"(.*?)<str:(\w+)>", route) for route in routes]
    return {f"/{each[1]}" for each in found if each and each[2] not in NO_SECRETS}


def test_all_paths_with_a_token_or_a_code_are_named() -> None:
    paragraph = TEXT.partition("**The log of the proxy**")[2].partition(": the rest")[0]

    assert set(re.findall(r"`(/\S+/)`", paragraph)) == before_secrets()
    assert len(before_secrets()) == 13


def test_the_example_for_nginx_leaves_them_out_and_keeps_others() -> None:
    pattern = re.search(r"map \$uri \$told { ~(\S+) 0;", TEXT)

    assert pattern
    paths = [f"{before}x/" for before in before_secrets()]
    assert [path for path in paths if not re.match(pattern[1], path)] == []
    kept = ["/", "/plan/", "/my-data/", "/check/1/", "/clinics/", "/static/css/x.css"]
    assert [path for path in kept if re.match(pattern[1], path)] == []
