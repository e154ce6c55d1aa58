// The page is whole without this: it adds the filter, arrow keys in the picture, and the
// language of the reader's browser.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Language: the style shows what is chosen; labels that are attributes change here.
  const speak = () => {
    const language = document.getElementById("ui-ko").checked ? "ko" : "en";
    document.documentElement.lang = language;
    for (const element of all("[data-ko]")) {
      element.setAttribute("aria-label", element.dataset[language]);
    }
  };
  const wanted = (navigator.language || "en").toLowerCase().startsWith("ko") ? "ko" : "en";
  document.getElementById(`ui-${wanted}`).checked = true;
  for (const radio of all("input[name=ui]")) radio.addEventListener("change", speak);
  speak();

  // Filter by kind and severity.
  const form = document.getElementById("filter");
  const items = all("article.item");
  const plain = all("[data-plain]");
  const checked = (name) =>
    new Set(all(`input[name=${name}]:checked`, form).map((input) => input.value));
  const filter = () => {
    const kinds = checked("kind");
    const severities = checked("severity");
    let shown = 0;
    for (const item of items) {
      const { kind, severity } = item.dataset;
      item.hidden = !kinds.has(kind) || (severity !== undefined && !severities.has(severity));
      shown += item.hidden ? 0 : 1;
    }
    for (const row of plain) row.hidden = form.elements.marked.checked;
    for (const element of all(".now", form)) element.textContent = shown;
    for (const element of all(".all", form)) element.textContent = items.length;
  };
  form.hidden = items.length === 0;
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();

  // A link may lead to what the filter hides, or into what is folded.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) form.reset();
    const folded = target.closest("details");
    if (folded) folded.open = true;
    setTimeout(() => {
      target.scrollIntoView({ block: "center" });
      target.focus({ preventScroll: true });
    });
  };
  window.addEventListener("hashchange", reveal);

  // The bands of the picture are one stop of the Tab key; arrows move among them.
  const bands = all(".drawing a").sort((a, b) => a.dataset.row - b.dataset.row);
  const enter = (index) => {
    const band = bands[Math.max(0, Math.min(index, bands.length - 1))];
    for (const other of bands) other.setAttribute("tabindex", other === band ? "0" : "-1");
    return band;
  };
  const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  if (bands.length) enter(0);
  for (const [index, band] of bands.entries()) {
    band.addEventListener("keydown", (event) => {
      let next = index + (steps[event.key] || 0);
      if (event.key === "Home") next = 0;
      else if (event.key === "End") next = bands.length - 1;
      else if (!(event.key in steps)) return;
      event.preventDefault();
      enter(next).focus();
    });
  }

  // Paper shows what is folded.
  window.addEventListener("beforeprint", () => {
    for (const folded of all("details")) folded.open = true;
  });
})();
