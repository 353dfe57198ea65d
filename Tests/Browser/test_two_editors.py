# SPDX-License-Identifier: Apache-2.0
"""Two people, each in a window of their own, who change the same thing; and the way of a new person into the system."""

import io

import openpyxl
import pytest
from playwright.sync_api import expect

from harness.steps import PAIRING, PASSWORD, accept_invitation
from harness.visitor import Visitor

DIVISION = "430800"


@pytest.fixture
def visitors(browser, furnished):
    """Gives signed-in visitors, each in a context of its own."""
    made: list[Visitor] = []

    def sign_in(username: str, password: str = "") -> Visitor:
        visitor = Visitor(browser, furnished, "en")
        visitor.sign_in(username, password or furnished.password)
        made.append(visitor)
        return visitor

    yield sign_in
    for visitor in made:
        visitor.expect_no_problems()


def add_body(visitor: Visitor, name: str) -> str:
    visitor.open("/organisations")
    form = visitor.form("/organisations")
    visitor.page.locator("#add summary").click()
    form = visitor.page.locator('#add form')
    form.locator('[name="name"]').fill(name)
    form.locator('[name="kind"]').select_option("department")
    form.locator('[name="place"]').select_option(DIVISION)
    visitor.submit("", form)
    return visitor.path


def open_editor(visitor: Visitor, body: str):
    visitor.open(body)
    form = visitor.page.locator(f'form[action="{body}"]')
    if not form.is_visible():
        visitor.page.locator(f'details:has(form[action="{body}"]) > summary').click()
    return form


def test_two_editors_of_one_body_lose_nothing(visitors):
    first, second = visitors("office"), visitors("national")
    body = add_body(first, "Bureau before")
    mine, theirs = open_editor(first, body), open_editor(second, body)
    # A page on which nothing was typed yet would show the change as soon as it hears of it.
    mine.locator('[name="name"]').fill("Bureau of the first")
    mine.locator('[name="aliases"]').fill("First's spelling")
    theirs.locator('[name="name"]').fill("Bureau of the second")
    theirs.locator('[name="aliases"]').fill("Second's spelling")
    second.submit("", theirs)
    first.expected_status = {409}
    first.submit("", mine)
    first.picture("40-collision")
    for text in ("Bureau before", "Bureau of the second", "Bureau of the first"):
        assert first.shows(text), text
    first.page.get_by_role("radio", name="Yours: Bureau of the first").check()
    first.submit("", first.page.locator("#collision"))
    assert first.path == body
    expect(first.page.locator("h1")).to_have_text("Bureau of the first")
    for text in ("Second's spelling", "First's spelling"):
        assert first.shows(text), text


def test_a_body_is_renamed_and_split_with_a_date(visitors):
    visitor = visitors("office")
    body = add_body(visitor, "Bureau to be renamed")
    visitor.page.locator(f'details:has(form[action="{body}/rename"]) > summary').click()
    form = visitor.page.locator(f'form[action="{body}/rename"]')
    form.locator('[name="name"]').fill("Bureau renamed")
    form.locator('[name="day"]').fill("2024-03-01")
    visitor.submit("", form)
    expect(visitor.page.locator("#names")).to_contain_text("Bureau to be renamed")
    visitor.picture("41-renamed")
    visitor.page.locator(f'details:has(form[action="{body}/split"]) > summary').click()
    form = visitor.page.locator(f'form[action="{body}/split"]')
    form.locator('[name="names"]').fill("Bureau one\nBureau two")
    form.locator('[name="day"]').fill("2025-01-01")
    visitor.submit("", form)
    assert visitor.shows("This body existed until 2024-12-31.")


def test_from_a_workbook_to_a_new_colleague(visitors, browser, furnished):
    system, security = visitors("sysadmin", PASSWORD), visitors("secadmin", PASSWORD)
    system.open("/import/users")
    with system.page.expect_download() as download:
        system.page.get_by_role("link", name=system.text("import.template")).click()
    with open(download.value.path(), "rb") as template:
        book = openpyxl.load_workbook(io.BytesIO(template.read()))
    sheet = book.worksheets[0]
    sheet.append(["wu.ping", "Wu Ping", "Cooperation office", PAIRING, "Nowhere"])
    hand_in(system, book, {422})
    expect(system.page.locator("#problems")).to_contain_text("E2")
    system.picture("42-import-problems")
    sheet["E2"] = "Eastern side"
    hand_in(system, book, set())
    system.submit("/import/users/confirmation")
    system.picture("43-imported")
    link = system.page.locator("#links td.mono").last.inner_text()
    security.open("/import/users")
    hand_in(security, book, set())
    security.submit("/import/users/confirmation")
    colleague = Visitor(browser, furnished, "en")
    accept_invitation(colleague, "/invitations/" + link.split("/invitations/")[1], "Harbour-Lights-77")
    colleague.sign_in("wu.ping", "Harbour-Lights-77")
    colleague.open("/contacts")
    colleague.picture("44-contacts")
    colleague.expect_no_problems()
    system.open("/users?q=wu.ping")
    system.page.locator('main a[href^="/users/"]').first.click()
    system.look()
    system.picture("45-person")


def hand_in(visitor: Visitor, book, status: set[int]) -> None:
    """Hands the workbook in and looks at what was found."""
    content = io.BytesIO()
    book.save(content)
    visitor.page.locator('input[type="file"]').set_input_files({
        "name": "people.xlsx", "mimeType": "application/octet-stream", "buffer": content.getvalue()})
    visitor.expected_status = status
    visitor.submit("/import/users")
    visitor.expected_status = set()
