# SPDX-License-Identifier: Apache-2.0
"""The same work with scripts switched off."""

import pytest

from harness.documents import PARAGRAPHS, write_text
from harness.steps import adopt, upload
from harness.visitor import Visitor


@pytest.fixture
def plain(browser, furnished):
    visitor = Visitor(browser, furnished, javascript=False)
    yield visitor
    visitor.expect_no_problems()


def test_a_document_becomes_a_plan_without_scripts(plain, furnished, tmp_path):
    plain.sign_in("office", furnished.password)
    draft = upload(plain, write_text(PARAGRAPHS, tmp_path / "plain.txt"))
    adopt(plain, draft)
    plain.open("/tasks")
    form = plain.form("/tasks")
    form.locator('[name="q"]').fill("劳务协作")
    plain.submit("/tasks", form)
    assert "q=" in plain.page.url
    assert plain.page.locator("main tbody tr").count() >= 1
