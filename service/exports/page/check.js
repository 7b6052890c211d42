for (const page of document.querySelectorAll(".document")) {
  const ledger = page.querySelector(".ledger");
  if (!ledger) continue;
  const texts = [...page.querySelectorAll(".text")];
  const rows = [...ledger.querySelectorAll("[data-r]")];
  const place = (pane, names) => names.map(name => pane.querySelector('[data-r~="' + name + '"]')).find(Boolean);
  light(page, refs);

  const open = event => {
    const node = nearest(event);
    if (!node) return;
    const row = ledger.contains(node) ? node : rows.find(candidate => refs(candidate).some(name => refs(node).includes(name)));
    if (row) pick(rows, row);
    const names = row ? refs(row) : refs(node);
    texts.filter(text => !text.contains(node)).forEach(text => bring(text, place(text, names)));
    if (row && row !== node) bring(ledger, row);
  };
  page.addEventListener("click", open);
  page.addEventListener("keydown", event => { if (event.key === "Enter") open(event); });

  search(page, rows);
  tick(page, ledger, "only-gaps", true);
  fit(page);
}
