# SPDX-License-Identifier: Apache-2.0
"""What an office publishes of a plan, who else does what a task says, and what a new version splits and merges."""

import re

import pytest
from playwright.sync_api import expect

from harness.documents import PARAGRAPHS, write_text
from harness.furnishing import furnished_server
from harness.steps import OTHER_PAIRING, PAIRING, adopt, upload
from harness.visitor import Visitor

# The same two cities' plan as another pairing would word it, and marked as public.
OTHERS = [
    paragraph.replace("青岚市", "延安市").replace("东澜市", "无锡市").replace("每年联合举办2场", "每两年轮流举办1场")
    for paragraph in PARAGRAPHS if not paragraph.startswith("6.")
] + ["（此件公开发布）"]

# The first task is split in two, the third and the fourth are merged.
SPLIT = "2.开展馆际交流。推动两市纪念馆开展馆际交流，联合策划专题展览。（责任单位：两市市文化和旅游局）"
MERGED = (
    "4.扩大产销对接和劳务协作。支持青岚市在东澜市设立农产品展销中心，每年组织4次产销对接活动，培育区域公用品牌。"
    "建立两市劳务协作信息共享平台，联合开展职业技能培训，到2025年培训1000人次。（责任单位：两市市农业农村局）")


def regrouped() -> list[str]:
    lines = []
    for line in PARAGRAPHS:
        if line.startswith("1."):
            lines.append(line.replace("推动两市纪念馆开展馆际交流，联合策划专题展览。", ""))
            lines.append(SPLIT)
        elif line.startswith("3."):
            lines.append(MERGED)
        elif not line.startswith("4."):
            lines.append(line)
    numbers = iter(range(1, len(lines)))
    return [re.sub(r"^\d+(?=\.)", lambda _: str(next(numbers)), line) for line in lines]


@pytest.fixture(scope="module")
def furnished(browser, tmp_path_factory):
    """An installation of its own: what is published here would stand on the pages that other tests look at."""
    with furnished_server(browser, tmp_path_factory.mktemp("comparison")) as server:
        yield server


@pytest.fixture(scope="module")
def published(browser, furnished, tmp_path_factory) -> str:
    """The path of a plan of the other pairing, published by its office in the browser."""
    folder = tmp_path_factory.mktemp("published")
    furnished.command("import", str(write_text(OTHERS, folder / "others.txt")), "--pairing", OTHER_PAIRING, "--adopt")
    neighbour = Visitor(browser, furnished)
    neighbour.sign_in("neighbour", furnished.password)
    neighbour.open(f"/pairings/{OTHER_PAIRING}")
    path = neighbour.page.locator('main a[href^="/plans/"]').first.get_attribute("href") or ""
    neighbour.open(path)
    assert neighbour.shows(neighbour.text("publicity.open"))
    assert neighbour.field("confirm").count() == 0, "a document that says that it is public needs no confirmation"
    neighbour.submit(f"{path}/publish")
    assert neighbour.shows(neighbour.text("notice.published"))
    neighbour.expect_no_problems()
    return path


@pytest.fixture
def guest(browser, furnished, language, screen):
    guest = Visitor(browser, furnished, language, screen)
    yield guest
    guest.expect_no_problems()


def test_an_office_compares_its_plan_with_a_published_one(guest, furnished, published):
    guest.sign_in("office", furnished.password)
    guest.open(f"/pairings/{PAIRING}")
    plan = guest.page.locator('main a[href^="/plans/"]').first.get_attribute("href") or ""
    guest.open(f"/compare?mine={plan.split('/')[-1]}&other={published.split('/')[-1]}")
    expect(guest.page.locator(".likepair mark").first).to_be_visible()
    assert guest.shows(guest.text("likeness.published"))
    guest.picture("60-compare")
    guest.open(guest.page.locator('.likepair a[href*="/published"]').first.get_attribute("href") or "")
    assert guest.shows("轮流举办")
    guest.picture("61-published-plan")
    guest.expected_status = {404}
    guest.open(published)
    guest.expected_status = set()
    guest.open("/tasks")
    guest.open(guest.page.locator('main a[href^="/tasks/"]').first.get_attribute("href") or "")
    guest.open(guest.page.locator('main a[href^="/compare?task="]').first.get_attribute("href") or "")
    expect(guest.page.locator(".likepair").first).to_be_visible()
    guest.picture("62-who-else")


def test_a_plan_that_does_not_say_that_it_is_public_is_confirmed_and_withdrawn(guest, furnished, published):
    guest.sign_in("office", furnished.password)
    guest.open(f"/pairings/{PAIRING}")
    plan = guest.page.locator('main a[href^="/plans/"]').first.get_attribute("href") or ""
    guest.open(plan)
    assert guest.shows(guest.text("publicity.unsaid"))
    guest.field("confirm").check()
    guest.submit(f"{plan}/publish")
    assert guest.shows(guest.text("notice.published"))
    guest.picture("63-plan-published")
    guest.submit(f"{plan}/withdraw")
    assert guest.shows(guest.text("notice.withdrawn"))


def test_a_new_version_tells_splits_and_mergers(browser, furnished, language, screen, tmp_path):
    nation = Visitor(browser, furnished, language, screen)
    nation.sign_in("national", furnished.password)
    seed = f"{language}-{screen.name}"
    first = upload(nation, write_text([*PARAGRAPHS, f"附件：{seed}"], tmp_path / f"{seed}-1.txt"))
    plan = adopt(nation, first)
    nation.open(f"{upload(nation, write_text([*regrouped(), f'附件：{seed}'], tmp_path / f'{seed}-2.txt'))}/adoption")
    draft = nation.path.removesuffix("/adoption")
    form = nation.form(f"{draft}/adoption")
    form.locator(f'[name="target"][value="{plan.split("/")[-1]}"]').check()
    nation.submit(f"{draft}/adoption")
    nation.page.wait_for_url("**/plans/*")
    nation.open(f"{plan}/compare")
    expect(nation.page.locator(".compared-split")).to_have_count(1)
    expect(nation.page.locator(".compared-merged")).to_have_count(1)
    expect(nation.page.locator(".compared-dropped, .compared-new")).to_have_count(0)
    nation.picture("64-split-and-merged")
    nation.open(nation.page.locator(".compared-split h2 a").last.get_attribute("href") or "")
    assert nation.shows(nation.text("descent.title"))
    nation.picture("65-descent")
    nation.expect_no_problems()
