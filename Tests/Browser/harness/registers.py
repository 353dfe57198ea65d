# SPDX-License-Identifier: Apache-2.0
"""What the tests of registers share: an installation with an office on either side, and steps of a clerk in it.

A module that imports `furnished` and `visitors` has an installation of its own.
"""

import pytest
from playwright.sync_api import Browser, Locator

from .furnishing import furnished_server
from .steps import PAIRING, create_user, first_sign_in
from .visitor import WIDE, Visitor

VISITS = "/ledgers/visit"
PROJECTS = "/ledgers/project"


@pytest.fixture(scope="module")
def furnished(browser: Browser, tmp_path_factory):
    """An installation with an office on either side: `office` of the old area, `east` of the eastern city."""
    with furnished_server(browser, tmp_path_factory.mktemp("registers")) as server:
        create_user(server, "east", "--role", "office", "--pairing", PAIRING, "--side", "eastern")
        first_sign_in(Visitor(browser, server), "east")
        yield server


@pytest.fixture
def visitors(browser: Browser, furnished):
    """Gives signed-in visitors, each in a context of its own; the test fails for what they noticed."""
    made: list[Visitor] = []

    def sign_in(username: str, language: str = "en", screen=WIDE, javascript: bool = True) -> Visitor:
        visitor = Visitor(browser, furnished, language, screen, javascript)
        visitor.sign_in(username, furnished.password)
        made.append(visitor)
        return visitor

    yield sign_in
    for visitor in made:
        visitor.expect_no_problems()


def fill_visit(visitor: Visitor, leader: str, start: str, people: str, level: str = "county") -> None:
    visitor.open(VISITS + "/new?pairing=" + PAIRING)
    visitor.field("v.direction").select_option("toEastern")
    visitor.field("v.level").select_option(level)
    visitor.fill(**{"v.leader": leader, "v.start": start, "v.end": start, "v.people": people})


def enter_visit(visitor: Visitor, leader: str, start: str, people: str, level: str = "county") -> str:
    """Enters a visit. Returns the path of its page."""
    fill_visit(visitor, leader, start, people, level)
    visitor.submit(VISITS + "/new")
    assert visitor.path.startswith("/entries/")
    return visitor.path


def enter_project(visitor: Visitor, name: str, stage: str) -> str:
    """Enters a project that begins at a stage. Returns the path of its page."""
    visitor.open(PROJECTS + "/new?pairing=" + PAIRING)
    for field, value in (("direction", "toOldArea"), ("stage", stage)):
        visitor.field("v." + field).select_option(value)
    visitor.fill(**{
        "v.name": name, "v.found": "2025-03-05", "v.investor": "Firm", "v.investorPlace": "320100",
        "v.host": "430800", "v.industry": "C3841", "v.investment": "1200万元"})
    visitor.submit(PROJECTS + "/new")
    assert visitor.path.startswith("/entries/")
    return visitor.path


def cell(visitor: Visitor, entry: str, field: str) -> Locator:
    """The cell of the grid that shows a field of the row at `entry`."""
    return visitor.page.locator(f'[data-entry="{entry.rsplit("/", 1)[1]}"] [data-field="{field}"]')
