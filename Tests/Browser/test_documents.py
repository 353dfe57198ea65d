# SPDX-License-Identifier: Apache-2.0
"""Every kind of file that can be read, and files that can't."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from harness.documents import (
    PARAGRAPHS, SECRET, TASK_COUNT, write_html, write_pdf, write_photograph, write_text, write_word,
)
from harness.steps import PAIRING, TASKS, upload
from harness.visitor import Visitor


@pytest.fixture
def clerk(browser, furnished):
    """A clerk of the office who is signed in; the test fails for what the clerk noticed."""
    clerk = Visitor(browser, furnished)
    clerk.sign_in("office", furnished.password)
    yield clerk
    clerk.expect_no_problems()


@pytest.mark.parametrize("kind", ["txt", "docx", "html", "pdf"])
def test_a_document_is_read(kind, clerk, browser, tmp_path):
    path = tmp_path / f"plan.{kind}"
    match kind:
        case "txt": write_text(PARAGRAPHS, path)
        case "docx": write_word(PARAGRAPHS, path)
        case "html": write_html(PARAGRAPHS, path)
        case "pdf": write_pdf(PARAGRAPHS, path, browser)
    upload(clerk, path)
    expect(clerk.page.locator(TASKS)).to_have_count(TASK_COUNT)
    if kind == "pdf":
        image = clerk.page.locator("figure.page img").first
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", True)
        assert image.evaluate("image => image.naturalWidth") > 0, "the image of the page is missing"
        assert clerk.page.locator("figure.page svg a[data-place]").count() > 0, "no clause is outlined"
    clerk.picture(f"20-draft-{kind}")


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is missing")
def test_badly_recognised_words_are_marked_in_the_picture_and_in_the_text(clerk, browser, tmp_path):
    upload(clerk, write_photograph(PARAGRAPHS, tmp_path / "photograph.png", browser))
    image = clerk.page.locator("figure.page img").first
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("image => image.naturalWidth") == 1200, "the picture of the page is missing"
    marks = clerk.page.locator("figure.page svg rect.weak-box")
    words = clerk.page.locator("figure.page svg a[data-place]")
    assert 0 < marks.count(), "no badly recognised word is framed"
    assert words.count() > 0, "no clause is outlined"
    # A frame lies inside the picture it marks.
    sheet, frame = image.bounding_box(), marks.first.bounding_box()
    assert sheet["x"] <= frame["x"] and frame["x"] + frame["width"] <= sheet["x"] + sheet["width"] + 1
    assert sheet["y"] <= frame["y"] and frame["y"] + frame["height"] <= sheet["y"] + sheet["height"] + 1
    # Words that were recognised well have none.
    text = clerk.page.locator(".page-text p").first
    weak = text.locator(".weak")
    assert weak.count() > 0
    assert len("".join(weak.all_text_contents())) < len(text.text_content()) * 0.8
    clerk.picture("22-draft-photograph")
    clerk.page.keyboard.press("n")
    expect(clerk.page.locator("[data-finding].is-current")).to_have_count(1)


def test_a_finding_is_struck_off_and_stays_so(clerk, tmp_path):
    upload(clerk, write_text(PARAGRAPHS, tmp_path / "plan.txt"))
    findings = clerk.page.locator("[data-finding]")
    before = findings.count()
    assert before > 1
    expect(clerk.page.locator(".findings .chip-warning")).to_have_text(str(before))
    clerk.page.locator("[data-key=next]").click()
    expect(findings.nth(0)).to_have_class(CURRENT)
    clerk.page.locator("[data-key=next]").click()
    expect(findings.nth(1)).to_have_class(CURRENT)
    clerk.page.locator("[data-key=previous]").click()
    expect(findings.nth(0)).to_have_class(CURRENT)
    # The first says that the cities are not those of the pairing: no doubt of the draft, so it stays.
    clerk.page.keyboard.press("n")
    expect(findings.nth(1)).to_have_class(CURRENT)
    clerk.page.keyboard.press("c")
    expect(findings).to_have_count(before - 1)
    expect(clerk.page.locator(".findings .chip-warning")).to_have_text(str(before - 1))
    clerk.page.reload()
    expect(findings).to_have_count(before - 1)
    expect(clerk.page.locator(".settled s")).to_have_count(1)
    clerk.picture("23-draft-settled")


CURRENT = re.compile(r"\bis-current\b")

REFUSED = {
    "secret.txt": "\n".join(SECRET).encode(),
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 64,
    "truncated.docx": b"PK\x03\x04" + b"\x00" * 200,
    "broken.pdf": b"%PDF-1.7\nnothing",
    "unnumbered.exe": b"MZ\x90\x00",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(name, clerk, tmp_path):
    path = tmp_path / name
    path.write_bytes(REFUSED[name])
    clerk.open("/documents")
    form = clerk.form("/documents")
    form.locator('[name="pairing"]').select_option(PAIRING)
    form.locator('input[type="file"]').set_input_files(str(path))
    clerk.expected_status = {400, 413, 415, 422}
    clerk.submit("/documents")
    clerk.expected_status = set()
    assert clerk.path == "/documents"
    expect(clerk.page.locator("main [role=alert]").first).to_be_visible()
    clerk.picture(f"21-refused-{name.split('.')[0]}")
    clerk.open("/documents")
    assert not clerk.shows(name), "a refused file was kept"
