# SPDX-License-Identifier: Apache-2.0
"""A person at a browser, who notices everything that is wrong with the pages on the way."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from .catalogue import sentence, sentences
from .server import Server

SCREENSHOTS = Path(__file__).resolve().parents[1] / "screenshots"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]

# What axe can judge of a page, without its words: elements, attributes, what is named by what, and whether there are
# words at all. Rows that are alike count once.
SHAPE = """() => {
    const words = new Set(["id", "href", "value", "for", "action", "title", "datetime", "content", "src", "name"]);
    const ids = [...document.querySelectorAll("[id]")].map(one => one.id);
    const shape = one => {
        const attributes = [...one.attributes]
            .map(({name, value}) => words.has(name) || name.startsWith("data-") || name.startsWith("hx-")
                ? `${name}${value.trim() ? "+" : ""}` : /^aria-(label|labelledby|describedby|controls)$/.test(name)
                ? `${name}${value.trim() ? "+" : ""}` : `${name}=${value}`).sort();
        const inner = [...one.childNodes].map(node => node.nodeType === Node.ELEMENT_NODE ? shape(node)
            : node.nodeType === Node.TEXT_NODE && node.data.trim() ? "w" : "");
        const labels = one.labels ? `~${one.labels.length}` : "";
        const seen = one.checkVisibility() ? "" : "-";
        return `<${one.localName}${seen}${labels} ${attributes}>${[...new Set(inner)].join("")}`;
    };
    return `${ids.length - new Set(ids).size}${shape(document.documentElement)}`;
}"""

# The shapes and widths of the pages that axe has judged in this process: it takes a third of a test's time.
judged: set[tuple[str, int]] = set()


@dataclass(frozen=True)
class Screen:
    name: str
    width: int
    height: int


WIDE = Screen("wide", 1440, 900)
PHONE = Screen("phone", 390, 844)


class Visitor:
    """A browser window of its own. What is wrong is collected in `problems`; a test ends with `expect_no_problems`."""

    def __init__(self, browser: Browser, server: Server, language: str = "zh-Hans", screen: Screen = WIDE,
                 javascript: bool = True):
        self.server, self.language, self.screen = server, language, screen
        self.problems: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=server.address, viewport={"width": screen.width, "height": screen.height},
            locale="zh-CN" if language == "zh-Hans" else "en-GB", java_script_enabled=javascript,
            accept_downloads=True, reduced_motion="reduce")
        self.context.add_cookies([{"name": "jiedui_language", "value": language, "url": server.address}])
        self.context.set_default_timeout(15_000)
        self.page: Page = self.context.new_page()
        self.javascript = javascript
        # A status that a test provokes on purpose is put here before, so that it isn't taken for a problem.
        self.expected_status: set[int] = set()
        self.page.on("console", self._hear_console)
        self.page.on("pageerror", lambda error: self._note(f"script error: {error}"))
        self.page.on("response", self._hear_response)

    # What a person does

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.look()

    def text(self, key: str, **arguments: str) -> str:
        return sentence(self.language, key, **arguments)

    def field(self, name: str) -> Locator:
        return self.page.locator(f'[name="{name}"]:visible')

    def fill(self, **fields: str) -> None:
        for name, value in fields.items():
            self.field(name).fill(value)

    @property
    def path(self) -> str:
        """The path of the page that is open, without query."""
        return urlsplit(self.page.url).path

    def form(self, action: str) -> Locator:
        """The form that is sent to the path `action`."""
        return self.page.locator(f'form[action="{action}"], form[action^="{action}?"]').first

    def submit(self, action: str, form: Locator | None = None) -> None:
        """Sends the form of `action` by its button and looks at the page that answers."""
        self._send(form or self.form(action))
        self.look()

    def sign_in(self, username: str, password: str) -> None:
        """Signs in and takes the language of this visitor: that of the account counts from here on."""
        self.open("/login")
        self.fill(username=username, password=password)
        self._send(self.form("/login"))
        if self.page.locator("html").get_attribute("lang") != self.language:
            self._send(self.form("/language"))
        self.look()

    def sign_out(self) -> None:
        self.page.locator("details.menu summary").click()
        self.submit("/logout")

    def _send(self, form: Locator) -> None:
        """Presses the form's button and waits for the page, or for the part of it that htmx replaces."""
        def is_answer(response) -> bool:
            kinds = ("document", "xhr", "fetch")
            return response.request.resource_type in kinds and not 300 <= response.status < 400

        with self.page.expect_response(is_answer) as answer:
            form.locator('button:not([type="button"])').first.click()
        if answer.value.request.resource_type == "document":
            self.page.wait_for_load_state()
        else:
            expect(self.page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)

    def shows(self, text: str) -> bool:
        """True where the page holds `text`, white space aside."""
        return squeezed(text) in squeezed(self.page.locator("body").inner_text())

    def picture(self, name: str, folder: Path = SCREENSHOTS, full: bool = True) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.{self.language}.{self.screen.name}.png"
        # Hiding the caret would leave style attributes behind, which the content-security policy then complains of.
        self.page.screenshot(path=str(path), full_page=full, caret="initial")
        return path

    # What a person notices

    def look(self) -> None:
        """Judges the page that is open: accessibility, width, language, and what must stand on every page."""
        if not self.page.url.startswith("http"):
            return
        if self.page.locator("html").get_attribute("lang") != self.language:
            self._note("the page doesn't say its language")
        if not self.page.title().strip():
            self._note("the page has no title")
        if (count := self.page.locator("h1").count()) != 1:
            self._note(f"the page has {count} main headings")
        if self.page.locator('a[href^="/feedback"]').count() == 0:
            self._note("the link for complaints and suggestions is missing")
        self._look_for_untranslated()
        if self.javascript:
            self._look_for_width()
            self._run_axe()

    def expect_no_problems(self) -> None:
        """Ends the visit. Keeps a picture of the last page, which shows where a failing test stood."""
        if self.page.url.startswith("http"):
            self.picture("99-last-page")
        self.context.close()
        assert not self.problems, "\n".join(dict.fromkeys(self.problems))

    def _look_for_width(self) -> None:
        excess = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if excess > 0:
            self._note(f"the page is {excess} pixels wider than the screen")

    def _look_for_untranslated(self) -> None:
        text = self.page.locator("body").inner_text()
        # What is no sentence says so: the braces of an address of the API stand for values that a program fills in.
        sentences_only = text
        # The longest first: one address begins as another is written.
        for words in sorted(self.page.locator('[translate="no"]').all_inner_texts(), key=len, reverse=True):
            sentences_only = sentences_only.replace(words, "")
        for found in re.findall(r"\{\{?[A-Za-z]+\}|\[\[.*?\]\]", sentences_only):
            self._note(f"a mark was not filled: {found}")
        heads = {key.split(".")[0] for key in sentences(self.language)}
        for found in re.findall(r"\b[a-z][A-Za-z]+(?:\.[a-z][A-Za-z]+)+\b", text):
            parts = found.split(".")
            if parts[0] in heads and parts[-1] not in ("txt", "docx", "html", "pdf", "xlsx", "csv"):
                self._note(f"a sentence is missing: {found}")

    def _run_axe(self) -> None:
        shape = (hashlib.sha256(self.page.evaluate(SHAPE).encode()).hexdigest(), self.screen.width)
        if shape in judged:
            return
        judged.add(shape)
        self.page.evaluate(AXE)
        result = self.page.evaluate(
            "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})",
            AXE_RULES)
        for violation in result["violations"]:
            for node in violation["nodes"][:3]:
                self._note(f"axe {violation['id']}: {violation['help']}: {node['html'][:160]}")

    def _hear_console(self, message) -> None:
        if message.type != "error":
            return
        # Chromium reports each failed answer here too; `_hear_response` has judged it.
        if "Failed to load resource" not in message.text:
            place = message.location
            self._note(f"console: {message.text} ({place.get('url', '')}:{place.get('lineNumber', 0)})")

    def _hear_response(self, response) -> None:
        if response.status >= 400 and response.status not in self.expected_status:
            self._note(f"{response.request.method} {response.url} answered {response.status}")

    def _note(self, problem: str) -> None:
        path = self.page.url.removeprefix(self.server.address)
        # Ids differ from run to run; without them the same problem is told once.
        path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", path.split("?")[0])
        self.problems.append(f"[{self.language} {self.screen.name}] {path}: {problem}")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
