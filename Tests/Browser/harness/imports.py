# SPDX-License-Identifier: Apache-2.0
"""Steps of a clerk who imports a spreadsheet into a register, or takes the register out as one."""

from pathlib import Path

from .registers import VISITS
from .steps import PAIRING
from .visitor import Visitor


def upload(visitor: Visitor, *paths: Path, register: str = VISITS) -> None:
    visitor.open(register + "/import?pairing=" + PAIRING)
    visitor.page.locator("#file").set_input_files([str(path) for path in paths])
    visitor.submit(register + "/import")


def count(visitor: Visitor, outcome: str) -> int:
    """How many rows have this outcome, or will."""
    return int(visitor.page.locator(f".importcounts .chip-sheet-{outcome}").inner_text().split()[-1])


def download_register(visitor: Visitor, path: Path, register: str = VISITS) -> Path:
    visitor.open(register + "/import?pairing=" + PAIRING)
    with visitor.page.expect_download() as download:
        visitor.page.locator('a[href*="entries.xlsx"]').click()
    download.value.save_as(path)
    return path
