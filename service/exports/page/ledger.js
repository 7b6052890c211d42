for (const page of document.querySelectorAll(".document")) {
  const text = page.querySelector(".text");
  const ledger = page.querySelector(".ledger");
  const rows = [...ledger.querySelectorAll("tbody tr")];

  // What stands inside a task lights alone; the task itself lights with all its parts.
  const own = node => {
    const names = refs(node);
    const parts = names.filter(name => !name.startsWith("T"));
    return parts.length ? parts : names;
  };
  light(page, own);

  text.addEventListener("click", event => {
    const node = nearest(event);
    if (!node) return;
    const row = rows.find(candidate => own(node).some(name => candidate.querySelector('[data-r~="' + name + '"]') || refs(candidate).includes(name)));
    if (row) { pick(rows, row); bring(ledger, row); }
  });
  const open = event => {
    const node = nearest(event);
    if (!node) return;
    const row = node.closest("tr");
    if (row) pick(rows, row);
    bring(text, own(node).map(name => text.querySelector('[data-r~="' + name + '"]')).find(Boolean));
  };
  ledger.addEventListener("click", open);
  ledger.addEventListener("keydown", event => { if (event.key === "Enter") open(event); });

  search(page, rows);
  tick(page, ledger, "hide-may", false);
  fit(page);
}
