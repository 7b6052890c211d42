// The matrix by keyboard: arrows move, Enter opens; filter and order; what was set is there again when one comes back.
(() => {
  "use strict";
  const STORE = "duban-checks";
  const table = () => document.querySelector("table.matrix");
  const state = () => JSON.parse(sessionStorage.getItem(STORE) ?? "{}");
  const keep = (change) => sessionStorage.setItem(STORE, JSON.stringify({ ...state(), ...change }));
  const shown = (node) => node.offsetParent !== null;
  const stops = (row) => [row.querySelector("th a"), ...row.querySelectorAll("td.cell")].filter((each) => each && shown(each));

  const go = (node) => {
    if (!node) return;
    table().querySelectorAll("[tabindex='0']").forEach((each) => { each.tabIndex = -1; });
    node.tabIndex = 0;
    node.focus();
  };
  const open = (node) => {
    const row = node.closest("tr"), asked = node.dataset.q;
    keep({ check: row.dataset.check, asked: asked ?? "" });
    location.assign(`/checks/${row.dataset.check}${asked ? `?requirement=${asked}` : ""}`);
  };
  const move = (node, key, far) => {
    const row = node.closest("tr"), line = stops(row), at = line.indexOf(node);
    const rows = [...table().tBodies[0].rows].filter(shown), up = rows.indexOf(row);
    const down = (by) => { const other = rows[Math.min(rows.length - 1, Math.max(0, up + by))]; return stops(other)[Math.min(at, stops(other).length - 1)]; };
    return {
      ArrowRight: () => line[at + 1], ArrowLeft: () => line[at - 1], Home: () => (far ? stops(rows[0])[0] : line[0]),
      End: () => (far ? stops(rows.at(-1)).at(-1) : line.at(-1)), ArrowDown: () => down(1), ArrowUp: () => down(-1),
      PageDown: () => down(10), PageUp: () => down(-10),
    }[key]?.();
  };

  const arrange = () => {
    const body = table()?.tBodies[0];
    if (!body) return;
    const said = state(), words = (said.find ?? "").trim();
    const by = {
      rank: (row) => Number(row.dataset.place), gaps: (row) => -Number(row.dataset.gaps), name: (row) => row.dataset.name,
    }[said.order ?? "rank"] ?? ((row) => Number(row.dataset.place));
    const rows = [...body.rows].sort((one, other) => {
      const [a, b] = [by(one), by(other)];
      return (typeof a === "string" ? a.localeCompare(b, "zh") : a - b) || one.dataset.place - other.dataset.place;
    });
    if (rows.some((row, place) => row !== body.rows[place])) body.append(...rows);
    table().classList.toggle("gaps-only", Boolean(said.gaps));
    let count = 0;
    rows.forEach((row) => {
      row.hidden = (said.gaps && row.dataset.gaps === "0") || (words !== "" && !row.dataset.name.includes(words));
      count += row.hidden ? 0 : 1;
    });
    const told = document.getElementById("shown");
    if (told) told.textContent = count === rows.length ? "" : `显示 ${count} / ${rows.length} 份`;
  };
  const restore = () => {
    const said = state();
    for (const [id, value] of [["order", said.order ?? "rank"], ["school", said.find ?? ""]]) {
      const field = document.getElementById(id);
      if (field) field.value = value;
    }
    const box = document.getElementById("gaps");
    if (box) box.checked = Boolean(said.gaps);
    arrange();
    const row = said.check && table().querySelector(`tr[data-check="${CSS.escape(said.check)}"]`);
    const cell = row && (row.querySelector(`[data-q="${CSS.escape(said.asked ?? "")}"]`) ?? row.querySelector("th a"));
    const first = table().querySelector("td.cell");
    if (cell && shown(cell)) { go(cell); cell.scrollIntoView({ block: "nearest", inline: "nearest" }); }
    else if (first) first.tabIndex = 0;
  };

  document.addEventListener("keydown", (event) => {
    const node = event.target.closest?.("table.matrix td.cell, table.matrix th a");
    if (!node || event.altKey || event.metaKey) return;
    const next = move(node, event.key, event.ctrlKey);
    if (next) { event.preventDefault(); go(next); }
    else if ((event.key === "Enter" || event.key === " ") && !event.ctrlKey) { event.preventDefault(); open(node); }
    else if (event.key.startsWith("Arrow")) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const node = event.target.closest?.("table.matrix td.cell[data-q], table.matrix th a");
    if (node && !event.ctrlKey && !event.metaKey) { event.preventDefault(); open(node); }
  });
  document.addEventListener("change", (event) => {
    if (event.target.id === "gaps") keep({ gaps: event.target.checked });
    else if (event.target.id === "order") keep({ order: event.target.value });
    else return;
    arrange();
  });
  document.addEventListener("input", (event) => { if (event.target.id === "school") { keep({ find: event.target.value }); arrange(); } });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-schools], [data-again], #schools [data-save], #schools [data-close]");
    if (!button) return;
    const dialog = document.getElementById("schools");
    if ("schools" in button.dataset) emitEvent("schools");
    else if ("again" in button.dataset) emitEvent("again");
    else {
      if ("save" in button.dataset) emitEvent("schools-save", document.getElementById("schools-text").value);
      dialog.close();
    }
  });
  window.dubanChecks = {
    fill: (text) => { document.getElementById("schools-text").value = text; document.getElementById("schools").showModal(); },
  };
  const seen = new WeakSet();
  const look = () => { const now = table(); if (now && !seen.has(now)) { seen.add(now); restore(); performance.mark("matrix"); } };
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", look);
})();
