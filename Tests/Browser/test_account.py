# SPDX-License-Identifier: Apache-2.0
"""The own account: a second factor, recovery codes, sessions, tokens, and the password given again."""

import base64
import hashlib
import hmac
import re
import sqlite3
import struct
import time

import pytest
from playwright.sync_api import expect

from harness.steps import PAIRING, create_user, first_sign_in
from harness.visitor import WIDE, Visitor


def code_of(secret: str, later: int = 0) -> str:
    """The code that a phone shows `later` seconds from now (RFC 6238)."""
    key = base64.b32decode(secret.replace(" ", ""))
    digest = hmac.new(key, struct.pack(">Q", int(time.time() + later) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start:start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def forget_confirmations(server) -> None:
    """Makes the last proof of every password older than ten minutes."""
    with sqlite3.connect(server.folder / "jiedui.sqlite", timeout=20) as database:
        database.execute("UPDATE session SET confirmed_at = 0")


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def person(request, browser, furnished, language, screen):
    """A new person in each language at each width; without scripts once."""
    if not request.param and (screen != WIDE or language != "en"):
        pytest.skip("without scripts the pages are the same everywhere")
    visitor = Visitor(browser, furnished, language, screen, javascript=request.param)
    username = f"factor-{language}-{screen.name}-{'a' if request.param else 'b'}".lower()
    create_user(furnished, username, "--role", "office", "--pairing", PAIRING, "--side", "oldArea")
    first_sign_in(visitor, username)
    visitor.username = username
    yield visitor
    visitor.expect_no_problems()


def test_second_factor_and_confirmation(person, furnished):
    secret, recovery = enrol(person)
    person.sign_out()
    sign_in_with(person, furnished, "000000", refused=True)
    # The step in which the factor was turned on is used up; a clock may be a step ahead.
    sign_in_with(person, furnished, code_of(secret, later=30))
    person.sign_out()
    sign_in_with(person, furnished, recovery[0])
    person.sign_out()
    sign_in_with(person, furnished, recovery[0], refused=True)
    sign_in_with(person, furnished, recovery[1].upper())
    make_token_after_confirmation(person, furnished, recovery[2])
    turn_off(person)


def enrol(person) -> tuple[str, list[str]]:
    person.open("/account")
    person.picture("40-account")
    person.page.locator('main a[href="/account/second-factor"]').click()
    person.look()
    person.submit("/account/second-factor")
    expect(person.page.locator("svg.qr")).to_be_visible()
    person.picture("41-second-factor")
    secret = person.page.locator("#secret").inner_text()
    person.fill(code=code_of(secret))
    person.submit("/account/second-factor/code")
    codes = person.page.locator("#recovery-codes code").all_inner_texts()
    assert len(set(codes)) == 10
    person.picture("42-recovery-codes")
    return secret, codes


def sign_in_with(person, server, code: str, refused: bool = False) -> None:
    person.open("/login")
    person.fill(username=person.username, password=server.password)
    person.submit("/login")
    assert person.page.locator('[name="ticket"]').count() == 1, "no code was asked for"
    person.picture("43-code")
    if refused:
        person.expected_status = {403}
    person.fill(code=code)
    person.submit("/login/code")
    assert (person.path == "/login/code") == refused
    person.expected_status = set()


def make_token_after_confirmation(person, server, code: str) -> None:
    person.open("/account/tokens")
    forget_confirmations(server)
    person.fill(name="数据交换 <1> & more", days="7")
    person.field("scope").select_option("write")
    person.expected_status = {403, 422}
    person.submit("/account/tokens")
    person.picture("44-confirmation")
    person.fill(password="Wrong-password-1", code=code)
    person.submit("/confirm")
    person.expected_status = set()
    person.fill(password=server.password, code=code)
    person.submit("/confirm")
    assert re.fullmatch(r"jd_[A-Za-z0-9_-]{43}", person.page.locator("#made").inner_text())
    assert person.shows("数据交换 <1> & more"), "what was filled in is lost"
    person.picture("45-token")
    person.open("/account/tokens")
    assert person.page.locator("#made").count() == 0
    person.page.locator('form[action$="/revoke"] button').click()
    person.page.wait_for_url("**/account/tokens?*")
    person.look()
    assert person.page.locator('form[action$="/revoke"]').count() == 0


def turn_off(person) -> None:
    person.open("/account/second-factor")
    person.submit("/account/second-factor/off")
    assert person.path == "/account"


def test_an_other_session_is_ended(browser, furnished):
    create_user(furnished, "two-browsers", "--role", "observer")
    here, there = Visitor(browser, furnished), Visitor(browser, furnished)
    first_sign_in(here, "two-browsers")
    there.sign_in("two-browsers", furnished.password)
    here.open("/account")
    assert here.page.locator("#sessions tbody tr").count() == 2
    here.page.locator("#sessions tbody button").click()
    here.page.wait_for_url("**/account?*")
    assert here.page.locator("#sessions tbody tr").count() == 1
    there.open("/tasks")
    assert there.path == "/login"
    here.expect_no_problems()
    there.expect_no_problems()


def test_a_lost_password_is_reset_by_a_link(browser, furnished):
    create_user(furnished, "forgetful", "--role", "observer")
    visitor = Visitor(browser, furnished)
    first_sign_in(visitor, "forgetful")
    token = furnished.command("token", "create", "forgetful", "--days", "3").decode()
    assert re.fullmatch(r"jd_[A-Za-z0-9_-]{43}\n", token)
    assert furnished.command("token", "list", "forgetful").decode().split("\t")[1] == "write"
    link = furnished.command("user", "reset", "forgetful").decode().strip()
    visitor.open("/account")
    assert visitor.path == "/login", "the session outlived the reset"
    visitor.open(link)
    visitor.picture("46-reset")
    visitor.fill(password="Changed-2025-lantern", repeatedPassword="Changed-2025-lantern")
    visitor.submit(link)
    visitor.sign_in("forgetful", "Changed-2025-lantern")
    assert visitor.path == "/"
    visitor.expect_no_problems()
