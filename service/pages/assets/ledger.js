// The grid of the ledger: fetches the lines it shows, and tells the page what keys and clicks ask for.
window.ledger = (() => {
  "use strict";
  const SORTS = { until: "due", progress: "progress" };
  const api = (id) => getElement(id)?.api;
  let grid = null;
  const source = (query) => ({
    getRows: async (asked) => {
      const sort = asked.sortModel[0];
      const order = sort && SORTS[sort.colId] ? `&sort=${sort.sort === "desc" ? "-" : ""}${SORTS[sort.colId]}` : "";
      const span = `&offset=${asked.startRow}&limit=${asked.endRow - asked.startRow}`;
      try {
        const answer = await fetch(`/api/v1/ledger/lines?${query}${order}${span}`, { headers: { Accept: "application/json" } });
        const body = await answer.json();
        if (!answer.ok) throw new Error(body.detail);
        const total = document.getElementById("ledger-total");
        if (total) total.textContent = `共 ${body.total} 项`;
        asked.successCallback(body.lines, body.total);
      } catch (error) {
        asked.failCallback();
        const total = document.getElementById("ledger-total");
        if (total) total.textContent = `没能取到台账：${error.message}`;
      }
    },
  });
  const origin = (cell) => (cell.data?.extensions ? `原定 ${cell.data.due ?? "未写明"}，已延期 ${cell.data.extensions} 次` : cell.data?.until);
  const notes = (cell) =>
    cell.data ? [["evidence", "佐证"], ["extensions", "延期"], ["reminders", "催办"]].filter(([name]) => cell.data[name])
      .map(([name, words]) => `${words}${cell.data[name]}`).join(" ") : "";
  const key = (cell) => {
    grid = cell.api;
    const event = cell.event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea")) return;
    if (event.key === "Enter" && cell.column.getColId() !== "progress" && cell.data) {
      emitEvent("ledger_open", cell.data.id);
    } else if (event.key === "Escape") {
      emitEvent("ledger_key", "Escape"); // the grid keeps this key to itself
    } else if (/^[debpz]$/i.test(event.key)) {
      event.preventDefault();
      emitEvent("ledger_key", event.key.toUpperCase());
    }
  };
  const click = (cell) => {
    grid = cell.api;
    if (cell.data && cell.column.getColId() !== "progress" && !cell.event.target.closest("input")) emitEvent("ledger_open", cell.data.id);
  };
  const picked = (event) => {
    const count = event.api.getSelectedNodes().length;
    const told = document.getElementById("ledger-picked");
    if (told) told.textContent = count ? `已选中 ${count} 项` : "";
  };
  const targets = (id, open) => {
    const chosen = api(id).getSelectedRows().filter(Boolean);
    if (chosen.length) return chosen;
    const cell = api(id).getFocusedCell();
    const row = (open && api(id).getRowNode(open)?.data) || (cell && api(id).getDisplayedRowAtIndex(cell.rowIndex)?.data);
    return row ? [row] : [];
  };
  const put = (id, lines) => {
    for (const line of lines) api(id).getRowNode(line.id)?.setData(line);
    api(id).deselectAll();
    back(id);
  };
  const renew = (id) => api(id).refreshInfiniteCache();
  const unpick = (id) => { const told = document.getElementById("ledger-picked").textContent; api(id).deselectAll(); document.getElementById("ledger-picked").textContent = told; };
  const back = () => {
    const cell = grid?.getFocusedCell();
    if (cell) setTimeout(() => grid.setFocusedCell(cell.rowIndex, cell.column), 50);
  };
  // An arrow from elsewhere on the page: to the cell where one was, else to the first.
  const enter = () => {
    const place = document.querySelector(".ledger-grid");
    const here = grid ?? api(Number(place.id.slice(1)));
    const cell = here?.getFocusedCell();
    if (here?.getDisplayedRowCount()) here.setFocusedCell(cell?.rowIndex ?? 0, cell?.column ?? here.getAllDisplayedColumns()[0]);
  };
  document.addEventListener("keydown", (event) => {
    const dialog = document.querySelector(".q-dialog, dialog[open]");
    if (event.key === "Escape" && !dialog) { if (document.querySelector(".ledger-grid")) emitEvent("ledger_key", "Escape"); return; }
    if (event.target.closest?.("input, textarea, select, .ag-root, .q-dialog, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^Arrow(Down|Up)$/.test(event.key) && document.querySelector(".ledger-grid") && !event.target.closest?.(".panel")) { event.preventDefault(); enter(); }
    else if (event.key.toLowerCase() === "f") { event.preventDefault(); document.getElementById("f-words")?.focus(); }
    else if (document.querySelector(".ledger-grid") && /^[debpz]$/i.test(event.key)) emitEvent("ledger_key", event.key.toUpperCase());
  });
  return { source, origin, notes, key, click, picked, targets, put, renew, unpick, back };
})();
