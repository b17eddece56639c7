// Names for what the stock admin leaves unnamed: cells and columns of tabular inlines, search boxes,
// marks of help, and filters for a blank value.
"use strict";

(() => {
  const heading = (cell) => {
    if (cell.classList.contains("delete")) return "Delete";
    const head = cell.closest("table").tHead.rows[0];
    const column = [...cell.closest("tr").cells].indexOf(cell);
    return head.cells[column] ? head.cells[column].textContent.trim() : "";
  };

  const nameCells = () => {
    for (const field of document.querySelectorAll(".inline-group td :is(input, select, textarea)")) {
      if (field.type === "hidden" || (field.labels && field.labels.length)) continue;
      field.setAttribute("aria-label", heading(field.closest("td")));
    }
  };

  const nameSearches = () => {
    for (const box of document.querySelectorAll(".select2-selection[aria-labelledby]")) {
      const select = box.closest(".select2-container").previousElementSibling;
      const label = select.labels && select.labels[0];
      const name = label ? label.textContent.trim() : select.getAttribute("aria-label") || "Search";
      box.setAttribute("aria-label", name);
      document.getElementById(box.getAttribute("aria-labelledby"))?.setAttribute("aria-label", name);
    }
  };

  const nameBlankFilters = () => {
    for (const link of document.querySelectorAll("#changelist-filter a")) {
      if (!link.textContent.trim()) link.textContent = "not stated";
    }
  };

  const nameColumns = () => {
    for (const head of document.querySelectorAll(".inline-group th")) {
      if (head.textContent.trim()) continue;
      const name = document.createElement("span");
      name.className = "visually-hidden";
      name.textContent = head.classList.contains("original") ? "Record" : "Delete";
      head.append(name);
    }
  };

  const nameHelp = () => {
    for (const mark of document.querySelectorAll("span.help-tooltip[aria-label]")) {
      mark.setAttribute("role", "img");
    }
  };

  const nameAll = () => {
    for (const name of [nameCells, nameColumns, nameSearches, nameHelp, nameBlankFilters]) name();
  };
  nameAll();
  new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
})();
