// SPDX-License-Identifier: Apache-2.0
// Files come in parts, with what is here shown; a connection that breaks is waited out, and after a reload a file that
// is chosen again goes on where it was. Without it the form sends everything at once.
"use strict";

(() => {
  const PART = 4 * 1024 * 1024;
  let underWay = 0;
  let isWithheld = false;
  class Refused extends Error {}

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-begin]");
    if (!form) return;
    event.preventDefault();
    const input = form.querySelector('input[type="file"]');
    const files = Array.from(input.files);
    form.reset();
    sendAll(form, files);
  });
  window.addEventListener("beforeunload", (event) => { if (underWay) event.preventDefault(); });

  // A part of the page that was on its way when a file began waits until the files are there.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (!event.detail.target.querySelector("[data-busy]")) return;
    event.detail.shouldSwap = false;
    isWithheld = true;
  });

  function showWithheld() {
    const line = document.querySelector("[data-watch]");
    if (!isWithheld || underWay || !line || document.querySelector("[data-busy]")) return;
    isWithheld = false;
    htmx.ajax("GET", location.pathname + location.search, {
      target: line.dataset.part, select: line.dataset.part, swap: "outerHTML show:none",
    });
  }

  async function sendAll(form, files) {
    const section = form.closest(".attachments");
    const rows = files.map((file) => new Row(section, form, file));
    for (const row of rows) {
      underWay += 1;
      try {
        await send(form, row);
        await refresh(section);
        row.end();
      } catch (error) {
        row.fail(error instanceof Refused ? error.message : form.dataset.textRefused);
      }
      underWay -= 1;
      showWithheld();
    }
  }

  /** Sends a file to its end; throws what the person must be told. */
  async function send(form, row) {
    const file = row.file;
    const mark = String(file.lastModified);
    row.place = known(form, file, mark);
    let offset = null;
    let wait = 1;
    while (!row.isGivenUp) {
      try {
        if (!row.place) [row.place, offset] = [await begin(form, file, mark), 0];
        if (offset === null) offset = await ask(row);
        if (offset === null) { row.place = null; continue; }
        const answer = await put(form, row, offset);
        if (answer.status === 204) {
          const isMore = Number(answer.offset) > offset;
          offset = Number(answer.offset);
          if (offset >= file.size) return;
          // An answer that took nothing is asked again slowly.
          if (isMore) wait = 1; else { await pause(wait); wait = Math.min(wait * 2, 30); }
        } else if (answer.status === 409 && answer.offset) {
          offset = Number(answer.offset);
        } else if (answer.status === 404) {
          [row.place, offset] = [null, null];
          await pause(wait);
          wait = Math.min(wait * 2, 30);
        } else if (answer.status >= 500) {
          row.say(answer.text || form.dataset.textOffline);
          await pause(wait);
          wait = Math.min(wait * 2, 30);
        } else {
          throw new Refused(answer.text || form.dataset.textRefused);
        }
      } catch (error) {
        if (error instanceof Refused) throw error;
        if (row.isGivenUp) break;
        row.say(form.dataset.textOffline);
        await pause(wait);
        [wait, offset] = [Math.min(wait * 2, 30), null];
      }
    }
    if (row.place) await fetch(row.place + "/end", { method: "POST", headers: headers(form) }).catch(() => {});
  }

  const headers = (form) => ({ "X-Form-Token": form.elements.namedItem("form_token").value });
  const encoded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

  /** What was begun before and is the same file. */
  function known(form, file, mark) {
    const all = form.closest(".attachments").querySelectorAll("[data-upload]");
    const same = Array.from(all).find((item) => item.dataset.name === file.name && item.dataset.mark === mark
      && item.dataset.size === String(file.size) && !item.dataset.taken);
    if (same) { same.dataset.taken = "1"; same.hidden = true; }
    return same ? same.dataset.upload : null;
  }

  async function begin(form, file, mark) {
    const answer = await fetch(form.dataset.begin, {
      method: "POST",
      headers: {
        ...headers(form), "Tus-Resumable": "1.0.0", "Upload-Length": String(file.size),
        "Upload-Metadata": `filename ${encoded(file.name)},mark ${encoded(mark)}`,
      },
    });
    if (answer.status >= 500) throw new Error("later");
    if (answer.status !== 201) throw new Refused(await sentence(answer) || form.dataset.textRefused);
    return answer.headers.get("Location");
  }

  async function sentence(answer) {
    return (answer.headers.get("Content-Type") || "").startsWith("text/plain") ? answer.text() : "";
  }

  /** How many bytes are there; null where the upload is gone. */
  async function ask(row) {
    const answer = await fetch(row.place, { method: "HEAD", cache: "no-store" });
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error("later");
    return Number(answer.headers.get("Upload-Offset"));
  }

  function put(form, row, offset) {
    const part = row.file.slice(offset, offset + PART);
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      row.request = request;
      request.open("POST", row.place);
      for (const [name, value] of Object.entries(headers(form))) request.setRequestHeader(name, value);
      request.setRequestHeader("Tus-Resumable", "1.0.0");
      request.setRequestHeader("Upload-Offset", String(offset));
      request.setRequestHeader("Content-Type", "application/offset+octet-stream");
      request.upload.addEventListener("progress", (event) => row.show(offset + event.loaded));
      request.addEventListener("load", () => {
        const isPlain = (request.getResponseHeader("Content-Type") || "").startsWith("text/plain");
        resolve({
          status: request.status, offset: request.getResponseHeader("Upload-Offset"),
          text: isPlain ? request.responseText : "",
        });
      });
      for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, () => reject(new Error(end)));
      request.send(part);
    });
  }

  /** Waits so many seconds, or until there is a connection again. */
  function pause(seconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(done, seconds * 1000);
      function done() { clearTimeout(timer); window.removeEventListener("online", done); resolve(); }
      window.addEventListener("online", done);
    });
  }

  /** Shows what hangs there now, without losing what is typed elsewhere on the page. */
  async function refresh(section) {
    try {
      const answer = await fetch(location.pathname + location.search, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(section.id);
      for (const part of ["[data-files]", "[data-unfinished]"]) {
        const [old, now] = [section.querySelector(part), fresh?.querySelector(part)];
        if (old && now) old.replaceWith(document.adoptNode(now));
      }
    } catch {
      // The next look at the page shows it.
    }
  }

  class Row {
    constructor(section, form, file) {
      this.file = file;
      this.form = form;
      this.list = section.querySelector("[data-under-way]");
      this.item = document.createElement("li");
      // Nobody else's change takes the page from under it.
      this.item.dataset.busy = "1";
      const box = document.createElement("div");
      const name = document.createElement("span");
      name.textContent = file.name;
      this.bar = document.createElement("progress");
      this.bar.max = file.size || 1;
      this.bar.value = 0;
      this.bar.setAttribute("aria-label", file.name);
      this.status = document.createElement("p");
      this.status.className = "fine";
      this.status.setAttribute("role", "status");
      this.button = document.createElement("button");
      [this.button.type, this.button.className] = ["button", "plain"];
      this.button.textContent = form.dataset.textGiveUp;
      this.button.setAttribute("aria-label", form.dataset.textGiveUp + " " + file.name);
      this.button.addEventListener("click", () => this.giveUp());
      box.append(name, this.bar, this.status);
      this.item.append(box, this.button);
      this.list.append(this.item);
      this.list.hidden = false;
    }

    show(bytes) {
      this.bar.value = bytes;
      const share = Math.floor(100 * bytes / this.bar.max);
      this.say(share < 100 ? this.form.dataset.textSending.replace("%", share + "%") : this.form.dataset.textChecking);
    }

    say(text) { if (this.status.textContent !== text) this.status.textContent = text; }

    giveUp() {
      if (this.isOver) { this.end(); return showWithheld(); }
      this.isGivenUp = true;
      if (this.request) this.request.abort();
      window.dispatchEvent(new Event("online"));
    }

    fail(text) {
      this.isOver = true;
      this.bar.remove();
      this.status.className = "failure";
      this.say(text);
    }

    end() {
      this.item.remove();
      this.list.hidden = !this.list.children.length;
    }
  }
})();
