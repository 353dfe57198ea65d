// SPDX-License-Identifier: Apache-2.0
// The table of a register as a spreadsheet: a cell cursor, editing in place, undo, blocks by the clipboard, the side
// panel of a cell. Without it the table, its links and its forms do the same, one page at a time. What a cell shows and
// which control it is edited by comes from the server: [data-control] holds a template for each field, and saving
// answers with the row as it is now.
"use strict";

(() => {
  const frame = document.querySelector("[data-grid]");
  if (!frame) return;
  const status = document.getElementById("grid-status");
  const dialog = document.getElementById("grid-collision");
  const reasonForm = document.getElementById("grid-reason");
  const undone = [];
  const done = [];
  let anchor = null;
  let cursor = null;
  let editor = null;

  /** Says a sentence of the page aloud; #1 and #2 in it stand for the values. */
  const say = (name, ...values) => {
    status.textContent = values.reduce((text, value, at) => text.replace(`#${at + 1}`, value), frame.dataset[name] || "");
  };

  // ---- Where the cursor is ----

  const rows = () => Array.from(frame.querySelectorAll("tbody tr[data-entry]"));
  const cells = (row) => Array.from(row.querySelectorAll("[data-field]"));
  const rowOf = (cell) => cell.closest("tr");
  const titleOf = (cell) => (columnOf(cell) || cell).dataset.title || cell.dataset.field;
  const columnOf = (cell) => frame.querySelector(`thead [data-field="${CSS.escape(cell.dataset.field)}"]`);

  function place(cell) {
    const all = rows();
    const row = all.indexOf(rowOf(cell));
    return { row, column: cells(all[row]).indexOf(cell) };
  }

  function cellAt(row, column) {
    const all = rows();
    const line = all[Math.max(0, Math.min(all.length - 1, row))];
    if (!line) return null;
    const list = cells(line);
    return list[Math.max(0, Math.min(list.length - 1, column))];
  }

  /** Puts the cursor on a cell; `extends` keeps the other corner of the block where it was. */
  function go(cell, extend) {
    if (!cell) return;
    if (cursor) cursor.tabIndex = -1;
    cursor = cell;
    if (!extend || !anchor || !anchor.isConnected) anchor = cell;
    cell.tabIndex = 0;
    cell.focus({ preventScroll: true });
    show(cell);
    paint();
    const panel = document.querySelector("[data-cell-panel]");
    if (panel && !panel.hidden) openPanel();
  }

  /** Scrolls the cell out from under the head, the foot and the first column. */
  function show(cell) {
    const box = cell.getBoundingClientRect();
    const outer = frame.getBoundingClientRect();
    const head = frame.querySelector("thead").getBoundingClientRect().height;
    const foot = frame.querySelector("tfoot") ? frame.querySelector("tfoot").getBoundingClientRect().height : 0;
    const first = frame.querySelector("tbody th");
    const isFrozen = cell.matches("th");
    const left = outer.left + (first && !isFrozen ? first.getBoundingClientRect().right - outer.left : 0);
    if (!isFrozen && box.left < left) frame.scrollLeft -= left - box.left;
    else if (!isFrozen && box.right > outer.right) frame.scrollLeft += box.right - outer.right;
    if (box.top < outer.top + head) frame.scrollTop -= outer.top + head - box.top;
    else if (box.bottom > outer.bottom - foot) frame.scrollTop += box.bottom - outer.bottom + foot;
    const after = cell.getBoundingClientRect();
    if (after.top < 0 || after.bottom > innerHeight) cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** The cells between the two corners of the block, row by row. */
  function block() {
    if (!cursor || !anchor || !anchor.isConnected) return cursor ? [[cursor]] : [];
    const [a, b] = [place(anchor), place(cursor)];
    const lines = rows().slice(Math.min(a.row, b.row), Math.max(a.row, b.row) + 1);
    return lines.map((row) => cells(row).slice(Math.min(a.column, b.column), Math.max(a.column, b.column) + 1));
  }

  function paint() {
    frame.querySelectorAll("[aria-selected=true]").forEach((cell) => cell.removeAttribute("aria-selected"));
    const chosen = block();
    if (chosen.length * (chosen[0] || []).length < 2) return;
    chosen.flat().forEach((cell) => cell.setAttribute("aria-selected", "true"));
  }

  // ---- Editing in place ----

  const mayEdit = (cell) => !cell.hasAttribute("aria-readonly") && controlOf(cell);
  const controlOf = (cell) => frame.querySelector(`template[data-control="${CSS.escape(cell.dataset.field)}"]`);

  /** Opens the control of the cell; `typed` takes the place of what is in it. */
  function edit(cell, typed) {
    const template = mayEdit(cell) && controlOf(cell);
    if (!template) return say("textReadonly", titleOf(cell));
    if (editor || cell.classList.contains("is-asking")) return;
    const before = cell.dataset.value || "";
    const control = controlFor(cell, before);
    // A day, chosen in a control of its own, would be emptied by a single sign.
    const takesSigns = control.tagName === "TEXTAREA" || control.tagName === "INPUT" && !/^(date|month|time)$/.test(control.type);
    if (typed !== undefined && takesSigns) control.value = typed;
    editor = { cell, control, before, html: Array.from(cell.childNodes) };
    cell.replaceChildren(control);
    cell.classList.add("is-editing");
    control.focus();
    if (typed === undefined && control.select) control.select();
    control.addEventListener("blur", () => setTimeout(() => { if (editor && editor.control === control) commit(); }));
  }

  /** The control of a cell, holding `value`. */
  function controlFor(cell, value) {
    const control = controlOf(cell).content.firstElementChild.cloneNode(true);
    if (control.tagName === "SELECT" && value && !Array.from(control.options).some((o) => o.value === value)) {
      control.append(new Option(cell.textContent.trim(), value));
    }
    control.value = value;
    control.setAttribute("aria-label", titleOf(cell));
    return control;
  }

  function close() {
    const { cell, html } = editor;
    editor = null;
    cell.classList.remove("is-editing");
    cell.replaceChildren(...html);
    return cell;
  }

  function cancel() {
    go(close());
  }

  function commit(step) {
    // What is no day yet stays what it was.
    const value = editor.control.validity.badInput ? editor.before : editor.control.value;
    const before = editor.before;
    const cell = close();
    if (step) go(cellAt(place(cell).row + step[0], place(cell).column + step[1]));
    if (value !== before) save(rowOf(cell), { [cell.dataset.field]: value }, true);
  }

  // ---- Saving: one row with its version, one after the other ----

  let queue = Promise.resolve();

  /** Sends values of a row. `keeps` remembers them for undoing; rows saved with one `because` share the reason that a
   * closed period needs. Resolves to whether they were taken. */
  function save(row, values, keeps, because = {}) {
    const id = row.dataset.entry;
    const before = {};
    for (const cell of cells(row)) if (cell.dataset.field in values) before[cell.dataset.field] = cell.dataset.value || "";
    row.setAttribute("aria-busy", "true");
    queue = queue.then(() => send(id, values, because)).then((taken) => {
      if (taken && keeps) { done.push({ id, before, after: values }); undone.length = 0; }
      return taken;
    });
    return queue;
  }

  const rowNamed = (id) => frame.querySelector(`tr[data-entry="${CSS.escape(id)}"]`);

  async function send(id, values, because) {
    const row = rowNamed(id);
    if (!row) return false;
    const form = new URLSearchParams({ version: row.dataset.version });
    if (because.reason) form.append("reason", because.reason);
    const shown = (field) => row.querySelector(`[data-field="${CSS.escape(field)}"]`)?.dataset.value ?? "";
    for (const [field, value] of Object.entries(values)) {
      form.append(`v.${field}`, value);
      // What this browser showed: by it the server tells what two people changed at once.
      form.append(`s.${field}`, shown(field));
    }
    let answer = null;
    try {
      answer = await fetch(row.dataset.save, {
        method: "POST", body: form, headers: { "X-Form-Token": frame.dataset.token, "HX-Request": "true", "HX-Current-URL": location.href },
      });
    } catch {
      row.removeAttribute("aria-busy");
      status.textContent = document.body.dataset.offline;
      return false;
    }
    if (answer.headers.get("HX-Redirect")) { location.assign(answer.headers.get("HX-Redirect")); return false; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const failure = page.querySelector("[data-failure]");
    const collision = page.querySelector("[data-collision]");
    if (answer.status === 200) {
      replace(row, page.querySelector("tr[data-entry]"));
      const warning = page.querySelector("[data-warning]");
      if (warning) status.textContent = warning.textContent; else say("textSaved");
      return true;
    }
    row.removeAttribute("aria-busy");
    if (collision && dialog) {
      replace(row, page.querySelector("tr[data-entry]"));
      return ask(id, values, collision, because);
    }
    if (failure && failure.dataset.failure === "reason" && reasonForm && !because.isGivenUp) return correct(row, values, failure.textContent, because);
    mark(row, values, failure ? failure.textContent : page.querySelector("h1")?.textContent || String(answer.status));
    return false;
  }

  /** Puts the row as the server writes it in the place of the old one, and the cursor where it was. */
  function replace(row, fresh) {
    if (!fresh) return row.removeAttribute("aria-busy");
    const column = cursor && rowOf(cursor) === row ? cursor.dataset.field : null;
    const corner = anchor && rowOf(anchor) === row ? anchor.dataset.field : null;
    const holds = document.activeElement && row.contains(document.activeElement);
    const check = row.querySelector("input[type=checkbox]");
    const next = document.adoptNode(fresh);
    const other = next.querySelector("input[type=checkbox]");
    if (check && other) other.checked = check.checked;
    row.replaceWith(next);
    const find = (name) => next.querySelector(`[data-field="${CSS.escape(name)}"]`);
    if (corner) anchor = find(corner);
    if (column) { cursor = find(column); cursor.tabIndex = 0; if (holds) cursor.focus({ preventScroll: true }); }
    next.classList.add("is-saved");
    paint();
  }

  function mark(row, values, text) {
    for (const cell of cells(row)) if (cell.dataset.field in values) cell.setAttribute("aria-invalid", "true");
    status.textContent = text;
  }

  /** Shows both values of a field that somebody else changed meanwhile, and asks which is to stand. */
  function ask(id, values, collision, because) {
    dialog.querySelector("[data-body]").replaceChildren(...Array.from(collision.childNodes, (n) => document.adoptNode(n)));
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((resolve) => dialog.addEventListener("close", () => {
      if (dialog.returnValue === "yours") resolve(send(id, values, because)); else { say("textTheirs"); resolve(false); }
      if (cursor) cursor.focus({ preventScroll: true });
    }, { once: true }));
  }

  /** Asks why a row of a closed period is corrected, and sends the values with it. */
  async function correct(row, values, text, because) {
    const concerned = cells(row).filter((one) => one.dataset.field in values);
    const cell = concerned[0];
    if (editor) commit();
    const control = concerned.length === 1 ? controlFor(cell, values[cell.dataset.field]) : null;
    status.textContent = text;
    go(cell);
    const asked = askForReason(cell, reasonForm, control, text, because.reason);
    show(cell);
    const answer = await asked;
    go(cell);
    if (!answer) { because.isGivenUp = true; say("textUnsaved"); return false; }
    because.reason = answer.reason;
    if (control) values[cell.dataset.field] = answer.value;
    row.setAttribute("aria-busy", "true");
    return send(row.dataset.entry, values, because);
  }

  async function step(from, to, side, empty, told) {
    const last = from.pop();
    if (!last || !rowNamed(last.id)) return say(empty);
    if (await save(rowNamed(last.id), last[side], false)) { to.push(last); say(told); } else from.push(last);
  }
  const undo = () => step(done, undone, "before", "textNothing", "textUndone");
  const redo = () => step(undone, done, "after", "textNothing", "textRedone");

  // ---- Keys ----

  const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0], PageDown: [10, 0], PageUp: [-10, 0] };
  let leaves = false;

  function keyInEditor(event) {
    const isLong = editor.control.tagName === "TEXTAREA";
    if (event.isComposing) return;
    if (event.key === "Escape") cancel();
    else if (event.key === "Enter" && !(isLong && (event.altKey || event.shiftKey))) commit([event.shiftKey ? -1 : 1, 0]);
    else if (event.key === "Tab") commit([0, event.shiftKey ? -1 : 1]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function tab(event) {
    const { row, column } = place(cursor);
    const list = cells(rowOf(cursor));
    const next = column + (event.shiftKey ? -1 : 1);
    // Escape lets the next Tab lead out of the table, and so do its ends: nobody is kept in it.
    if (leaves) return true;
    if (next >= 0 && next < list.length) go(list[next]);
    else if (event.shiftKey ? row > 0 : row < rows().length - 1) go(cellAt(row + (event.shiftKey ? -1 : 1), event.shiftKey ? 1e6 : 0));
    else return true;
    return false;
  }

  function keyOnCell(event) {
    const { row, column } = place(cursor);
    const isCommand = event.ctrlKey || event.metaKey;
    const key = event.key;
    if (isCommand && STEPS[key]) {
      const [down, right] = STEPS[key];
      go(cellAt(row + down * 1e6, column + right * 1e6), event.shiftKey);
    } else if (isCommand && (key === "Home" || key === "End")) {
      go(cellAt(key === "Home" ? 0 : 1e6, key === "Home" ? 0 : 1e6), event.shiftKey);
    } else if (isCommand && key.toLowerCase() === "z") {
      if (event.shiftKey) redo(); else undo();
    } else if (isCommand && key.toLowerCase() === "y") redo();
    else if (isCommand && key === "Enter") rowOf(cursor).querySelector("a")?.click();
    else if (isCommand || event.altKey) return;
    else if (STEPS[key]) go(cellAt(row + STEPS[key][0], column + STEPS[key][1]), event.shiftKey);
    else if (key === "Home" || key === "End") go(cellAt(row, key === "Home" ? 0 : 1e6), event.shiftKey);
    else if (key === "Tab") { if (tab(event)) return; }
    else if (key === "F2" && event.shiftKey) openPanel(true);
    else if (key === "F2") edit(cursor);
    else if (key === "Enter") { const link = cursor.querySelector("a"); if (mayEdit(cursor) || !link) edit(cursor); else link.click(); }
    else if (key === " ") { const check = rowOf(cursor).querySelector("input[type=checkbox]"); if (check) check.click(); }
    else if (key === "Delete" || key === "Backspace") clear();
    else if (key === "Escape") { leaves = true; anchor = cursor; paint(); return say("textLeave"); }
    else if (key === "?") document.getElementById("grid-keys")?.showModal();
    else if (key.length === 1 && mayEdit(cursor)) edit(cursor, key);
    else return;
    event.preventDefault();
    if (key !== "Tab") leaves = false;
  }

  frame.addEventListener("keydown", (event) => {
    if (editor && event.target === editor.control) return keyInEditor(event);
    const cell = event.target.closest("[data-field]");
    if (!cell || event.target.closest("thead, form, input, select, textarea")) return;
    if (cell !== cursor) cursor = anchor = cell;
    keyOnCell(event);
  });

  /** Empties what of the block may be edited. */
  function clear() {
    const because = {};
    for (const line of block()) {
      const values = {};
      for (const cell of line) if (mayEdit(cell) && cell.dataset.value) values[cell.dataset.field] = "";
      if (Object.keys(values).length) save(rowOf(line[0]), values, true, because);
    }
  }

  // ---- The mouse ----

  frame.addEventListener("mousedown", (event) => {
    const cell = event.target.closest("tbody [data-field]");
    if (!cell || event.button !== 0 || event.target.closest("a, form, input, select, textarea, button")) return;
    if (editor) { if (editor.cell === cell) return; commit(); }
    event.preventDefault();
    leaves = false;
    go(cell.isConnected ? cell : cursor, event.shiftKey);
    const drag = (move) => { const over = move.target.closest?.("tbody [data-field]"); if (over && over !== cursor) go(over, true); };
    document.addEventListener("mouseover", drag);
    document.addEventListener("mouseup", () => document.removeEventListener("mouseover", drag), { once: true });
  });
  frame.addEventListener("dblclick", (event) => {
    const cell = event.target.closest("tbody [data-field]");
    if (cell && !editor && !event.target.closest("a, form, input, button")) { go(cell); edit(cell); }
  });
  frame.addEventListener("focusin", (event) => {
    const cell = event.target.closest("tbody [data-field]");
    if (cell && cell === event.target && cell !== cursor) { cursor = anchor = cell; paint(); }
  });

  // ---- Blocks by the clipboard, as spreadsheets write them: tabs between cells, a line for each row ----

  const quoted = (text) => /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

  function parse(text) {
    const lines = [[""]];
    let isQuoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const line = lines[lines.length - 1];
      const sign = text[at];
      if (isQuoted) {
        if (sign !== '"') line[line.length - 1] += sign;
        else if (text[at + 1] === '"') { line[line.length - 1] += sign; at += 1; }
        else isQuoted = false;
      } else if (sign === '"' && line[line.length - 1] === "") isQuoted = true;
      else if (sign === "\t") line.push("");
      else if (sign === "\n") lines.push([""]);
      else if (sign !== "\r") line[line.length - 1] += sign;
    }
    if (lines.length > 1 && lines[lines.length - 1].length === 1 && lines[lines.length - 1][0] === "") lines.pop();
    return lines;
  }

  const isOnCell = () => !editor && cursor && document.activeElement === cursor;

  document.addEventListener("copy", (event) => {
    if (!isOnCell()) return;
    const lines = block().map((line) => line.map((cell) => quoted((cell.dataset.text ?? cell.innerText).trim())).join("\t"));
    event.clipboardData.setData("text/plain", lines.join("\r\n"));
    event.preventDefault();
    say("textCopied", block().flat().length);
  });

  document.addEventListener("paste", async (event) => {
    if (!isOnCell()) return;
    event.preventDefault();
    const lines = parse(event.clipboardData.getData("text/plain"));
    const start = place(block()[0][0]);
    const because = {};
    let taken = 0;
    let left = 0;
    for (const [down, line] of lines.entries()) {
      const row = rows()[start.row + down];
      const values = {};
      line.forEach((text, right) => {
        const cell = row && cells(row)[start.column + right];
        if (cell && mayEdit(cell)) values[cell.dataset.field] = text.trim(); else left += 1;
      });
      const count = Object.keys(values).length;
      if (!count) continue;
      if (await save(row, values, true, because)) taken += count; else left += count;
    }
    say("textPasted", taken, left);
  });

  // ---- Several rows at once ----

  const bulk = document.querySelector("[data-bulk]");
  const checks = () => Array.from(frame.querySelectorAll("tbody input[type=checkbox]"));
  function count() {
    if (!bulk) return;
    const number = checks().filter((check) => check.checked).length;
    bulk.hidden = number === 0;
    bulk.querySelector("[data-count]").textContent = String(number);
  }
  frame.addEventListener("change", (event) => {
    if (event.target.matches("[data-all]")) for (const check of checks()) check.checked = event.target.checked;
    if (event.target.type === "checkbox") count();
  });
  if (bulk) {
    const field = bulk.querySelector("[name=field]");
    const slot = bulk.querySelector("[data-slot]");
    const fill = () => {
      const template = frame.querySelector(`template[data-control="${CSS.escape(field.value)}"]`);
      if (!template) return;
      const control = template.content.firstElementChild.cloneNode(true);
      control.name = "value";
      control.id = "bulk-value";
      slot.replaceChildren(control);
      return control;
    };
    field.addEventListener("change", fill);
    // What was typed before something had to be mended.
    const typed = slot.querySelector("[name=value]").value;
    const control = fill();
    if (control && typed) control.value = typed;
    count();
  }

  // ---- The side panel of a cell: its history and what was said about it ----

  let shown = "";
  async function openPanel(takesFocus) {
    const panel = document.querySelector("[data-cell-panel]");
    if (!panel || !cursor) return;
    const address = rowOf(cursor).dataset.cells + encodeURIComponent(cursor.dataset.field);
    panel.hidden = false;
    frame.parentElement.classList.add("has-panel");
    if (shown !== address && typeof htmx !== "undefined") {
      shown = address;
      await htmx.ajax("GET", address, { target: panel.querySelector("[data-slot]"), select: "#cell", swap: "innerHTML show:none" });
    }
    if (takesFocus) { const heading = panel.querySelector("h2"); if (heading) { heading.tabIndex = -1; heading.focus(); } }
  }
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-open-panel]")) openPanel(true);
    if (event.target.closest("[data-close-panel]")) {
      document.querySelector("[data-cell-panel]").hidden = true;
      frame.parentElement.classList.remove("has-panel");
      shown = "";
      if (cursor) cursor.focus({ preventScroll: true });
    }
    if (event.target.closest("[data-undo]")) undo();
    if (event.target.closest("[data-redo]")) redo();
    if (event.target.closest("[data-show-keys]")) document.getElementById("grid-keys")?.showModal();
  });

  // One cell can be reached by Tab; the arrow keys lead on from there.
  const first = cellAt(0, 0);
  if (first) { cursor = anchor = first; first.tabIndex = 0; }
})();
