"use strict";
// A page holds texts and a table whose parts carry references in data-r: hovering lights what belongs together, a click leads there.
const refs = node => node.dataset.r.split(" ");
const having = (page, name) => page.querySelectorAll('[data-r~="' + name + '"]');
const nearest = event => event.target.closest("[data-r]");

const bring = (pane, node) => {
  if (!node) return;
  if (pane.scrollHeight > pane.clientHeight) {
    pane.scrollTop += node.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  } else {
    node.scrollIntoView({ block: "center" });
  }
};

// `own` names the references that a node lights.
const light = (page, own) => {
  const toggle = on => event => {
    const node = nearest(event);
    if (node) own(node).forEach(name => having(page, name).forEach(other => other.classList.toggle("on", on)));
  };
  page.addEventListener("mouseover", toggle(true));
  page.addEventListener("mouseout", toggle(false));
};

const pick = (rows, row) => {
  rows.forEach(other => other.classList.toggle("picked", other === row));
  row.classList.remove("out");
};

const search = (page, rows) => {
  const field = page.querySelector("input[type=search]");
  field.addEventListener("input", () => {
    const words = field.value.trim().toLowerCase().split(/\s+/);
    rows.forEach(row => row.classList.toggle("out", !words.every(word => row.textContent.toLowerCase().includes(word))));
  });
};

// The box, ticked or not, gives `node` a class or takes it away.
const tick = (page, node, name, on) => {
  const box = page.querySelector("input[type=checkbox]");
  const show = () => node.classList.toggle(name, box.checked === on);
  box.addEventListener("change", show);
  show();
};

const fit = page => {
  const measure = () => page.style.setProperty("--top", page.querySelector("header").offsetHeight + "px");
  addEventListener("resize", measure);
  measure();
};
