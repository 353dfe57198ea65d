// SPDX-License-Identifier: Apache-2.0
// The question in a cell of a register's table why a row of a closed period is corrected. What was typed stays beside
// it and can still be changed.
"use strict";

/**
 * Shows the form of `template` in the cell, below `control` where there is one. Resolves to the reason and the value of
 * the control, or to null where the person gives up; the cell then shows what it showed.
 */
function askForReason(cell, template, control, text, known) {
  const form = template.content.firstElementChild.cloneNode(true);
  const reason = form.querySelector("[name=reason]");
  if (control) form.prepend(control);
  form.querySelector("[data-why]").textContent = text;
  reason.value = known || "";
  const shown = Array.from(cell.childNodes);
  cell.replaceChildren(form);
  cell.classList.add("is-asking");
  reason.focus({ preventScroll: true });
  return new Promise((resolve) => {
    const leave = (answer) => {
      cell.classList.remove("is-asking");
      cell.replaceChildren(...shown);
      resolve(answer);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const given = reason.value.trim();
      if (given) leave({ reason: given, value: control ? control.value : null }); else reason.focus();
    });
    form.querySelector("[data-cancel]").addEventListener("click", () => leave(null));
    form.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.isComposing) leave(null); });
  });
}
