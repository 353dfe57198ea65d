# SPDX-License-Identifier: Apache-2.0
"""The sentences of the interface, so that the tests press buttons by the words a person reads."""

import json
import re
from functools import cache

from .server import ROOT

FOLDER = ROOT / "Sources/Definitions/Data/messages"


@cache
def sentences(language: str) -> dict[str, str]:
    """All sentences of a language by key."""
    found: dict[str, str] = {}
    for file in sorted(FOLDER.glob(f"*.{language}.yml")):
        for line in file.read_text(encoding="utf-8").splitlines():
            match = re.match(r"([A-Za-z][\w.]*):\s*(.*)$", line)
            if match:
                key, text = match.groups()
                found[key] = unquoted(text)
    return found


def unquoted(text: str) -> str:
    if text.startswith('"'):
        return json.loads(text)
    if text.startswith("'"):
        return text[1:-1].replace("''", "'")
    return text


def sentence(language: str, key: str, **arguments: str) -> str:
    """The sentence of `key` with its arguments filled in."""
    text = sentences(language)[key]
    for name, value in arguments.items():
        text = text.replace("{" + name + "}", value)
    return text
