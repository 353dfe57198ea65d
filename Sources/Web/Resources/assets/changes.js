// SPDX-License-Identifier: Apache-2.0
// Changes by others appear without a reload. A page that shows something names it in data-watch; the server tells what
// happened to it since the page was made. Where nobody is typing the part of the page is fetched anew, else a line
// says who changed what, and the part is fetched when it is asked for.
"use strict";

(() => {
  let source = null;
  let watched = "";
  let since = 0;
  let news = null;
  let timer = 0;

  const place = () => document.querySelector("[data-watch]");

  /** Whether somebody would lose what is being typed, chosen or read in a dialog. */
  function isBusy() {
    const focused = document.activeElement;
    if (focused && focused.closest("main") && focused.matches("input, textarea, select")) return true;
    if (document.querySelector("dialog[open], [data-editor], [data-busy]")) return true;
    return Array.from(document.querySelectorAll("main input, main textarea, main select")).some((field) => {
      if (field.type === "hidden") return false;
      if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
      if (field.type === "file") return field.files.length > 0;
      if (field.tagName === "SELECT") {
        return Array.from(field.options).some((option) => option.selected !== option.defaultSelected)
          && Array.from(field.options).some((option) => option.defaultSelected);
      }
      return field.value !== field.defaultValue;
    });
  }

  function sentence(template, change) {
    const time = new Date(change.at).toLocaleTimeString(document.documentElement.lang, {
      hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Asia/Shanghai",
    });
    return template.replace("{by}", change.by).replace("{time}", time);
  }

  function say(change, hasButton) {
    const line = place();
    if (!line) return;
    line.replaceChildren(document.createElement("span"));
    line.firstChild.textContent = sentence(line.dataset.text, change);
    if (!hasButton) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-outline-secondary btn-sm";
    button.textContent = line.dataset.shown;
    button.addEventListener("click", () => fetchPart(change));
    line.append(" ", button);
  }

  /** Fetches the page's part anew and says afterwards who changed it. */
  function fetchPart(change) {
    const line = place();
    if (!line || typeof htmx === "undefined") return location.reload();
    const address = new URL(location.href);
    address.searchParams.delete("notice");
    const part = line.dataset.part;
    htmx.ajax("GET", address.pathname + address.search, {
      target: part, select: part, swap: "outerHTML show:none",
    }).then(() => say(change, false));
  }

  function act() {
    timer = 0;
    const change = news;
    news = null;
    if (!change || change.sequence <= since) return;
    since = change.sequence;
    if (isBusy()) say(change, true); else fetchPart(change);
  }

  function hear(event) {
    const change = JSON.parse(event.data);
    if (change.sequence <= since) return;
    news = change;
    // An adoption changes hundreds of tasks: one answer to all of them. It also lets one's own change arrive first.
    clearTimeout(timer);
    timer = setTimeout(act, 400);
  }

  function close() {
    if (source) source.close();
    source = null;
  }

  function listen() {
    const line = place();
    if (!line) { watched = ""; return close(); }
    since = Math.max(line.dataset.watch === watched ? since : 0, Number(line.dataset.since));
    if (source && source.readyState !== EventSource.CLOSED && line.dataset.watch === watched) return;
    close();
    watched = line.dataset.watch;
    // A page nobody looks at listens to nothing: browsers keep few connections to one server.
    if (document.hidden) return;
    source = new EventSource(
      line.dataset.source + "?watch=" + encodeURIComponent(watched) + "&since=" + since);
    source.addEventListener("change", hear);
  }

  document.addEventListener("visibilitychange", () => { if (document.hidden) close(); else listen(); });
  document.addEventListener("htmx:afterSettle", listen);
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
  listen();
})();
