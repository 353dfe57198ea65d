# SPDX-License-Identifier: Apache-2.0
"""Every page that a signed-in person can open; test_pages.py visits each in both languages at both widths."""

# The address, or the address of a list and the beginning of the link on it that leads to the page.
PAGES: dict[str, str | tuple[str, str]] = {
    "start": "/",
    "account": "/account",
    "password": "/password",
    "tokens": "/account/tokens",
    "second-factor": "/account/second-factor",
    "own-history": "/account/history",
    "feedback": "/feedback",
    "reference": "/api",
    "problem": "/problems/stale",
    "pairings": "/pairings",
    "pairing": "/pairings/zhangjiajie-nanjing",
    "documents": "/documents",
    "draft": ("/documents", "/drafts/"),
    "plan": ("/pairings/zhangjiajie-nanjing", "/plans/"),
    "tasks": "/tasks",
    "tasks-none": "/tasks?q=nothing-is-called-this",
    "task": ("/tasks", "/tasks/"),
}

# The pages of the administrators, by user name (ADMINISTRATORS in harness/steps.py).
PAGES_OF: dict[str, dict[str, str | tuple[str, str]]] = {
    "sysadmin": {
        "received-feedback": "/feedback/received",
    },
    "secadmin": {},
    "audadmin": {},
}
