// The page of a notice: text and grid joined by hover and click, the keys, what the browser asks of the server.
// Offsets are code points: a string of JavaScript counts UTF-16 units, so characters are counted by iterating over it.
globalThis.duban = globalThis.duban || {};
duban.review = (() => {
  "use strict";
  const one = (id) => document.getElementById(id);
  const grid = () => one("grid"), text = () => one("text");
  const rows = () => [...(grid()?.querySelectorAll("tbody tr") ?? [])];
  const shown = () => rows().filter((row) => row.offsetParent !== null);
  const current = () => grid()?.querySelector("tr[aria-current]");
  let asking = 0, writing = false; // what is asked about the row at hand in a moment; a form is open or on its way
  const send = (given) => { clearTimeout(asking); emitEvent("review", given); };
  const seen = (row) => ({ row: row.id.slice(1), version: Number(row.dataset.version) });
  const points = (words) => { let count = 0; for (const _ of words) count += 1; return count; };

  // The code point at which a place of the text stands; null outside of it.
  const offset = (node, at) => {
    if (node.nodeType === Node.ELEMENT_NODE && !node.closest("[data-s]")) {
      const inner = node.childNodes[at]?.parentElement === node ? node.childNodes[at] : node;
      const run = inner.nodeType === Node.ELEMENT_NODE ? inner.closest("[data-s]") ?? inner.querySelector("[data-s]") : null;
      return run && text().contains(run) ? Number(run.dataset.s) : null;
    }
    const run = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-s]");
    if (!run || !text().contains(run)) return null;
    const range = document.createRange();
    range.setStart(run, 0);
    range.setEnd(node, at);
    return Number(run.dataset.s) + points(range.toString());
  };
  let kept = null; // the last passage that was selected: a click on a button may drop the selection itself
  const remember = () => {
    const found = document.getSelection();
    if (!found || found.isCollapsed || !text()) return;
    const range = found.getRangeAt(0);
    const start = offset(range.startContainer, range.startOffset), end = offset(range.endContainer, range.endOffset);
    if (start !== null && end !== null && start < end) kept = [start, end];
  };
  const passage = () => { remember(); const found = kept; kept = null; return found; };

  const light = (refs, on) => refs.forEach((ref) => document.querySelectorAll(`#review [data-r~="${ref}"]`).forEach((node) => node.classList.toggle("on", on)));
  const own = (node) => {
    const refs = (node.dataset.r ?? "").split(" ").filter(Boolean), parts = refs.filter((ref) => ref.startsWith("p"));
    return node.matches("tr") ? refs.slice(0, 1) : parts.length ? parts : refs;
  };
  const into = (pane, node) => {
    if (!node || !pane) return;
    const [outer, inner] = [pane.getBoundingClientRect(), node.getBoundingClientRect()];
    if (inner.top < outer.top + 34 || inner.bottom > outer.bottom) pane.scrollTop += inner.top - outer.top - pane.clientHeight / 3;
  };
  const here = (row) => {
    text().querySelectorAll("i.here").forEach((node) => node.classList.remove("here"));
    const marks = row ? text().querySelectorAll(`[data-r~="${row.id}"]`) : [];
    marks.forEach((node) => node.classList.add("here"));
    return marks[0];
  };

  const pick = (row, { focus = true, lead = true } = {}) => {
    if (!row) return;
    rows().forEach((each) => { each.toggleAttribute("aria-current", each === row); each.tabIndex = each === row ? 0 : -1; });
    row.setAttribute("aria-current", "true");
    const mark = here(row);
    if (lead) into(text(), mark ?? nearest(Number(row.dataset.at)));
    into(grid(), row);
    if (focus) row.focus({ preventScroll: true });
    clearTimeout(asking);
    asking = setTimeout(() => { if (!writing) send({ do: "select", ...seen(row) }); }, 90);
  };
  const nearest = (at) => [...text().querySelectorAll("[data-s]")].filter((run) => Number(run.dataset.s) <= at).pop();
  const step = (by) => {
    const all = shown(), at = all.indexOf(current());
    pick(all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))]);
  };
  const unreviewed = () => {
    const all = shown(), at = all.indexOf(current());
    const next = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))].find((row) => row.dataset.review === "extracted");
    if (next) pick(next); else one("told").textContent = "都已核对。";
  };
  const count = () => {
    const all = rows().filter((row) => row.dataset.review !== "rejected"), left = all.filter((row) => row.dataset.review === "extracted").length;
    if (one("count")) one("count").textContent = all.length ? (left ? `未核对 ${left}/${all.length}` : `${all.length} 条都已核对`) : "";
  };
  const order = (printed = false) => {
    const body = grid()?.querySelector("tbody");
    if (!body) return;
    const first = one("lowfirst").checked && !printed;
    const doubt = (row) => (first && row.dataset.low === "1" && row.dataset.review === "extracted" ? 0 : 1);
    const place = new Map(duban.review.placed.map((id, index) => [id, index]));
    body.append(...rows().sort((a, b) => doubt(a) - doubt(b) || place.get(a.id) - place.get(b.id)));
  };
  const judge = (deed) => {
    const row = current();
    if (!row) return;
    row.classList.add("busy");
    send({ do: deed, ...seen(row) });
    if (deed === "check" || deed === "reject") step(1);
  };
  const chosen = () => rows().filter((row) => row.querySelector(".c0 input").checked);
  const deeds = {
    check: () => judge("check"), reject: () => judge("reject"), reopen: () => judge("reopen"), adopt: () => judge("adopt"),
    edit: () => { if (current()) { writing = true; send({ do: "edit", ...seen(current()) }); } },
    new: () => { writing = true; send({ do: "new", span: passage() }); },
    merge: () => send({ do: "merge", rows: Object.fromEntries(chosen().map((row) => [row.id.slice(1), Number(row.dataset.version)])) }),
    undo: () => send({ do: "undo" }),
    confirm_all: () => send({ do: "confirm_all" }), call: () => send({ do: "call" }),
  };
  const toggle = (box) => { box.checked = !box.checked; box.dispatchEvent(new Event("change", { bubbles: true })); };
  const keys = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), u: unreviewed, a: deeds.check, e: deeds.edit,
    r: deeds.reject, o: deeds.reopen, n: deeds.new, m: deeds.merge, z: deeds.undo, f: () => toggle(one("lowfirst")), t: () => text().focus(),
    " ": () => { if (current()) toggle(current().querySelector(".c0 input")); },
  };

  document.addEventListener("selectionchange", () => { if (text()?.contains(document.getSelection()?.anchorNode)) remember(); });
  document.addEventListener("mouseover", (event) => { const node = event.target.closest?.("#review [data-r]"); if (node) light(own(node), true); });
  document.addEventListener("mouseout", (event) => { const node = event.target.closest?.("#review [data-r]"); if (node) light(own(node), false); });
  document.addEventListener("click", (event) => {
    const to = event.target.closest("button.to");
    if (to) { into(text(), nearest(Number(to.dataset.to))); text().focus({ preventScroll: true }); return; }
    const deed = event.target.closest("[data-do]");
    if (deed && deeds[deed.dataset.do]) { deeds[deed.dataset.do](); return; }
    if (event.target.closest("#grid input")) return;
    const row = event.target.closest("#grid tbody tr");
    const value = event.target.closest("#grid span[data-r]");
    if (row) {
      pick(row, { lead: !value });
      if (value) into(text(), text().querySelector(`[data-r~="${value.dataset.r}"]`));
      return;
    }
    const mark = event.target.closest("#text [data-r]");
    if (mark && document.getSelection().isCollapsed) pick(rows().find((each) => own(mark).some((ref) => each.dataset.r.split(" ").includes(ref))), { lead: false });
  });
  document.addEventListener("dblclick", (event) => { if (event.target.closest("#grid tbody tr") && !event.target.closest("input")) deeds.edit(); });
  document.addEventListener("change", (event) => {
    if (event.target.id === "lowfirst") { order(); pick(current() ?? shown()[0], { focus: false }); }
    if (event.target.id === "onlynew") grid().classList.toggle("onlynew", event.target.checked);
  });
  document.addEventListener("keydown", (event) => {
    const target = event.target, button = target.closest?.("button, a, summary");
    if (!one("review") || target.closest?.("input:not([type=checkbox]), select, textarea, dialog, .q-dialog, #edit") || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.key.startsWith("Arrow") || event.key === " ") && (target.closest?.("#text, #detail, input") || (button && event.key === " "))) return;
    const work = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (work) { event.preventDefault(); work(); }
  });

  addEventListener("beforeprint", () => order(true)); // on paper in the order of the text
  addEventListener("afterprint", () => order());

  const begin = () => {
    duban.review.placed = rows().map((row) => row.id);
    order();
    count();
  };
  const ready = () => {
    if (!grid()?.firstElementChild) { requestAnimationFrame(ready); return; }
    begin();
    pick(rows().find((row) => row.dataset.review === "extracted") ?? rows()[0], { focus: false });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready); else ready();

  return {
    placed: [], passage, current,
    // Rows that changed: id -> markup.
    rows(changed) {
      rows().forEach((row) => row.classList.remove("busy"));
      for (const [id, html] of Object.entries(changed)) {
        const old = one(id);
        if (!old) continue;
        const held = document.createElement("tbody");
        held.innerHTML = html;
        const fresh = held.firstElementChild, was = old.hasAttribute("aria-current"), focused = document.activeElement === old;
        old.replaceWith(fresh);
        if (was) { fresh.setAttribute("aria-current", "true"); fresh.tabIndex = 0; here(fresh); }
        if (focused) fresh.focus({ preventScroll: true });
      }
      count();
    },
    // The whole table came anew.
    table() { requestAnimationFrame(begin); },
    focus(id) { requestAnimationFrame(() => pick(one(id), { focus: !one("edit") })); },
    // No form is open.
    idle() { writing = Boolean(one("edit")); },
    say(words) { one("told").textContent = words; },
  };
})();
