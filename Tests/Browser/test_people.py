# SPDX-License-Identifier: Apache-2.0
"""People, imports and the phone book at a browser."""

import subprocess

import pytest
from openpyxl import Workbook, load_workbook

from harness.steps import PAIRING, PASSWORD
from harness.visitor import SCREENSHOTS, Visitor


@pytest.fixture
def person(browser, furnished, language, screen):
    person = Visitor(browser, furnished, language, screen)
    yield person
    person.expect_no_problems()


def test_the_form_of_a_role_shows_what_the_role_needs(browser, furnished):
    # Without scripts: the style sheet does it.
    person = Visitor(browser, furnished, javascript=False)
    person.sign_in("secadmin", PASSWORD)
    person.open("/users?q=observer")
    person.open(person.page.locator('main a[href^="/users/"]').first.get_attribute("href") or "")
    person.page.locator("details", has=person.page.locator("#grant-role")).locator("summary").click()
    shown = {
        "": [], "national": [], "province": ["province"], "office": ["pairing", "side"],
        "unit": ["pairing", "side", "organisation"], "observer": ["pairing"], "pairing-admin": ["pairing"],
        "audit-admin": [],
    }
    for role, fields in shown.items():
        person.page.locator("#grant-role").select_option(role)
        for field in ["pairing", "side", "organisation", "province"]:
            assert person.page.locator(f"#grant-{field}").is_visible() == (field in fields), (role, field)
    person.expect_no_problems()


def test_an_import_is_corrected_by_one_button(person, tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(["登录名", "姓名", "角色", "结对关系", "所在一方", "单位", "省份"])
    sheet.append(["zhou.lan", "周岚", "合作办公室", "张家界市 – 南京市", "老区", "", ""])
    sheet.append(["zhou.lan", "周岚", "观察元", "张家界与南京", "", "", ""])
    sheet.append(["sun.mei", "孙梅", "省级", "", "", "", "湖南"])
    book.save(tmp_path / "people.xlsx")
    person.sign_in("sysadmin", PASSWORD)
    person.open("/import/users")
    person.page.locator("#file").set_input_files(tmp_path / "people.xlsx")
    person.expected_status = {422}
    person.submit("/import/users")
    person.picture("40-import-problems")
    assert person.page.locator("#problems tbody tr").count() >= 2
    person.submit("/import/users/corrections")
    person.picture("40-import-corrected")
    assert person.page.locator("#problems").count() == 0
    assert person.page.locator("#notes tbody tr").count() == 3


def test_a_template_offers_what_can_be_chosen(browser, furnished, tmp_path):
    person = Visitor(browser, furnished)
    person.sign_in("sysadmin", PASSWORD)
    person.open("/import/users")
    with person.page.expect_download() as download:
        person.page.locator('a[href$="template.xlsx"]').click()
    download.value.save_as(tmp_path / "template.xlsx")
    book = load_workbook(tmp_path / "template.xlsx")
    rules = {str(rule.sqref): rule.formula1 for rule in book.worksheets[0].data_validations.dataValidation}
    assert len(rules) == 4
    assert all(book.worksheets[1].title in formula for formula in rules.values())
    person.expect_no_problems()


def test_nobody_is_handed_over_to_whoever_cannot_take_over(person):
    person.sign_in("sysadmin", PASSWORD)
    person.open("/users?q=neighbour")
    user = person.page.locator('main a[href^="/users/"]').first.get_attribute("href") or ""
    person.open(user)
    person.picture("40-person")
    person.open(user + "/handover?receiver=nobody.here")
    person.picture("40-handover-unknown")
    assert person.page.locator('[name="disable"]').count() == 0
    person.open(user + "/handover?receiver=office")
    assert person.page.locator('[name="disable"]').count() == 1


def test_the_phone_book_is_printed_without_what_only_a_screen_needs(person, tmp_path):
    person.sign_in("office", person.server.password)
    person.open(f"/contacts?pairing={PAIRING}")
    kinds = [("liaison", "联络员"), ("office", "办公室主任"), ("leader", "副市长")]
    if person.page.locator("main tbody th", has_text="副市长").count() == 0:
        for kind, post in kinds:
            person.open(f"/contacts?pairing={PAIRING}")
            person.page.locator("#add summary").click()
            form = person.page.locator('#add form[method="post"]')
            form.locator('[name="kind"]').select_option(kind)
            form.locator('[name="post"]').fill(post)
            form.locator('[name="name"]').fill("李明")
            form.locator('[name="phone"]').fill("138 0013 8000")
            person.submit("/contacts", form)
    person.open(f"/contacts?pairing={PAIRING}&whole=1")
    person.picture("40-contacts")
    posts = person.page.locator("main tbody th").all_inner_texts()
    # Others may stand among them: what counts is the order of the kinds.
    wanted = ["副市长", "办公室主任", "联络员"]
    assert [post.split()[0] for post in posts if post.split()[0] in wanted] == wanted
    person.page.emulate_media(media="print")
    for hidden in ["form", ".toolbar", ".addition", ".mainnav", ".screen-only"]:
        assert not person.page.locator(f"{hidden} >> visible=true").count(), hidden
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    path = SCREENSHOTS / f"40-contacts.{person.language}.{person.screen.name}.pdf"
    person.page.pdf(path=str(path), format="A4")
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True).stdout
    assert "副市长" in text and "138****8000" in text
    assert person.text("contacts.reveal") not in text.split()
