# SPDX-License-Identifier: Apache-2.0
"""The visitor itself: it notices what is wrong with a page, so that a silent visitor means something."""

import pytest

from harness.visitor import PHONE, Visitor

GOOD = ('<!doctype html><html lang="zh-Hans"><head><title>T</title></head><body><main><h1>T</h1>'
        '<a href="/feedback">F</a>{}</main></body></html>')

WRONG = {
    "a picture without words": ('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', "axe image-alt"),
    "grey on white": ('<p style="color: #bbb">pale</p>', "axe color-contrast"),
    "a field without a label": ('<input name="a">', "axe label"),
    "too wide": ('<div style="width: 900px">w</div>', "pixels wider than the screen"),
    "an unfilled argument": ("<p>{count}</p>", "a mark was not filled: {count}"),
    "a missing sentence": ("<p>tasks.nothing</p>", "a sentence is missing: tasks.nothing"),
    "two headings": ("<h1>again</h1>", "2 main headings"),
    "a script error": ("<script>nothing()</script>", "script error"),
    "a console error": ("<script>console.error('broken')</script>", "console: broken"),
    "a missing asset": ('<img alt="" src="/missing.png">', "answered 404"),
}


@pytest.fixture
def watcher(browser, furnished):
    watcher = Visitor(browser, furnished, screen=PHONE)
    yield watcher
    watcher.context.close()


def show(watcher: Visitor, body: str) -> None:
    html = GOOD.replace("{}", body)
    watcher.page.route("**/made-up", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    watcher.page.route("**/missing.png", lambda route: route.fulfill(status=404))
    watcher.open("/made-up")


def test_a_page_in_order_is_passed_over(watcher):
    show(watcher, "")
    assert watcher.problems == []


@pytest.mark.parametrize("name", WRONG)
def test_the_visitor_notices(name, watcher):
    body, expected = WRONG[name]
    show(watcher, body)
    assert any(expected in problem for problem in watcher.problems), watcher.problems


def test_the_visitor_notices_a_page_in_the_wrong_language(watcher):
    watcher.language = "en"
    show(watcher, "")
    assert any("doesn't say its language" in problem for problem in watcher.problems)
