# SPDX-License-Identifier: Apache-2.0
"""The grid of a register where there is nothing yet, and in a period that is closed."""

import pytest
from playwright.sync_api import expect

from harness.registers import furnished, visitors
from harness.steps import PAIRING
from harness.visitor import PHONE, WIDE

# No test of this module enters rows here.
EMPTY = "/ledgers/fund"

LOOKS = [("en", WIDE), ("zh-Hans", PHONE), ("en", PHONE), ("zh-Hans", WIDE)]


@pytest.mark.parametrize("language, screen", LOOKS)
def test_a_register_without_rows_offers_how_to_begin(visitors, language, screen):
    clerk = visitors("office", language, screen)
    clerk.open(f"{EMPTY}?pairing={PAIRING}")
    place = clerk.page.locator(".emptiness")
    expect(place.locator(f'a[href="{EMPTY}/new?pairing={PAIRING}"]')).to_be_visible()
    expect(place.locator(f'a[href="{EMPTY}/import?pairing={PAIRING}"]')).to_be_visible()
    clerk.picture("ledger-empty")
    with clerk.page.expect_download() as download:
        place.locator(f'a[href="{EMPTY}/template.xlsx"]').click()
    assert download.value.suggested_filename.endswith(".xlsx")
    # Only where the view asks for more than whose rows it shows does a wider one help.
    clerk.open(f"{EMPTY}?pairing={PAIRING}&period=2026Q1")
    expect(place.locator(f'a[href="{EMPTY}"]')).to_be_visible()
    expect(place.locator("a")).to_have_count(1)


@pytest.mark.parametrize("language, screen", LOOKS)
def test_who_only_reads_a_register_without_rows_is_told_so(visitors, language, screen):
    reader = visitors("observer", language, screen)
    reader.open(f"{EMPTY}?pairing={PAIRING}")
    expect(reader.page.locator(".emptiness")).to_have_text(reader.text("grid.noneToRead"))
    expect(reader.page.locator(".emptiness a")).to_have_count(0)
    reader.picture("ledger-empty-reader")
