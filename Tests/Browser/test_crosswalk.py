# SPDX-License-Identifier: Apache-2.0
"""Plans held against clauses: from the matrix to both texts, by the keyboard, corrected and taken back, as files."""

import re

import pytest

from harness.visitor import Visitor

CELLS = "[data-matrix] tbody td a"


@pytest.fixture
def clerk(browser, furnished, language, screen):
    clerk = Visitor(browser, furnished, language, screen)
    clerk.sign_in("office", furnished.password)
    yield clerk
    clerk.expect_no_problems()


def test_a_cell_leads_to_both_texts_with_what_they_share(clerk):
    clerk.open("/crosswalk")
    clerk.picture("60-crosswalk")
    assert clerk.page.locator("[data-matrix] thead a").count() == 18
    cell = clerk.page.locator(CELLS).first
    tasks = int(cell.inner_text())
    clerk.open(cell.get_attribute("href") or "")
    clerk.picture("60-crosswalk-cell")
    assert clerk.page.locator(".sidebyside").count() == tasks
    sides = clerk.page.locator(".sidebyside").first.locator("section")
    assert sides.count() == 2
    for side in range(2):
        assert sides.nth(side).locator("mark").count() > 0


def test_the_matrix_scrolls_in_its_frame_and_keeps_its_first_column(clerk):
    clerk.open("/crosswalk")
    frame = clerk.page.locator(".matrixframe")
    frame.evaluate("frame => { frame.scrollLeft = frame.scrollWidth }")
    head = clerk.page.locator("[data-matrix] tbody th").first.bounding_box()
    assert head["x"] >= frame.bounding_box()["x"] - 1


def test_rows_and_columns_have_pages_of_their_own(clerk):
    clerk.open("/crosswalk")
    row = clerk.page.locator("[data-matrix] tbody th a").first.get_attribute("href")
    column = clerk.page.locator("[data-matrix] thead a").first.get_attribute("href")
    clerk.open(row or "")
    clerk.picture("61-crosswalk-row")
    assert clerk.page.locator("#clauses .clausetasks").count() == 18
    left_out = clerk.page.locator("#left-out li").count()
    assert clerk.page.locator("#clauses .clausetasks:not(:has(li))").count() == left_out
    clerk.open(column or "")
    clerk.picture("61-crosswalk-column")
    assert clerk.page.locator(".clausetasks").count() == 1


def test_the_arrow_keys_go_from_cell_to_cell(browser, furnished):
    clerk = Visitor(browser, furnished)
    clerk.sign_in("office", furnished.password)
    clerk.open("/crosswalk")
    cells = clerk.page.locator(CELLS)
    cells.first.focus()
    clerk.page.keyboard.press("ArrowRight")
    focused = clerk.page.evaluate("document.activeElement.getAttribute('href')")
    assert focused == cells.nth(1).get_attribute("href")
    clerk.page.keyboard.press("ArrowLeft")
    clerk.page.keyboard.press("ArrowLeft")
    assert "/crosswalk/pairings/" in clerk.page.evaluate("document.activeElement.getAttribute('href')")
    clerk.expect_no_problems()


@pytest.mark.parametrize("javascript", [True, False])
def test_an_office_corrects_the_clauses_of_a_task_and_takes_it_back(browser, furnished, javascript):
    clerk = Visitor(browser, furnished, javascript=javascript)
    clerk.sign_in("office", furnished.password)
    clerk.open("/tasks")
    clerk.open(clerk.page.locator('main a[href^="/tasks/"]').first.get_attribute("href") or "")
    task = clerk.path

    def clauses() -> list[str]:
        return clerk.page.locator(".linklist .ordinal").all_inner_texts()

    before = clauses()
    assert before
    clerk.page.locator("#crosswalk summary").click()
    form = clerk.form(f"{task}/clauses")
    for place in range(4):
        form.locator("select").nth(place).select_option(index=[18, 1, 0, 0][place])
    clerk.submit(f"{task}/clauses", form)
    assert clerk.shows(clerk.text("notice.clausesCorrected"))
    corrected = clauses()
    assert len(corrected) == 2 and corrected != before
    clerk.submit(f"{task}/clauses/undo")
    assert clauses() == before
    clerk.expect_no_problems()


def test_the_matrix_is_sent_as_files(clerk):
    clerk.open("/crosswalk")
    for ending, start in [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")]:
        href = clerk.page.locator(f'main a[href^="/crosswalk.{ending}"]').get_attribute("href")
        answer = clerk.context.request.get(href or "")
        assert answer.ok and answer.body().startswith(start)
        assert re.search(rf"\.{ending}", answer.headers["content-disposition"])
