/* What the calculator's form gains from JavaScript. Without it, every button below posts the form. */
"use strict";

(() => {
  const form = document.getElementById("scenario");

  /* Paper shows everything: open the folds for printing, then fold them again. */
  const opened = [];
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details:not([open])").forEach((fold) => {
      fold.open = true;
      opened.push(fold);
    });
  });
  window.addEventListener("afterprint", () => {
    opened.splice(0).forEach((fold) => { fold.open = false; });
  });

  /* An equation or code that is wider than its page is met by the Tab key, which then scrolls it. */
  const meetWide = () => {
    document.querySelectorAll(".prose .math, .prose pre").forEach((part) => {
      if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
      else part.removeAttribute("tabindex");
    });
  };
  window.addEventListener("load", meetWide);
  window.addEventListener("resize", meetWide);

  /* A link to something folded opens the fold. */
  const reveal = (id) => {
    const target = id && document.getElementById(id);
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
    }
    return target;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && reveal(decodeURIComponent(link.hash.slice(1)));
    if (target && link.closest(".error-summary")) {
      event.preventDefault();
      target.focus();
      target.scrollIntoView({ block: "center" });
    }
  });
  reveal(decodeURIComponent(location.hash.slice(1)));

  /* What says that too much was asked stands until something is answered again. */
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) document.getElementById("too-many").replaceChildren();
  });

  if (!form) return;

  /* An answer takes a moment: say that it is under way, until the page is left or shown again. */
  const calculating = document.getElementById("calculating");
  form.addEventListener("submit", () => calculating.classList.add("htmx-request"));
  window.addEventListener("pageshow", () => calculating.classList.remove("htmx-request"));

  /* Mark what departs from its default, and offer to undo it. */
  const boxes = (field) => [...field.querySelectorAll("input")].filter((box) => box.type !== "hidden");
  const defaults = (field) => (field.dataset.default || "").split(",").filter(Boolean);
  const isChanged = (field) => boxes(field).some((box) => (
    box.type === "radio" || box.type === "checkbox"
      ? box.checked !== defaults(field).includes(box.value)
      : box.value.trim() !== ""
  ));
  const mark = (field) => {
    if (!field || field.id === "in-audience") return;
    const changed = isChanged(field);
    field.classList.toggle("is-changed", changed);
    const undo = field.querySelector(".undo");
    if (undo && !field.classList.contains("parameter")) undo.hidden = !changed;
    const group = field.closest(".group");
    const count = group && group.querySelector(".changed-count");
    if (!count) return;
    const number = [...group.querySelectorAll("[data-input]")]
      .filter((one) => one.id !== "in-audience" && isChanged(one)).length;
    count.textContent = count.dataset.said.replace("{n}", number);
    count.hidden = number === 0;
  };
  const announce = (element) => element.dispatchEvent(new Event("input", { bubbles: true }));

  form.addEventListener("input", (event) => mark(event.target.closest("[data-input]")));

  form.addEventListener("click", (event) => {
    const undo = event.target.closest(".undo");
    if (!undo) return;
    event.preventDefault();
    const field = undo.closest("[data-input]");
    if (field.classList.contains("parameter")) {
      const group = field.closest(".group");
      field.remove();
      announce(group.querySelector("select"));
      group.querySelector("select").focus();
      return;
    }
    boxes(field).forEach((box) => {
      if (box.type === "radio" || box.type === "checkbox") box.checked = defaults(field).includes(box.value);
      else box.value = "";
    });
    boxes(field)[0].focus();
    announce(boxes(field)[0]);
  });

  /* Search the list of parameters. */
  const search = document.getElementById("search-parameters");
  const list = document.getElementById("add-parameter");
  const all = list && [...list.children].map((child) => child.cloneNode(true));
  const fill = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (option, group) => words.every(
      (word) => `${group} ${option.textContent} ${option.value}`.toLowerCase().includes(word));
    list.replaceChildren(...all.map((child) => {
      const copy = child.cloneNode(true);
      if (copy.tagName !== "OPTGROUP") return copy;
      [...copy.children].forEach((option) => { if (!fits(option, copy.label)) option.remove(); });
      return copy.children.length ? copy : null;
    }).filter(Boolean));
    const found = list.querySelectorAll("optgroup option");
    if (words.length && found.length) found[0].selected = true;
  };
  if (search) {
    search.closest(".search").hidden = false;
    search.addEventListener("input", (event) => { event.stopPropagation(); fill(); });
    search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      form.querySelector('button[name="add"]').click();
    });
    list.addEventListener("input", (event) => event.stopPropagation());
  }

  /* "Change" beside an assumption opens its boxes. */
  document.body.addEventListener("click", (event) => {
    const change = event.target.closest('button[name="add"][form]');
    if (!change) return;
    event.preventDefault();
    if (search) { search.value = ""; fill(); }
    list.value = change.value;
    reveal("in-parameters");
    form.querySelector('button[name="add"]').click();
  });

  /* An added parameter is there once, opened and ready to be typed in. */
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "own-parameters") return;
    const id = (event.detail.serverResponse.match(/id="(in-overrides-[\w-]+)"/) || [])[1];
    const present = id && document.getElementById(id);
    if (present) {
      event.detail.shouldSwap = false;
      present.querySelector("input").focus();
      present.scrollIntoView({ block: "center" });
    }
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "own-parameters") {
      const added = event.detail.target.lastElementChild;
      if (added) added.querySelector("input").focus();
    }
  });

  /* After a preview, say at each box whether it was refused. */
  document.body.addEventListener("htmx:afterSettle", () => {
    document.querySelectorAll("input[aria-describedby]").forEach((box) => {
      const refused = box.getAttribute("aria-describedby").split(" ").some((id) => {
        const message = id.startsWith("err-") && document.getElementById(id);
        return message && message.textContent.trim() !== "";
      });
      if (refused) box.setAttribute("aria-invalid", "true");
      else box.removeAttribute("aria-invalid");
    });
  });
})();
