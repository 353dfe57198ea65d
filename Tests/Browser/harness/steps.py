# SPDX-License-Identifier: Apache-2.0
"""Steps that several tests take: set-up, uploading a document, adopting a draft."""

from pathlib import Path

from playwright.sync_api import expect

from .server import Server
from .visitor import Visitor

PASSWORD = "Qinglan-2023-bridge"
NEW_PASSWORD = "Donglan-2024-harbour"
PAIRING = "zhangjiajie-nanjing"
OTHER_PAIRING = "yanan-wuxi"
ADMINISTRATORS = {"systemAdmin": "sysadmin", "securityAdmin": "secadmin", "auditAdmin": "audadmin"}
OFFICE_USER = "chen.qing"

# The tasks in the tree beside the source.
TASKS = '.pane-tree article.item[id^="t"]'


def fill_set_up(visitor: Visitor, holders: tuple[str, str, str] = ("Lin An", "Wu Ping", "He Jing")) -> None:
    """Fills the form of the first visit."""
    for (prefix, username), holder in zip(ADMINISTRATORS.items(), holders):
        visitor.fill(**{
            f"{prefix}.username": username, f"{prefix}.displayName": holder,
            f"{prefix}.password": PASSWORD, f"{prefix}.repeatedPassword": PASSWORD})
    visitor.fill(**{"office.username": OFFICE_USER, "office.displayName": "Chen Qing"})
    visitor.field("officePairing").select_option(PAIRING)
    visitor.field("officeSide").select_option("oldArea")


def set_up(visitor: Visitor, server: Server) -> str:
    """Goes through set-up in the browser. Returns the path of the office person's invitation."""
    visitor.open(f"/setup?token={server.set_up_token()}")
    fill_set_up(visitor)
    visitor.submit("/setup")
    link = visitor.page.locator('[href*="/invitations/"]').first
    return "/invitations/" + (link.get_attribute("href") or "").split("/invitations/")[1]


def accept_invitation(visitor: Visitor, path: str, password: str = PASSWORD) -> None:
    visitor.open(path)
    visitor.fill(password=password, repeatedPassword=password)
    visitor.submit(path)


def upload(visitor: Visitor, file: Path, pairing: str = PAIRING) -> str:
    """Uploads a document and waits for its draft. Returns the draft's path."""
    visitor.open("/documents")
    form = visitor.form("/documents")
    form.locator('[name="pairing"]').select_option(pairing)
    form.locator('input[type="file"]').set_input_files(str(file))
    visitor.submit("/documents")
    visitor.page.wait_for_url("**/drafts/*")
    return visitor.path


def adopt(visitor: Visitor, draft: str, as_new_version: bool = False) -> str:
    """Adopts a draft as a plan, or as a new version of the first plan on offer. Returns the plan's path."""
    visitor.open(f"{draft}/adoption")
    form = visitor.form(f"{draft}/adoption")
    targets = form.locator('[name="target"]:not([value="new"])')
    if as_new_version:
        expect(targets.first).to_be_attached()
        targets.first.check()
    else:
        form.locator('[name="target"][value="new"]').check()
    visitor.submit(f"{draft}/adoption")
    visitor.page.wait_for_url("**/plans/*")
    return visitor.path


def set_reference(visitor: Visitor, draft: str, reach: str = "nation") -> str:
    """Makes the document of a draft the reference plan. Returns its path."""
    visitor.open(draft)
    form = visitor.form(f"{draft}/reference")
    form.evaluate("form => { form.closest('details').open = true }")
    form.locator('[name="reach"]').select_option(reach)
    visitor.submit(f"{draft}/reference")
    visitor.page.wait_for_url("**/crosswalk/references/*")
    return visitor.path


def create_user(server: Server, username: str, *arguments: str, password: str = PASSWORD) -> None:
    """Creates a user by the command line, who must choose a new password at the first sign-in."""
    server.command("user", "create", username, *arguments, "--password-stdin", input=password + "\n")


def first_sign_in(visitor: Visitor, username: str, old: str = PASSWORD, new: str = NEW_PASSWORD) -> None:
    """Signs in for the first time: the password given by somebody else must be changed."""
    visitor.sign_in(username, old)
    if visitor.path == "/password":
        visitor.fill(old=old, new=new, repeatedPassword=new)
        visitor.submit("/password")
