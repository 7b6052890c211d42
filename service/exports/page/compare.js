for (const page of document.querySelectorAll(".compare")) {
  const rows = [...page.querySelectorAll("tbody tr")], panes = [...page.querySelectorAll(".text")];
  fit(page);
  light(page, refs);
  search(page, rows);
  page.addEventListener("click", event => {
    const node = nearest(event);
    if (!node) return;
    const name = refs(node)[0];
    const row = rows.find(other => other.dataset.r === name);
    pick(rows, row);
    if (node !== row) bring(page.querySelector(".ledger"), row);
    panes.filter(pane => !pane.contains(node)).forEach(pane => bring(pane, having(pane, name)[0]));
  });
}
