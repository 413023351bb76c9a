import re
from typing import Any

import pytest
import yaml

from config.embedded.data_dir import BASE_DIR

COMPOSE: dict[str, Any] = yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = ["web", "worker", "beat", "migrate"]
STAYING = ["web", "worker", "beat", "postgres", "redis"]


def test_these_are_the_services() -> None:
    assert sorted(SERVICES) == sorted({*OURS, *STAYING})


@pytest.mark.parametrize("name", STAYING)
def test_what_stays_up_says_how_it_is_and_starts_again(name: str) -> None:
    assert {"test", "interval", "timeout"} <= SERVICES[name]["healthcheck"].keys()
    assert SERVICES[name]["restart"] == "unless-stopped"


def test_ours_are_one_image() -> None:
    assert {SERVICES[name]["image"] for name in OURS} == {"stridewell"}


@pytest.mark.parametrize("name", OURS)
def test_ours_get_only_what_the_example_explains(name: str) -> None:
    explained = re.findall(
        r"^#?([A-Z_]+)=", (BASE_DIR / ".env.example").read_text(), re.MULTILINE
    )

    assert SERVICES[name]["environment"].keys() <= set(explained)


@pytest.mark.parametrize("name", OURS)
def test_nothing_asks_for_demo_mode(name: str) -> None:
    assert "DEMO_MODE" not in SERVICES[name]["environment"]


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_the_password_of_the_owner_stays_with_the_migrations(name: str) -> None:
    assert "OWNER" not in str(SERVICES[name])
    assert SERVICES[name]["depends_on"] == {
        "migrate": {"condition": "service_completed_successfully"}
    }


def test_migrations_run_once_as_the_owner() -> None:
    assert SERVICES["migrate"]["restart"] == "no"
    assert SERVICES["migrate"]["environment"]["DATABASE_URL"].startswith(
        "postgres://stridewell_owner:"
    )


def test_files_that_are_mounted_exist() -> None:
    mounted = [
        volume for volume in SERVICES["postgres"]["volumes"] if volume.startswith("./")
    ]

    assert [
        BASE_DIR.joinpath(volume.partition(":")[0]).is_file() for volume in mounted
    ] == [
        True,
        True,
    ]


def test_the_log_of_postgres_holds_no_statements() -> None:
    assert SERVICES["postgres"]["command"] == (
        "postgres -c log_min_error_statement=panic -c log_error_verbosity=terse"
    )
