/* Copies a command, and sends the request that a page describes. Without it the page is to be read.
   What it says stands in data attributes. A token is sent with its request and kept nowhere. */
"use strict";

(() => {
  const SHOWN = [
    "content-type", "location", "retry-after", "link", "etag", "model-version", "evidence-release",
    "ratelimit", "www-authenticate",
  ];

  /* JSON on lines of its own; numbers stay as they were written, to the last digit. */
  const laidOut = (text) => {
    let depth = 0;
    const line = () => `\n${"  ".repeat(depth)}`;
    const parts = /("(?:\\.|[^"\\])*")|([{[]\s*[}\]])|([{[])|([}\]])|(,)|(:)|\s+/g;
    return text.replace(parts, (all, string, empty, open, close, comma, colon) => {
      if (string || empty) return all;
      if (open) { depth += 1; return open + line(); }
      if (close) { depth -= 1; return line() + close; }
      if (comma) return comma + line();
      return colon ? ": " : "";
    });
  };

  const requestOf = (form) => {
    const headers = {}, query = new URLSearchParams(), data = new FormData();
    let path = form.dataset.path, body;
    form.querySelectorAll("[data-where]").forEach((field) => {
      const { name, value } = field, where = field.dataset.where;
      if (where === "path") path = path.replace(`{${name}}`, encodeURIComponent(value));
      if (where === "query" && value !== "") query.set(name, value);
      if (where === "body" && value.trim() !== "") {
        headers["Content-Type"] = "application/json";
        body = value;
      }
      if (where === "form") {
        body = data;
        const sent = field.type === "file" ? field.files[0] : value;
        if (sent) data.set(name, sent);
      }
    });
    const token = form.querySelector("#bearer").value.trim();
    if (token) headers.Authorization = `Bearer ${token}`;
    const address = query.size ? `${path}?${query}` : path;
    return [address, { method: form.dataset.method, headers, body, credentials: "omit" }];
  };

  const nameOf = (answer, address) => {
    const said = /filename="?([^";]+)/.exec(answer.headers.get("content-disposition") || "");
    return said ? said[1] : address.split("?")[0].split("/").pop();
  };

  async function show(form, answer, address, seconds) {
    const part = (name) => form.querySelector(`.try-${name}`);
    const kind = answer.headers.get("content-type") || "";
    const isText = /json|text/.test(kind) && !answer.headers.has("content-disposition");
    const content = await (isText ? answer.text() : answer.blob());
    const taken = form.dataset.seconds.replace("{seconds}", seconds);
    part("status").textContent = `${answer.status} ${answer.statusText} · ${taken}`;
    part("headers").textContent = SHOWN.filter((name) => answer.headers.has(name))
      .map((name) => `${name}: ${answer.headers.get(name)}`).join("\n");
    part("text").hidden = !isText || !content;
    part("text").textContent = isText && /json/.test(kind) ? laidOut(content) : isText ? content : "";
    const link = part("file");
    URL.revokeObjectURL(link.href);
    link.hidden = isText || content.size === 0;
    if (!link.hidden) {
      link.href = URL.createObjectURL(content);
      link.download = nameOf(answer, address);
      link.textContent = form.dataset.file.replace("{size}", Math.ceil(content.size / 1000));
    }
    part("reply").hidden = false;
  }

  async function send(form) {
    const status = form.querySelector(".try-status"), button = form.querySelector("[type=submit]");
    const [address, request] = requestOf(form), began = performance.now();
    status.textContent = form.dataset.sending;
    form.querySelector(".try-reply").hidden = true;
    button.disabled = true;
    try {
      const answer = await fetch(address, request);
      await show(form, answer, address, ((performance.now() - began) / 1000).toFixed(1));
    } catch {
      status.textContent = form.dataset.unreachable;
    } finally {
      button.disabled = false;
    }
  }

  document.querySelectorAll(".api-try").forEach((form) => {
    form.hidden = false;
    document.querySelectorAll(".without-script").forEach((said) => said.remove());
    const example = form.querySelector("#try-example");
    if (example) {
      example.addEventListener("change", () => {
        form.querySelector("#try-body").value = example.value;
      });
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  });

  if (!navigator.clipboard) return;
  document.querySelectorAll("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.nextElementSibling.textContent = button.dataset.done;
    });
  });
})();
