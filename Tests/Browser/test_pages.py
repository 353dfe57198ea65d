# SPDX-License-Identifier: Apache-2.0
"""Every page in both languages at both widths: accessible, inside the screen, complete, and without script errors."""

import pytest

from harness.steps import PASSWORD
from harness.visitor import Visitor
from pages import PAGES, PAGES_OF


@pytest.fixture
def guest(browser, furnished, language, screen):
    guest = Visitor(browser, furnished, language, screen)
    yield guest
    guest.expect_no_problems()


def test_every_page_is_in_order(guest, furnished):
    guest.sign_in("office", furnished.password)
    look_at(guest, PAGES)


@pytest.mark.parametrize("username", PAGES_OF)
def test_every_page_of_an_administrator_is_in_order(username, guest):
    guest.sign_in(username, PASSWORD)
    look_at(guest, PAGES_OF[username])


def look_at(guest: Visitor, pages: dict[str, str | tuple[str, ...]]) -> None:
    """Opens each page, by its address or by links, and takes its picture."""
    for name, place in pages.items():
        if isinstance(place, tuple):
            guest.page.goto(place[0])
            for link in place[1:-1]:
                guest.page.goto(target(guest, link))
            guest.open(target(guest, place[-1]))
        else:
            guest.open(place)
        guest.picture(f"30-{name}")


def target(guest: Visitor, link: str) -> str:
    """Where the first link leads that begins so, or behind a * ends so."""
    kept = f'[href$="{link[1:]}"]' if link.startswith("*") else f'[href^="{link}"]'
    return guest.page.locator("main a" + kept).first.get_attribute("href") or ""


def test_the_pages_for_strangers_are_in_order(guest):
    guest.open("/login")
    guest.picture("31-login")
    guest.expected_status = {403}
    guest.sign_in("nobody", "nothing")
    guest.expected_status = {404}
    guest.open("/no-such-page")
    guest.picture("31-not-found")


def test_the_banner_about_classified_content_stands_on_every_page(guest):
    guest.open("/login")
    assert guest.shows(guest.text("layout.unclassified"))


def test_the_first_stop_of_the_keyboard_leads_to_the_content(guest):
    guest.open("/login")
    guest.page.keyboard.press("Tab")
    assert guest.page.evaluate("document.activeElement.getAttribute('href')").startswith("#")


@pytest.mark.parametrize("username", ["national", "neighbour", "observer"])
def test_each_role_sees_its_own_pages(username, guest, furnished):
    guest.sign_in(username, furnished.password)
    for path in ("/", "/pairings", "/tasks"):
        guest.open(path)
    assert (guest.page.locator("main tbody tr").count() == 0) == (username == "neighbour")


def test_administrators_see_no_business_data(guest):
    guest.sign_in("audadmin", "Qinglan-2023-bridge")
    guest.expected_status = {403, 404}
    guest.open("/tasks")
    assert guest.page.locator("main tbody tr").count() == 0
