// SPDX-License-Identifier: Apache-2.0
// What is typed into a filing is kept while it is typed, field by field, with what the page showed in it: two people in
// one field are told, and choose. Without it the button of the form keeps everything at once.
"use strict";

(() => {
  const form = document.querySelector("form[data-fields]");
  if (!form) return;
  const status = document.getElementById("filing-status");
  const dialog = document.getElementById("filing-collision");
  const waiting = new Set();
  let timer = null;
  let isSending = false;

  const boxesOf = (sent) => Array.from(sent.keys());
  const seenOf = (box) => form.elements.namedItem("seen." + box.name);
  const say = (text) => { status.textContent = text; };

  function later(delay) {
    clearTimeout(timer);
    timer = setTimeout(send, delay);
  }

  form.addEventListener("input", (event) => {
    if (!seenOf(event.target)) return;
    waiting.add(event.target);
    say(form.dataset.textUnsaved);
    later(900);
  });
  form.addEventListener("change", () => { if (waiting.size) later(0); });
  window.addEventListener("online", () => { if (waiting.size) later(0); });
  window.addEventListener("beforeunload", (event) => { if (waiting.size || isSending) event.preventDefault(); });
  // What is kept already need not be sent again: a long filing is much to send.
  const settled = (isSettled) => {
    for (const seen of form.querySelectorAll('input[name^="seen."]')) {
      const box = form.elements.namedItem(seen.name.slice(5));
      seen.disabled = box.disabled = isSettled && box.value === seen.value;
    }
  };
  form.addEventListener("submit", () => { clearTimeout(timer); waiting.clear(); isSending = false; settled(true); });
  window.addEventListener("pageshow", () => settled(false));

  async function send() {
    if (isSending) return later(300);
    const boxes = Array.from(waiting);
    if (!boxes.length) return;
    waiting.clear();
    isSending = true;
    const body = new URLSearchParams({ revision: form.elements.namedItem("revision").value });
    const sent = new Map(boxes.map((box) => [box, box.value]));
    for (const [box, value] of sent) { body.append(box.name, value); body.append("seen." + box.name, seenOf(box).value); }
    let answer = null;
    try {
      answer = await fetch(form.dataset.fields, {
        method: "POST", body, headers: { "X-Form-Token": form.elements.namedItem("form_token").value, "HX-Request": "true" },
      });
    } catch {
      isSending = false;
      boxes.forEach((box) => waiting.add(box));
      say(form.dataset.textOffline);
      return later(10_000);
    }
    isSending = false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.status === 200 && page.querySelector("[data-revision]")) return kept(sent, page);
    if (answer.status === 409 && page.querySelector("[data-collision]")) return ask(sent, page);
    // Nothing was kept: it goes on waiting, and whoever leaves the page is asked.
    boxes.forEach((box) => { waiting.add(box); box.setAttribute("aria-invalid", "true"); });
    say(page.querySelector("[data-failure]")?.textContent || form.dataset.textRefused);
    if (answer.status >= 500) later(10_000);
  }

  function kept(sent, page) {
    const told = page.querySelector("[data-revision]");
    form.elements.namedItem("revision").value = told.dataset.revision;
    for (const [box, value] of sent) { seenOf(box).value = value; box.removeAttribute("aria-invalid"); }
    say(waiting.size ? form.dataset.textUnsaved : told.textContent);
  }

  /** Shows both values of what two people typed, and asks which is to stand. */
  function ask(sent, page) {
    const fields = Array.from(page.querySelectorAll("[data-field]"));
    dialog.querySelector("[data-body]").replaceChildren(...Array.from(page.querySelector("[data-collision]").childNodes, (n) => document.adoptNode(n)));
    dialog.returnValue = "";
    dialog.showModal();
    dialog.addEventListener("close", () => {
      // Closed without a choice: both stay as they are, and the next change asks again.
      if (!dialog.returnValue) { boxesOf(sent).forEach((box) => waiting.add(box)); return; }
      for (const field of fields) {
        const box = form.elements.namedItem(field.dataset.field);
        form.elements.namedItem("revision").value = field.dataset.revision;
        seenOf(box).value = field.dataset.theirs;
        if (dialog.returnValue === "theirs") box.value = field.dataset.theirs;
      }
      for (const box of sent.keys()) if (box.value !== seenOf(box).value) waiting.add(box);
      if (waiting.size) later(0); else say("");
    }, { once: true });
  }
})();
