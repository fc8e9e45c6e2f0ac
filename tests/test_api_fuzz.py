"""The whole API under random and wrong requests: it answers as it says, and never breaks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error

from xiaoer.demo.people import make_bodies, make_clerks, make_people
from xiaoer.packs import queries as packs
from xiaoer.packs.reading import read
from xiaoer.packs.services import install
from xiaoer.people import bodies as known_bodies
from xiaoer.wsgi import application

from .casting import FOUNDED, PACK

schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """Keep the test's connection open over requests, as Django's own test client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def cookies(db, _one_connection) -> list[str]:
    """The session cookies of somebody of the office and of a clerk."""
    known_bodies.forget()
    packs.forget()
    bodies = make_bodies(FOUNDED)
    people = make_people(bodies, FOUNDED, "correct horse battery")
    clerks = make_clerks(bodies, FOUNDED, "correct horse battery")
    install(read(PACK))
    found = []
    for user in (people["office"], clerks["builder"]):
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        found.append(client.cookies["sessionid"].value)
    return found


@schema.parametrize()
@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_no_request_breaks_the_api(case, cookies):
    token = "x" * 32
    for cookie in cookies:
        headers = {"X-CSRFToken": token, "Cookie": f"sessionid={cookie}; csrftoken={token}"}
        answer = case.call(headers={**(case.headers or {}), **headers})
        case.validate_response(answer, checks=[not_a_server_error])
