# SPDX-License-Identifier: Apache-2.0
"""The whole way from the first visit to the compared versions of a plan, as one person goes it."""

import csv
import io

import openpyxl
import pytest
from playwright.sync_api import expect

from harness.documents import PARAGRAPHS, REVISED, TASK_COUNT, TITLE, write_text, write_word
from harness.steps import OFFICE_USER, PAIRING, PASSWORD, TASKS, accept_invitation, adopt, set_up, upload

pytestmark = pytest.mark.usefixtures("server")


def test_from_the_first_visit_to_a_new_version(visitor, server, tmp_path):
    see_that_nothing_answers_before_set_up(visitor)
    invitation = set_up(visitor, server)
    visitor.picture("02-set-up-done")
    accept_invitation(visitor, invitation)
    visitor.sign_in(OFFICE_USER, PASSWORD)
    visitor.picture("03-start")
    visitor.open("/tasks")
    visitor.picture("04-tasks-empty")

    draft = upload(visitor, write_word(PARAGRAPHS, tmp_path / "plan.docx"))
    read_and_correct(visitor, draft)
    leave_and_resume(visitor, draft)
    visitor.open(f"{draft}/adoption")
    visitor.picture("08-adoption")
    plan = adopt(visitor, draft)
    assert visitor.shows(TITLE)
    visitor.picture("09-plan")

    browse_pairings(visitor)
    filter_tasks(visitor)
    export_tasks(visitor)
    comment_on_a_task(visitor)

    revised = upload(visitor, write_text(REVISED, tmp_path / "revised.txt"))
    assert adopt(visitor, revised, as_new_version=True) == plan
    compare_versions(visitor, plan)
    sign_out(visitor)


def see_that_nothing_answers_before_set_up(visitor):
    for path in ("/", "/login", "/tasks", "/pairings"):
        visitor.open(path)
        assert visitor.path == "/setup", f"{path} answers before set-up"
    visitor.expected_status = {403}
    visitor.open("/setup?token=aaaaaaaaaaaaaaaaaaaaaaaa")
    visitor.expected_status = set()
    assert visitor.field("office.username").count() == 0, "a wrong token opens set-up"
    visitor.picture("01-set-up-closed")


def read_and_correct(visitor, draft):
    tasks = visitor.page.locator(TASKS)
    expect(tasks).to_have_count(TASK_COUNT)
    # What is to be checked is not squeezed into a column beside the buttons.
    assert visitor.page.locator("[data-finding]").first.bounding_box()["width"] > 180
    visitor.picture("05-draft", full=False)
    place = tasks.first.get_attribute("id")

    visitor.open(f"{draft}?at={place}")
    visitor.picture("06-draft-correcting", full=False)
    retitle = visitor.page.locator(f'form[action="{draft}/corrections"]:has([name=kind][value=edit])').first
    retitle.locator('[name="title"]').fill("共建红色研学基地")
    visitor.submit("", retitle)
    visitor.picture("06-draft-corrected", full=False)
    assert visitor.shows("共建红色研学基地")
    visitor.submit(f"{draft}/undo")
    assert not visitor.shows("共建红色研学基地")
    visitor.submit(f"{draft}/redo")
    assert visitor.shows("共建红色研学基地")


def leave_and_resume(visitor, draft):
    visitor.open("/documents")
    visitor.picture("07-documents")
    visitor.page.locator(f'main a[href^="{draft}"]').first.click()
    visitor.page.wait_for_url(f"**{draft}*")
    assert visitor.shows("共建红色研学基地")


def browse_pairings(visitor):
    visitor.open("/pairings")
    assert len(set(visitor.page.locator('main a[href^="/pairings/"]').evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"))) >= 20
    visitor.picture("10-pairings")
    visitor.open(f"/pairings/{PAIRING}")
    assert visitor.shows(TITLE)
    visitor.picture("11-pairing")


def filter_tasks(visitor):
    visitor.open("/tasks")
    rows = visitor.page.locator("main tbody tr")
    expect(rows).to_have_count(TASK_COUNT)
    visitor.picture("12-tasks")
    form = visitor.form("/tasks")
    form.locator('[name="q"]').fill("劳务协作")
    form.locator('[name="q"]').press("Enter")
    expect(rows).to_have_count(1)
    visitor.look()
    visitor.page.wait_for_url("**/tasks?*q=*")
    visitor.picture("13-tasks-filtered")
    visitor.page.reload()
    expect(rows).to_have_count(1)


def export_tasks(visitor):
    workbook = visitor.context.request.get("/tasks.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(workbook.body())).worksheets[0]
    assert sheet.freeze_panes, "the header isn't frozen"
    assert sheet.auto_filter.ref, "there is no filter"
    assert sheet.max_row >= TASK_COUNT + 1
    text = visitor.context.request.get("/tasks.csv").body()
    assert text.startswith(b"\xef\xbb\xbf"), "Excel needs the byte order mark"
    assert len(list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))) == TASK_COUNT + 1
    filtered = visitor.context.request.get("/tasks.csv?q=劳务协作").body()
    assert len(list(csv.reader(io.StringIO(filtered.decode("utf-8-sig"))))) == 2


def comment_on_a_task(visitor):
    visitor.open("/tasks")
    visitor.page.locator('main a[href^="/tasks/"]').first.click()
    visitor.page.wait_for_url("**/tasks/*-*")
    visitor.look()
    task = visitor.path
    assert visitor.shows("支持两市共同建设红色教育基地")
    visitor.form(f"{task}/comments").locator("textarea").fill("请核对牵头单位。")
    visitor.submit(f"{task}/comments")
    assert visitor.shows("请核对牵头单位。")
    visitor.picture("14-task")


def compare_versions(visitor, plan):
    visitor.open(f"{plan}/compare?from=1&to=2")
    assert visitor.page.locator("main ins").count() > 0, "no word is marked as added"
    assert visitor.shows("推动港口物流合作")
    visitor.picture("15-compare")


def sign_out(visitor):
    visitor.sign_out()
    visitor.open("/tasks")
    assert visitor.path == "/login"
