// Keys, the chosen pair, and what is typed but not saved. All else is in the server's pages.
"use strict";
(() => {
  const main = document.querySelector("main[data-release]");
  const find = document.getElementById("find");
  const alertLine = () => document.getElementById("alert");

  // What the server could not answer.
  const say = (line) => {
    const place = alertLine();
    if (place) place.textContent = line;
    else window.alert(line);
  };
  document.body.addEventListener("htmx:sendError", () => say(document.body.dataset.lost));
  document.body.addEventListener("htmx:responseError", (event) => {
    const { status, responseText } = event.detail.xhr;
    const answer = new DOMParser().parseFromString(responseText, "text/html");
    const line = answer.querySelector("[role=alert]")?.textContent.trim();
    say(line || `${document.body.dataset.lost} (${status})`);
  });

  // What a field lacks is told in the language of the page, not of the browser.
  document.addEventListener(
    "invalid",
    ({ target }) => {
      if (target.validity.valueMissing) target.setCustomValidity(document.body.dataset.needed);
    },
    true,
  );
  document.addEventListener("input", ({ target }) => target.setCustomValidity?.(""));

  if (!main) {
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && !event.target.closest("input, textarea, select")) {
        event.preventDefault();
        find.focus();
      }
    });
    return;
  }

  const release = main.dataset.release;
  const list = document.getElementById("rows");
  const panel = document.getElementById("panel");
  const help = document.getElementById("help");
  const show = document.getElementById("show");
  const row = (bead) => document.getElementById(`bead-${bead}`);
  const remember = `daeyeok-place-${release}`;
  let chosen = null;
  let busy = 0;
  let waiting = [];
  let timer = null;

  // Which pair is chosen.
  const choose = (bead, { load = true, focus = true } = {}) => {
    const next = row(bead);
    if (!next) return;
    for (const old of list.querySelectorAll("[aria-current]")) {
      old.removeAttribute("aria-current");
      old.querySelector(".pick").tabIndex = -1;
    }
    chosen = String(bead);
    next.setAttribute("aria-current", "true");
    const button = next.querySelector(".pick");
    button.tabIndex = 0;
    if (focus) button.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    sessionStorage.setItem(remember, chosen);
    document.dispatchEvent(new CustomEvent("daeyeok:chosen", { detail: chosen }));
    if (!load) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      htmx.ajax("GET", `/release/${release}/bead/${chosen}`, { target: "#panel", swap: "innerHTML" });
    }, 60);
  };

  const seen = (element) => element && element.offsetParent !== null;
  const step = (from, back, wanted = () => true) => {
    let next = from;
    do next = back ? next?.previousElementSibling : next?.nextElementSibling;
    while (next && !(seen(next) && wanted(next)));
    return next;
  };
  const current = () => (chosen && row(chosen)) || null;
  const move = (back) => {
    const next = current() ? step(current(), back) : list.firstElementChild;
    if (next) choose(next.dataset.id);
  };
  const nextFinding = () => {
    const open = (one) => Number(one.dataset.open) > 0;
    const first = list.firstElementChild;
    let next = current() ? step(current(), false, open) : null;
    if (!next && first) next = open(first) && seen(first) ? first : step(first, false, open);
    if (next) choose(next.dataset.id);
  };

  list.addEventListener("click", (event) => {
    const one = event.target.closest(".row");
    if (event.target.closest(".cutting")) return;
    if (one && !String(window.getSelection())) choose(one.dataset.id);
  });
  show.addEventListener("change", () => {
    list.dataset.show = show.value;
  });
  const explain = () => {
    help.showModal();
    help.querySelector("button").focus(); // an autofocus attribute would ask for it on each load
  };
  document.getElementById("ask").addEventListener("click", explain);

  // Keys wait while a step is under way, so that none acts on a pair that has changed since.
  const ready = () => busy === 0 && timer === null;
  const press = (key) => {
    if (key === "j" || key === "ArrowDown") return move(false);
    if (key === "k" || key === "ArrowUp") return move(true);
    if (key === "n") return nextFinding();
    const wanted = CSS.escape(key);
    const target =
      panel.querySelector(`[data-key="${wanted}"]`) || main.querySelector(`[data-key="${wanted}"]`);
    if (!target) {
      const locked = panel.querySelector("[data-locks]");
      if (locked?.dataset.locks.split(" ").includes(key)) say(locked.textContent);
      return;
    }
    if (target.disabled) return;
    if (target.tagName === "DETAILS") {
      target.open = true;
      target.querySelector("textarea, select, button").focus();
    } else if (target.tagName === "INPUT") {
      target.focus();
    } else {
      target.click();
    }
  };
  // What was typed behind a key that opens a field is meant for the field.
  const fill = (field) => {
    while (waiting.length) {
      const key = waiting.shift();
      if (key === "Enter" && field.tagName === "INPUT") {
        field.form.requestSubmit();
        return;
      }
      const text = key === "Enter" ? "\n" : key;
      field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  };
  const goOn = () => {
    while (waiting.length && ready()) {
      press(waiting.shift());
      if (document.activeElement.matches("input, textarea")) fill(document.activeElement);
    }
  };
  const counts = (event) => !event.detail.pathInfo.requestPath.endsWith("/earlier");
  document.body.addEventListener("htmx:beforeSend", (event) => {
    if (counts(event)) busy += 1;
  });
  // By then what came has settled: base.html asks for no delay, so no key falls between the two.
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (!counts(event)) return;
    busy = Math.max(0, busy - 1);
    setTimeout(goOn, 0); // after a request that waited for this one is sent
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || help.open) return;
    const field = event.target.closest("input, textarea, select");
    if (event.key === "Escape" && field) {
      field.blur();
      if (current()) choose(chosen, { load: false });
      return;
    }
    if (field) {
      if (event.key === "Enter" && event.ctrlKey && field.form) {
        event.preventDefault();
        field.form.requestSubmit();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === "/" && !waiting.length) {
      event.preventDefault();
      const words = String(window.getSelection()).trim();
      if (words) find.value = words;
      find.focus();
      find.select();
    } else if (event.key === "?" && !waiting.length) {
      event.preventDefault();
      explain();
    } else if (
      /^([jknareodcmsglxuU[\]{}]|Arrow(Up|Down))$/.test(event.key) ||
      (waiting.length && /^(.|Enter)$/u.test(event.key))
    ) {
      if (event.key.startsWith("Arrow") && !event.target.closest(".pick")) return;
      event.preventDefault();
      waiting.push(event.key);
      goOn();
    }
  });

  // A text that is typed stays in this window until it is saved.
  const drafted = (field) => `daeyeok-draft-${field.dataset.draft}`;
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-draft]")) {
      sessionStorage.setItem(drafted(event.target), event.target.value);
    }
  });
  const restore = () => {
    const field = panel.querySelector("[data-draft]");
    const kept = field && sessionStorage.getItem(drafted(field));
    if (kept && kept !== field.value) {
      field.value = kept;
      field.closest("details").open = true;
    }
  };
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { elt, xhr } = event.detail;
    const form = elt.closest?.("form.edit");
    if (form && xhr.status === 200) {
      const field = form.querySelector("[data-draft]");
      if (field) sessionStorage.removeItem(drafted(field));
    }
    if (xhr.status === 200 && event.detail.target === panel) alertLine().textContent = "";
  });
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target !== panel) return;
    restore();
    const bead = panel.querySelector("[data-bead]")?.dataset.bead;
    if (event.detail.xhr.status >= 400 && bead) choose(bead, { load: false });
    else if (chosen && row(chosen)) row(chosen).setAttribute("aria-current", "true");
  });
  document.body.addEventListener("daeyeok:select", (event) => {
    const { bead } = event.detail;
    if (bead !== null) choose(bead, { load: false });
  });

  // Where somebody left off.
  const wanted = location.hash.startsWith("#bead-") ? location.hash.slice(6) : null;
  const start = [wanted, sessionStorage.getItem(remember)].find((bead) => bead && row(bead));
  if (start) choose(start);
})();
