// Ask the site what was typed means: an interval from counts, a distribution from a range.
// The answer is markup of our own site; a refusal also stops the form at its field.
"use strict";

(() => {
  const WAIT = 250;
  const waiting = new Map();

  const prefixOf = (field) => field.name.slice(0, field.name.lastIndexOf("-") + 1);
  const nameOf = (field) => field.name.slice(prefixOf(field).length);

  function group(field) {
    const prefix = prefixOf(field);
    const fields = [...field.form.querySelectorAll("[data-entry]")];
    return fields.filter((other) => prefixOf(other) === prefix);
  }

  function place(fields) {
    const last = fields[fields.length - 1];
    const holder = last.closest("td") || last.closest(".form-row") || last.parentElement;
    let output = holder.querySelector("output.entry");
    if (!output) {
      output = document.createElement("output");
      output.className = "entry";
      output.setAttribute("aria-live", "polite");
      holder.append(output);
    }
    return output;
  }

  async function ask(field) {
    const fields = group(field);
    const output = place(fields);
    const query = new URLSearchParams(fields.map((other) => [nameOf(other), other.value]));
    const asked = query.toString();
    output.dataset.asked = asked;
    const response = await fetch(`${field.dataset.entry}?${asked}`, { credentials: "same-origin" });
    if (!response.ok || output.dataset.asked !== asked) return;
    output.innerHTML = await response.text();
    const refused = output.querySelector("[data-refused]");
    fields.forEach((other) => other.setCustomValidity(""));
    const first = fields.find((other) => ["numerator", "base"].includes(nameOf(other)));
    if (refused && first) first.setCustomValidity(refused.textContent);
  }

  function later(field) {
    const key = prefixOf(field) + field.dataset.entry;
    clearTimeout(waiting.get(key));
    waiting.set(key, setTimeout(() => ask(field), WAIT));
  }

  function fill(button) {
    const holder = button.closest("output").parentElement;
    const field = holder.querySelector("[data-entry]");
    for (const [key, value] of Object.entries(button.dataset)) {
      const name = key.replace(/^fill/, "").toLowerCase();
      const target = field.form.elements[prefixOf(field) + name];
      if (target) target.value = value;
    }
  }

  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => {
      if (event.target.dataset && "entry" in event.target.dataset) later(event.target);
    });
  }
  document.addEventListener("click", (event) => {
    if (event.target.matches("output.entry button")) fill(event.target);
  });
  document.addEventListener("DOMContentLoaded", () => {
    const begun = new Set();
    document.querySelectorAll("[data-entry]").forEach((field) => {
      const prefix = prefixOf(field);
      const typed = group(field).some((other) => other.tagName !== "SELECT" && other.value);
      if (typed && !begun.has(prefix) && !prefix.includes("__prefix__")) ask(field);
      begun.add(prefix);
    });
  });
})();
