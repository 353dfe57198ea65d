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
  let isPressed = false;
  let isLeaving = false;

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
  for (const name of ["online", "focus"]) window.addEventListener(name, () => { if (waiting.size) later(0); });
  window.addEventListener("beforeunload", (event) => { if (waiting.size || isSending) event.preventDefault(); });
  // What is kept already need not be sent again: a long filing is much to send.
  const settled = (isSettled) => {
    for (const seen of form.querySelectorAll('input[name^="seen."]')) {
      const box = form.elements.namedItem(seen.name.slice(5));
      seen.disabled = box.disabled = isSettled && box.value === seen.value;
    }
  };
  window.addEventListener("pageshow", () => { isPressed = isLeaving = false; settled(false); });

  // What is typed is kept before the page is left: without a connection, or signed out, it would be lost with the page.
  form.addEventListener("submit", async (event) => {
    if (isLeaving) return;
    if (!navigator.onLine) { event.preventDefault(); return say(form.dataset.textOffline); }
    if (waiting.size || isSending) {
      event.preventDefault();
      if (isPressed) return;
      isPressed = true;
      clearTimeout(timer);
      while (isSending) await new Promise((resolve) => setTimeout(resolve, 50));
      const isGoing = await send();
      isPressed = false;
      if (!isGoing) return;
    }
    waiting.clear();
    isLeaving = true;
    settled(true);
    if (event.defaultPrevented) form.requestSubmit(event.submitter);
  });

  /** Whoever signed in again in another tab has a new token: takes it from the page. False where nobody did. */
  async function renewToken() {
    const answer = await fetch(form.action, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("form[data-fields] input[name=form_token]");
    if (!answer.ok || !token) return false;
    for (const input of document.querySelectorAll("input[name=form_token]")) input.value = token.value;
    return true;
  }

  const post = (body) => fetch(form.dataset.fields, {
    method: "POST", body, headers: { "X-Form-Token": form.elements.namedItem("form_token").value, "HX-Request": "true" },
  });

  /** Sends what waits. Whether the page may be left: it was kept, or the page that answers says what is wrong. */
  async function send() {
    if (isSending) { later(300); return false; }
    const boxes = Array.from(waiting);
    if (!boxes.length) return true;
    waiting.clear();
    isSending = true;
    const body = new URLSearchParams({ revision: form.elements.namedItem("revision").value });
    const sent = new Map(boxes.map((box) => [box, box.value]));
    for (const [box, value] of sent) { body.append(box.name, value); body.append("seen." + box.name, seenOf(box).value); }
    let answer = null;
    try {
      answer = await post(body);
      if ((answer.status === 401 || answer.status === 403) && await renewToken()) answer = await post(body);
    } catch {
      isSending = false;
      boxes.forEach((box) => waiting.add(box));
      say(form.dataset.textOffline);
      later(10_000);
      return false;
    }
    isSending = false;
    document.getElementById("filing-login").hidden = answer.status !== 401;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.status === 200 && page.querySelector("[data-revision]")) { kept(sent, page); return true; }
    if (answer.status === 409 && page.querySelector("[data-collision]")) { ask(sent, page); return false; }
    // Nothing was kept: it goes on waiting, and whoever leaves the page is asked.
    boxes.forEach((box) => waiting.add(box));
    if (answer.status === 401) { say(form.dataset.textSignedOut); return false; }
    boxes.forEach((box) => box.setAttribute("aria-invalid", "true"));
    say(page.querySelector("[data-failure]")?.textContent || form.dataset.textRefused);
    if (answer.status >= 500) later(10_000);
    return answer.status < 500;
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
