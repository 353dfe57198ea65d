// SPDX-License-Identifier: Apache-2.0
// What scripts add to pages that work without them: the two panes of a draft, its keys, the drop field, the quick
// filter. No inline code anywhere: the policy of the pages forbids it.
"use strict";

document.documentElement.classList.add("has-script");

// ---- A draft: both panes show the same clause ----

/** Marks everything that belongs to a place, on both sides, and scrolls each pane to it. */
function activate(place, options) {
  const draft = document.querySelector("[data-draft]");
  if (!draft || !place) return;
  draft.querySelectorAll(".is-active").forEach((element) => element.classList.remove("is-active"));
  const all = draft.querySelectorAll(`[data-place="${CSS.escape(place)}"]`);
  all.forEach((element) => element.classList.add("is-active"));
  for (const pane of draft.querySelectorAll(".pane")) {
    if (options && options.except === pane) continue;
    const target = pane.querySelector(`[data-place="${CSS.escape(place)}"]`);
    if (target) scrollInPane(pane, target);
  }
}

/** Brings `target` to the upper third of its pane. On a phone the tree scrolls with the window. */
function scrollInPane(pane, target) {
  const box = target.getBoundingClientRect();
  if (pane.scrollHeight > pane.clientHeight + 1 && getComputedStyle(pane).overflowY !== "visible") {
    const paneBox = pane.getBoundingClientRect();
    pane.scrollTop += box.top - paneBox.top - pane.clientHeight / 4;
  } else if (box.top < 0 || box.bottom > innerHeight) {
    window.scrollBy({ top: box.top - innerHeight / 4 });
  }
}

document.addEventListener("click", (event) => {
  const draft = event.target.closest("[data-draft]");
  if (!draft) return;
  if (event.target.closest("[data-key=help]")) return showKeys();
  if (event.target.closest("[data-key=next]")) return stepFinding(1);
  if (event.target.closest("[data-key=previous]")) return stepFinding(-1);
  const link = event.target.closest("a");
  const isInner = link && (link.classList.contains("to-source") || link.classList.contains("para-number")
    || link.classList.contains("outline") || link.closest("[data-finding]"));
  if (event.target.closest("input, textarea, select, button, summary, label, .editor")) return;
  if (link && !isInner) return;
  const owner = event.target.closest("[data-place]");
  const named = link && link.getAttribute("href");
  const place = owner ? owner.dataset.place : named ? named.replace(/^#(source-)?/, "") : null;
  if (!place) return;
  if (link) event.preventDefault();
  const finding = event.target.closest("[data-finding]");
  if (finding) markFinding(finding);
  activate(place, { except: finding ? null : event.target.closest(".pane") });
});

function findings() { return Array.from(document.querySelectorAll("[data-finding]")); }

function markFinding(finding) {
  findings().forEach((other) => other.classList.toggle("is-current", other === finding));
  finding.scrollIntoView({ block: "nearest" });
}

/** Goes to the next finding, or the previous one, round the end. */
function stepFinding(step) {
  const all = findings();
  if (!all.length) return;
  const current = all.findIndex((finding) => finding.classList.contains("is-current"));
  const next = current < 0 ? (step > 0 ? 0 : all.length - 1) : (current + step + all.length) % all.length;
  markFinding(all[next]);
  const focusable = all[next].querySelector("a");
  if (focusable) focusable.focus({ preventScroll: true });
  activate(all[next].dataset.place);
}

/** Strikes the current finding off; the one behind it comes next. */
function settleFinding() {
  const current = findings().findIndex((finding) => finding.classList.contains("is-current"));
  const button = current >= 0 && findings()[current].querySelector(".settle button");
  if (!button) return;
  settledAt = current;
  button.click();
}

let settledAt = null;
document.addEventListener("htmx:afterSettle", () => {
  if (settledAt === null) return;
  const next = findings()[settledAt];
  settledAt = null;
  if (!next) return;
  markFinding(next);
  activate(next.dataset.place);
});

function showKeys() {
  const dialog = document.getElementById("keys");
  if (dialog && !dialog.open) dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (!document.querySelector("[data-draft]") || event.target.closest("input, textarea, select, dialog")) return;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    const wanted = key === "z" ? (event.shiftKey ? "redo" : "undo") : key === "y" ? "redo" : null;
    const button = wanted && document.querySelector(`[data-key=${wanted}]`);
    if (button && !button.disabled) { event.preventDefault(); button.click(); }
    return;
  }
  if (event.altKey) return;
  if (key === "n") stepFinding(1);
  else if (key === "p") stepFinding(-1);
  else if (key === "c") settleFinding();
  else if (event.key === "?") showKeys();
  else return;
  event.preventDefault();
});

// ---- A form that can't be sent says so ----

["htmx:sendError", "htmx:timeout"].forEach((name) => document.addEventListener(name, tellOffline));
// Without a connection the page would be left for the browser's own, and what was typed with it.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || navigator.onLine || event.target.method === "dialog") return;
  event.preventDefault();
  tellOffline();
});
window.addEventListener("online", () => document.getElementById("offline")?.remove());

function tellOffline() {
  document.getElementById("offline")?.remove();
  const line = document.createElement("p");
  line.id = "offline";
  line.className = "failure offline";
  line.setAttribute("role", "alert");
  line.textContent = document.body.dataset.offline;
  document.body.append(line);
}
document.addEventListener("htmx:beforeSwap", () => document.getElementById("offline")?.remove());

// ---- After a correction the panes stay where they were ----

let positions = [];
document.addEventListener("htmx:beforeSwap", () => {
  positions = Array.from(document.querySelectorAll(".pane"), (pane) => pane.scrollTop);
});
document.addEventListener("htmx:afterSettle", () => {
  document.querySelectorAll(".pane").forEach((pane, index) => {
    // Not through a style: its attribute would stay, and the policy forbids htmx to carry it into the next page.
    pane.scrollTo({ top: positions[index] || 0, behavior: "instant" });
  });
  const alert = document.querySelector("#failures, .warning[role=alert]");
  if (alert) { alert.tabIndex = -1; alert.focus(); return; }
  const editor = document.querySelector("[data-editor]");
  if (!editor) return;
  const owner = editor.closest("[data-place]");
  if (owner) activate(owner.dataset.place);
  const field = editor.querySelector("input:not([type=hidden])");
  if (field) field.focus({ preventScroll: true });
});

// ---- Files dropped on a form ----

for (const form of document.querySelectorAll("[data-drop]")) {
  const input = form.querySelector("input[type=file]");
  const name = form.querySelector("[data-drop-name]");
  const show = () => { name.textContent = input.files.length ? input.files[0].name : ""; };
  input.addEventListener("change", show);
  for (const type of ["dragenter", "dragover"]) {
    form.addEventListener(type, (event) => { event.preventDefault(); form.classList.add("is-over"); });
  }
  for (const type of ["dragleave", "drop"]) {
    form.addEventListener(type, () => form.classList.remove("is-over"));
  }
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    show();
  });
  form.addEventListener("submit", () => {
    const button = form.querySelector("[data-busy]");
    button.textContent = button.dataset.busy;
    button.disabled = true;
  });
}

// ---- The directory is filtered while one types ----

for (const field of document.querySelectorAll("[data-filter]")) {
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase();
    const items = Array.from(document.querySelectorAll(field.dataset.filter));
    for (const item of items) item.hidden = !item.dataset.words.includes(wanted);
    for (const group of document.querySelectorAll("[data-group]")) {
      group.hidden = !group.querySelector(`${field.dataset.filter}:not([hidden])`);
    }
    const none = document.querySelector("[data-filter-none]");
    if (none) none.hidden = items.some((item) => !item.hidden);
  });
}

// ---- Where something must be mended ----

window.addEventListener("DOMContentLoaded", () => {
  const failures = document.getElementById("failures");
  if (failures) failures.focus();
  const hash = location.hash.slice(1);
  const target = hash && document.getElementById(hash);
  if (!document.querySelector("[data-draft]") || !target) return;
  const owner = target.closest("[data-place]");
  if (owner) activate(owner.dataset.place);
  else if (target.closest(".pane")) scrollInPane(target.closest(".pane"), target);
});

// ---- The cross-walk: the arrow keys go from cell to cell ----

document.addEventListener("keydown", (event) => {
  const steps = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
  const step = steps[event.key];
  const cell = step && event.target.closest("[data-matrix] td, [data-matrix] tbody th");
  if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = Array.from(cell.closest("tbody").rows);
  let row = rows.indexOf(cell.parentElement);
  let column = cell.cellIndex;
  // Cells without a link are passed over.
  for (;;) {
    row += step[0];
    column += step[1];
    const next = rows[row] && rows[row].cells[column];
    if (!next) return;
    const link = next.querySelector("a");
    if (!link) continue;
    event.preventDefault();
    link.focus();
    return;
  }
});
