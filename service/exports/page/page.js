"use strict";
for (const page of document.querySelectorAll(".document")) {
  const text = page.querySelector(".text");
  const ledger = page.querySelector(".ledger");
  const rows = [...ledger.querySelectorAll("tbody tr")];
  const refs = node => node.dataset.r.split(" ");
  const having = ref => page.querySelectorAll('[data-r~="' + ref + '"]');
  const light = (names, on) => names.forEach(name => having(name).forEach(node => node.classList.toggle("on", on)));
  const nearest = event => event.target.closest("[data-r]");

  // What stands inside a task lights alone; the task itself lights with all its parts.
  const own = node => {
    const names = refs(node);
    const parts = names.filter(name => !name.startsWith("T"));
    return parts.length ? parts : names;
  };
  page.addEventListener("mouseover", event => { const node = nearest(event); if (node) light(own(node), true); });
  page.addEventListener("mouseout", event => { const node = nearest(event); if (node) light(own(node), false); });

  const scroll = (pane, node) => {
    if (!node) return;
    if (pane.scrollHeight > pane.clientHeight) {
      pane.scrollTop += node.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
    } else {
      node.scrollIntoView({ block: "center" });
    }
  };
  const pick = row => {
    rows.forEach(other => other.classList.toggle("picked", other === row));
    row.classList.remove("out");
  };
  text.addEventListener("click", event => {
    const node = nearest(event);
    if (!node) return;
    const row = rows.find(candidate => own(node).some(name => candidate.querySelector('[data-r~="' + name + '"]') || refs(candidate).includes(name)));
    if (row) { pick(row); scroll(ledger, row); }
  });
  const open = event => {
    const node = nearest(event);
    if (!node) return;
    const row = node.closest("tr");
    if (row) pick(row);
    scroll(text, own(node).map(name => text.querySelector('[data-r~="' + name + '"]')).find(Boolean));
  };
  ledger.addEventListener("click", open);
  ledger.addEventListener("keydown", event => { if (event.key === "Enter") open(event); });

  const search = page.querySelector("input[type=search]");
  search.addEventListener("input", () => {
    const words = search.value.trim().toLowerCase().split(/\s+/);
    rows.forEach(row => row.classList.toggle("out", !words.every(word => row.textContent.toLowerCase().includes(word))));
  });
  const all = page.querySelector("input[type=checkbox]");
  const show = () => ledger.classList.toggle("hide-may", !all.checked);
  all.addEventListener("change", show);
  show();

  const fit = () => page.style.setProperty("--top", page.querySelector("header").offsetHeight + "px");
  addEventListener("resize", fit);
  fit();
}
