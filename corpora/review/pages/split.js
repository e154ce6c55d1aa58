// Splitting a pair where the cursor stands: a caret in each text, and the keys and clicks that move it.
"use strict";
(() => {
  const list = document.getElementById("rows");
  if (!list) return;
  const desk = list.closest(".desk");
  const SIDES = ["source", "target"];
  const WORD = 0; // how strong a place is, as in corpora/review/split.py
  const SENTENCE = 2;
  const canMark = Boolean(window.CSS?.highlights && window.Highlight);
  let mode = null; // the pair that is being split
  let clicked = null; // where a text was clicked last

  const box = (bead, side) => document.getElementById(`${side[0]}-${bead}`);
  const paragraph = (bead, side) => box(bead, side)?.querySelector("p.text");

  // Characters of a text before a place in the page, and the other way round.
  const offsetOf = (text, node, offset) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    range.setEnd(node, offset);
    return range.toString().length;
  };
  const placeOf = (text, offset) => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let left = offset;
    let node = walker.nextNode();
    while (node && left > node.length) {
      left -= node.length;
      node = walker.nextNode();
    }
    return node ? [node, left] : [text, text.childNodes.length];
  };
  const textAt = (node) => {
    const text = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("p.text");
    const side = text?.closest(".row > .side");
    const one = side?.closest(".row");
    if (!one || text !== side.querySelector("p.text")) return null;
    return { bead: one.dataset.id, side: side.id[0] === "s" ? "source" : "target", text };
  };
  const pointed = (event) => {
    const { clientX: x, clientY: y } = event;
    const at = document.caretPositionFromPoint?.(x, y);
    const range = at ? null : document.caretRangeFromPoint?.(x, y);
    const [node, offset] = at ? [at.offsetNode, at.offset] : [range?.startContainer, range?.startOffset];
    const found = textAt(node);
    return found && { ...found, offset: offsetOf(found.text, node, offset) };
  };
  // What is selected begins the second pair; a cursor is a selection without width.
  const selected = () => {
    const selection = window.getSelection();
    if (!selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const found = textAt(range.startContainer);
    if (!found || !found.text.contains(range.endContainer)) return null;
    const start = offsetOf(found.text, range.startContainer, range.startOffset);
    const end = offsetOf(found.text, range.endContainer, range.endOffset);
    return { ...found, offset: start || end };
  };

  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const nearest = (side, offset) =>
    side.places.reduce((best, one) =>
      Math.abs(one.offset - offset) < Math.abs(best.offset - offset) ? one : best,
    );
  const told = (side) => {
    const { place } = side;
    const { bar } = mode;
    if (!place.at) return bar.dataset.cutBefore;
    if (place.at === side.end) return bar.dataset.cutBehind;
    const whole = side.text.textContent;
    const before = whole.slice(0, place.offset).trim().split(" ").slice(-3).join(" ");
    const after = whole.slice(place.offset).trim().split(" ").slice(0, 3).join(" ");
    const where = place.strength >= SENTENCE ? bar.dataset.cutBetween : bar.dataset.cutInside;
    const numbers = { n: place.sentence, m: place.sentence + 1 };
    return `${fill(where, numbers)}: ${fill(bar.dataset.cutWords, { before, after })}`;
  };

  const draw = () => {
    const ranges = [];
    for (const side of mode.sides) {
      const { text, caret, element, place } = side;
      caret.remove();
      text.normalize();
      const [node, offset] = placeOf(text, place.offset);
      const range = document.createRange();
      range.setStart(node, offset);
      range.insertNode(caret);
      range.setStartAfter(caret);
      range.setEnd(text, text.childNodes.length);
      ranges.push(range);
      const words = told(side);
      element.setAttribute("aria-valuenow", String(place.at));
      element.setAttribute("aria-valuetext", words);
      // The slider tells its own place; the other one is told by the line below.
      side.line.setAttribute("aria-live", side.name === mode.active ? "off" : "polite");
      if (side.line.textContent !== words) side.line.textContent = words;
      mode.form.elements[`${side.name}_at`].value = place.at;
    }
    if (canMark) CSS.highlights.set("second-pair", new Highlight(...ranges));
    const all = (wanted) => mode.sides.every((side) => side.place.at === wanted(side));
    const empty = all(() => 0) || all((side) => side.end);
    mode.form.querySelector(".problem").textContent = empty ? mode.bar.dataset.cutNothing : "";
    mode.form.querySelector("button.main").disabled = empty;
  };
  // A cut moves, and the other one follows until somebody has put it where it is.
  const go = (side, place) => {
    if (!place) return;
    side.place = place;
    side.touched = true;
    const other = mode.sides.find((one) => one !== side);
    const inside = place.at && place.at !== side.end;
    if (other && !other.touched && inside) other.place = other.places[place.match];
    draw();
    side.caret.scrollIntoView({ block: "nearest" });
  };
  const byPlace = (side, way, strength) => {
    const from = side.place.offset;
    const ahead = side.places.filter((one) => way * (one.offset - from) > 0 && one.strength >= strength);
    go(side, ahead.at(way > 0 ? 0 : -1));
  };
  // By what a reader takes for a character; a blank goes with what stands before it.
  const byCharacter = (side, way) => {
    const whole = side.text.textContent;
    if ([...whole].length !== side.end) return; // some are shown by their numbers
    const from = side.place.offset;
    const letters = [...new Intl.Segmenter("ko").segment(whole)].map((one) => one.index);
    const ahead = letters.filter((at) => way * (at - from) > 0 && whole[at - 1] !== " ");
    const offset = ahead.at(way > 0 ? 0 : -1);
    const known = nearest(side, offset ?? whole.length);
    if (offset === undefined || known.offset === offset) return go(side, known);
    const before = side.places.findLast((one) => one.offset < offset);
    const sentence = before.sentence + (before.strength >= SENTENCE);
    const at = [...whole.slice(0, offset)].length;
    go(side, { at, offset, strength: WORD, sentence, match: known.match });
  };
  // To the line above or below, as a cursor goes.
  const byLine = (side, way) => {
    const boxes = side.places.map((place) => {
      const range = document.createRange();
      range.setStart(...placeOf(side.text, place.offset));
      range.collapse(true);
      return range.getClientRects()[0] ?? range.getBoundingClientRect();
    });
    const here = side.caret.getBoundingClientRect();
    const middle = (one) => (one.top + one.bottom) / 2;
    const apart = boxes.map((one) => way * (middle(one) - middle(here)));
    const lines = apart.filter((gap) => gap > here.height / 2);
    if (!lines.length) return;
    const line = Math.min(...lines);
    const off = (index) => Math.abs(boxes[index].left - here.left);
    const there = [...boxes.keys()].filter((index) => Math.abs(apart[index] - line) < here.height / 2);
    go(side, side.places[there.reduce((best, one) => (off(one) < off(best) ? one : best))]);
  };

  const end = (words) => {
    const { bead, bar, sides } = mode;
    mode = null;
    if (canMark) CSS.highlights.delete("second-pair");
    for (const { element, caret, text } of sides) {
      caret.remove();
      text.normalize();
      for (const name of [...element.attributes].map((one) => one.name)) {
        if (name === "role" || name === "tabindex" || name.startsWith("aria-")) {
          element.removeAttribute(name);
        }
      }
    }
    document.querySelector(`#bead-${bead}`)?.classList.remove("splitting");
    desk.classList.remove("is-splitting");
    if (bar.nextSibling?.nodeType === Node.TEXT_NODE) bar.nextSibling.remove();
    bar.remove();
    if (words === undefined) return;
    document.getElementById("status").textContent = words;
    document.querySelector(`#bead-${bead} .pick`)?.focus({ preventScroll: true });
  };
  const cancel = () => end(mode.bar.dataset.splitLeft);
  const confirm = () => {
    const button = mode.form?.querySelector("button.main");
    if (button && !button.disabled && !mode.sent) mode.form.requestSubmit(button);
  };

  const begin = (bar) => {
    const row = bar.closest(".row");
    const { bead } = bar.dataset;
    const cursor = [selected(), clicked].find((one) => one?.bead === bead);
    mode = { bead, bar, form: bar.querySelector("form"), sides: [], sent: false, active: null };
    row.classList.add("splitting");
    desk.classList.add("is-splitting");
    bar.querySelector(".cancel").addEventListener("click", cancel);
    if (!mode.form) {
      bar.querySelector(".cancel").focus();
      return;
    }
    const data = JSON.parse(bar.dataset.places);
    for (const [number, name] of SIDES.entries()) {
      const text = paragraph(bead, name);
      if (!text || !data[name].length) continue;
      const places = data[name].map(([at, offset, strength, sentence, match]) => ({
        at, offset, strength, sentence, match,
      }));
      const caret = document.createElement("span");
      caret.className = "caret";
      caret.setAttribute("aria-hidden", "true");
      const element = box(bead, name);
      const line = bar.querySelector(`[data-side=${name}]`);
      element.setAttribute("role", "slider");
      element.setAttribute("tabindex", "0");
      element.setAttribute("aria-label", line.dataset.label);
      element.setAttribute("aria-describedby", "split-help");
      element.setAttribute("aria-valuemin", "0");
      element.setAttribute("aria-valuemax", String(places.at(-1).at));
      mode.sides.push({
        name, text, places, caret, element, line,
        end: places.at(-1).at, place: places[data.first[number]], touched: false,
      });
    }
    const own = (name) => mode.sides.find((side) => side.name === name);
    const first = own(cursor?.side) ?? mode.sides.find((side) => side.places.length > 2);
    mode.active = first.name;
    if (cursor) go(first, nearest(first, cursor.offset));
    else draw();
    window.getSelection().removeAllRanges();
    first.element.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };

  const sideOf = (target) => mode?.sides.find((side) => side.element.contains(target));
  const swallow = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener(
    "keydown",
    (event) => {
      if (!mode || event.isComposing || event.altKey || event.metaKey) return;
      if (event.target.closest("input, textarea, select, dialog")) return;
      const { key } = event;
      if (key === "Escape") return swallow(event), cancel();
      if (key === "s" && !event.ctrlKey) return swallow(event), confirm();
      const side = sideOf(event.target);
      if (side) {
        const strength = event.ctrlKey ? SENTENCE : WORD;
        const moves = {
          ArrowLeft: () => (event.shiftKey ? byCharacter(side, -1) : byPlace(side, -1, strength)),
          ArrowRight: () => (event.shiftKey ? byCharacter(side, 1) : byPlace(side, 1, strength)),
          ArrowUp: () => byLine(side, -1),
          ArrowDown: () => byLine(side, 1),
          Home: () => go(side, side.places[0]),
          End: () => go(side, side.places.at(-1)),
          Enter: confirm,
        };
        if (moves[key]) return swallow(event), moves[key]();
      }
      // Keys that act on a pair wait until this one is split or left.
      if (key.length === 1 && !event.ctrlKey && key !== "?" && key !== "/" && key !== " ") swallow(event);
    },
    true,
  );
  document.addEventListener("focusin", (event) => {
    const side = sideOf(event.target);
    if (!side || side.name === mode.active) return;
    mode.active = side.name;
    draw();
  });

  // The mouse puts a cut, and drags it.
  const follow = (event) => {
    const at = pointed(event);
    const side = at && mode.sides.find((one) => one.name === at.side && at.bead === mode.bead);
    if (side) go(side, nearest(side, at.offset));
  };
  list.addEventListener("mousedown", (event) => {
    const side = sideOf(event.target);
    if (!side || event.button) return;
    event.preventDefault();
    side.element.focus({ preventScroll: true });
    follow(event);
  });
  list.addEventListener("mousemove", (event) => {
    if (event.buttons === 1 && sideOf(event.target)?.name === mode?.active) follow(event);
  });
  list.addEventListener(
    "click",
    (event) => {
      if (event.target.closest(".cutting")) return;
      if (mode && event.target.closest(".row")?.dataset.id === mode.bead) {
        event.stopPropagation();
        return;
      }
      const inText = event.target.closest("p.text");
      clicked = inText && pointed(event);
      // A click beside a text chooses the pair; the cursor that a browser leaves there means nothing.
      const selection = window.getSelection();
      if (!inText && selection.isCollapsed) selection.removeAllRanges();
    },
    true,
  );

  document.addEventListener("daeyeok:chosen", ({ detail }) => {
    if (mode && detail !== mode.bead) end();
    if (detail !== clicked?.bead) clicked = null;
  });
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    if (!mode) return;
    if (event.detail.elt === mode.form) mode.sent = true;
    else if (event.detail.elt.matches("button.split")) {
      event.preventDefault();
      mode.sides.find((side) => side.name === mode.active)?.element.focus();
    }
  });
  for (const name of ["htmx:sendError", "htmx:responseError"]) {
    document.body.addEventListener(name, () => {
      if (mode) mode.sent = false;
    });
  }
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (mode && !mode.bar.isConnected) end();
    const bar = event.detail.target.querySelector?.(":scope > .cutting");
    if (bar && !mode) begin(bar);
    else if (bar && bar !== mode.bar) bar.remove();
  });
})();
