# SPDX-License-Identifier: Apache-2.0
"""Correcting a draft in one form, what is learned from it, how well documents are read, and what they cite."""

import pytest
from playwright.sync_api import expect

from harness.documents import PARAGRAPHS, write_text
from harness.steps import TASKS, adopt, upload
from harness.visitor import Visitor

# The invented plan, of the cities of the pairing, citing two documents.
OWN = [
    text.replace("青岚市", "张家界市").replace("东澜市", "南京市").replace(
        "支持两市共同建设红色教育基地，", "按照《张家界市红色资源保护规划》（张政发〔2021〕9号）和《南京市文旅融合规划》，共同建设红色教育基地，")
    for text in PARAGRAPHS
]


@pytest.fixture
def clerk(browser, furnished, language, screen):
    clerk = Visitor(browser, furnished, language, screen)
    clerk.sign_in("office", furnished.password)
    yield clerk
    clerk.expect_no_problems()


def edit_form(clerk: Visitor):
    return clerk.page.locator("form.editform:has([name=kind][value=edit])")


def test_a_draft_is_corrected_and_remembered(clerk, tmp_path):
    mark = f"{clerk.language}{clerk.screen.name}"
    draft = upload(clerk, write_text([*OWN, mark], tmp_path / f"{mark}.txt"), "zhangjiajie-nanjing")
    place = clerk.page.locator(TASKS).first.get_attribute("id")
    clerk.open(f"{draft}?at={place}")
    clerk.picture("40-editor")

    form = edit_form(clerk)
    form.locator("[name=title]").fill("共建红色研学基地")
    form.locator("[name=units]").fill("两市市委宣传部、市文化和旅游局、市教育厅")
    form.locator("[name=text]").fill(form.locator("[name=text]").input_value().replace("2场", "3场"))
    clerk.submit("", form)
    for words in ("共建红色研学基地", "市教育厅", "3场"):
        assert words in clerk.page.locator(f"#{place}").inner_text() or words in edit_form(clerk).inner_html()

    clerk.open(f"{draft}?at={place}")
    form = edit_form(clerk)
    form.locator("[name=title]").fill("")
    form.locator("[name=units]").fill("市教育局")
    clerk.expected_status = {422}
    clerk.submit("", form)
    clerk.expected_status = set()
    assert clerk.shows(clerk.text("draft.titleEmpty"))
    form = edit_form(clerk)
    assert form.locator("[name=units]").input_value() == "市教育局", "what was typed is lost"
    expect(form.locator("[name=noTitle]")).to_be_visible()
    clerk.picture("41-editor-asks")

    assert adopt(clerk, draft)

    clerk.open("/accuracy")
    expect(clerk.page.locator("#total tbody tr").first).to_be_visible()
    clerk.page.locator("#corrections details summary").first.click()
    clerk.picture("43-accuracy")

    clerk.open("/missing-documents")
    assert clerk.shows("张家界市红色资源保护规划")
    clerk.picture("44-missing")
    clerk.page.locator('#missing a[href^="/documents/0"]').first.click()
    clerk.page.wait_for_url("**/documents/0*")
    expect(clerk.page.locator("#cited li")).to_have_count(2)
    clerk.picture("45-document")


def test_a_unit_is_mapped_everywhere_by_one_button(browser, furnished, tmp_path):
    clerk = Visitor(browser, furnished)
    clerk.sign_in("office", furnished.password)
    draft = upload(clerk, write_text([*OWN, "mapped"], tmp_path / "mapped.txt"), "zhangjiajie-nanjing")
    clerk.open("/organisations")
    form = clerk.page.locator('form[action="/organisations"][method="post"]')
    clerk.page.locator(f'details:has(form[action="/organisations"][method="post"]) summary').first.click()
    form.locator("[name=name]").fill("市文化旅游体育局")
    form.locator("[name=place]").select_option("430800")
    clerk.submit("/organisations", form)

    place = clerk.page.goto(draft) and clerk.page.locator(TASKS).first.get_attribute("id")
    clerk.open(f"{draft}?at={place}")
    clerk.page.locator("details.mapping summary").click()
    clerk.picture("42-mapping")
    form = clerk.page.locator("form.editform:has([name=kind][value=mapUnit])")
    form.locator("[name=unit]").select_option("张家界市|市文化和旅游局")
    form.locator("[name=organisation]").select_option(label="市文化旅游体育局")
    clerk.submit("", form)
    offer = clerk.page.locator("form.offer")
    expect(offer).to_be_visible()
    clerk.picture("46-offer")
    clerk.submit("", offer)
    expect(clerk.page.locator("form.offer")).to_have_count(0)

    clerk.open("/organisations?q=市文化旅游体育局")
    clerk.page.locator('main a[href^="/organisations/0"]').first.click()
    clerk.page.wait_for_url("**/organisations/0*")
    row = clerk.page.locator("#spellings li")
    expect(row).to_contain_text("市文化和旅游局")
    clerk.picture("47-spellings")
    clerk.submit("", row.locator("form"))
    expect(clerk.page.locator("#spellings [name=removed]").first).to_have_value("0")
    clerk.expect_no_problems()
