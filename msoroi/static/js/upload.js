// Drop a file anywhere on an upload form: it is put into the form's file field, as if chosen.
// Without this script the field works alone. What it says stands in the form's data attributes.
"use strict";

(() => {
  const OVER = "dropping";

  function begin(form) {
    const field = form.querySelector('input[type="file"]');
    const hint = document.createElement("p");
    hint.className = "drop-hint";
    hint.textContent = form.dataset.here;
    hint.setAttribute("aria-live", "polite");
    field.after(hint);

    const say = () => {
      const file = field.files[0];
      hint.textContent = file
        ? form.dataset.chosen.replace("{name}", () => file.name) : form.dataset.here;
    };
    const over = (event) => {
      event.preventDefault();
      form.classList.add(OVER);
    };
    const away = () => form.classList.remove(OVER);

    form.addEventListener("dragenter", over);
    form.addEventListener("dragover", over);
    form.addEventListener("dragleave", (event) => {
      if (!form.contains(event.relatedTarget)) away();
    });
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      away();
      if (event.dataTransfer.files.length !== 1) {
        hint.textContent = form.dataset.one;
        return;
      }
      field.files = event.dataTransfer.files;
      say();
    });
    field.addEventListener("change", say);
    form.addEventListener("submit", () => {
      if (field.files.length) hint.textContent = form.dataset.sent;
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("form[data-drop]").forEach(begin);
  });
})();
