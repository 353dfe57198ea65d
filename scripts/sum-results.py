# SPDX-License-Identifier: Apache-2.0
"""Sums test results: sum-results.py EXTRA_FAILURES FILE… names what failed, prints "N passed, N failed" and exits 1
where one failed.

The files are in the JUnit format that both Swift and pytest write. EXTRA_FAILURES counts steps that failed without
having written a file: a red run must never say "0 failed". A file that ends early, because its run was ended, counts
as one failure, whatever it holds.
"""

import re
import sys
import xml.etree.ElementTree as ElementTree


def results(path: str) -> tuple[int, int, int]:
    """Returns how many tests of a file passed, failed and were skipped."""
    passed = failed = skipped = 0
    with open(path, encoding="utf-8", errors="replace") as file:
        # A message may quote control characters, which XML forbids.
        text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "?", file.read())
    try:
        root = ElementTree.fromstring(text.encode())
    except ElementTree.ParseError:
        print(f"failed: {path} ends early: its run was ended before its tests were")
        return 0, 1, 0
    for case in root.iter("testcase"):
        kinds = {child.tag for child in case}
        if kinds & {"failure", "error"}:
            failed += 1
            print(f"failed: {case.get('classname')} {case.get('name')}")
        elif "skipped" in kinds:
            skipped += 1
        else:
            passed += 1
    return passed, failed, skipped


def main(extra: int, paths: list[str]) -> int:
    passed, failed, skipped = (sum(counts) for counts in zip((0, 0, 0), *map(results, paths)))
    if skipped:
        print(f"{skipped} skipped; each says why above")
    print(f"{passed} passed, {failed + extra} failed")
    return 1 if failed + extra or not passed else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
