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
    "document": ("/documents", "/documents/0"),
    "missing-documents": "/missing-documents",
    "accuracy": "/accuracy",
    "draft": ("/documents", "/drafts/"),
    "plan": ("/pairings/zhangjiajie-nanjing", "/plans/"),
    "compare": "/compare",
    "tasks": "/tasks",
    "tasks-none": "/tasks?q=nothing-is-called-this",
    "task": ("/tasks", "/tasks/"),
    "crosswalk": "/crosswalk",
    "crosswalk-of-pairing": "/crosswalk/pairings/zhangjiajie-nanjing",
    "reference-plan": ("/crosswalk", "/crosswalk/references/"),
    "ledgers": "/ledgers",
    "ledger-about": "/ledgers/project/about",
    "ledger": "/ledgers/visit",
    "ledger-chart": "/ledgers/visit?chart=time",
    "entry-new": "/ledgers/project/new?pairing=zhangjiajie-nanjing",
    "sheet-import-start": "/ledgers/visit/import?pairing=zhangjiajie-nanjing",
    "indicators": "/indicators",
    "indicator": "/indicators/V02",
    "figure": "/indicators/V02/zhangjiajie-nanjing/2026",
    "periods": "/pairings/zhangjiajie-nanjing/periods",
    "period": "/pairings/zhangjiajie-nanjing/periods/2026Q1",
    "organisations": "/organisations",
    "organisations-none": "/organisations?q=nothing-is-called-this",
    "organisation": ("/organisations", "/organisations/"),
    "contacts": "/contacts",
    "import-organisations": "/import/organisations",
    "import-contacts": "/import/contacts",
}

# The pages of the administrators, by user name (ADMINISTRATORS in harness/steps.py).
PAGES_OF: dict[str, dict[str, str | tuple[str, str]]] = {
    "sysadmin": {
        "received-feedback": "/feedback/received",
        "users": "/users",
        "users-none": "/users?q=nobody-is-called-this",
        "user": ("/users", "/users/"),
        "import-users": "/import/users",
    },
    "secadmin": {
        "audit-of-access": "/audit",
        "users-waiting": "/users?waiting=1",
        "user-to-grant": ("/users?q=office", "/users/"),
    },
    "audadmin": {
        "audit": "/audit",
        "audit-none": "/audit?action=nothing.happened",
        "organisations-to-read": "/organisations",
    },
}
