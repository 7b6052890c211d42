// A digest: flags judged by click or by Y and N, essays filtered; two essays side by side with their passages aligned.
(() => {
  "use strict";
  const typing = (target) => target.closest?.("input, textarea, select, dialog") !== null;
  let key = null, passage = 0;

  const flags = () => [...document.querySelectorAll("tr.flag")];
  const pick = (row) => {
    flags().forEach((each) => each.classList.toggle("picked", each === row));
    if (row) { key = row.dataset.key; row.focus(); row.scrollIntoView({ block: "nearest" }); }
  };
  const step = (by) => {
    const rows = flags(), at = rows.findIndex((each) => each.dataset.key === key);
    pick(rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + by))]);
  };

  const passages = () => [...document.querySelectorAll("[data-passage]")];
  const align = (number) => {
    if (!document.querySelector(`[data-passage="${number}"]`)) return;
    passage = number;
    passages().forEach((each) => each.setAttribute("aria-pressed", Number(each.dataset.passage) === number));
    for (const pane of document.querySelectorAll(".pair .pane")) {
      pane.querySelectorAll("i.on").forEach((each) => each.classList.remove("on"));
      const found = pane.querySelectorAll(`[data-r~="p${number}"]`);
      found.forEach((each) => each.classList.add("on"));
      if (found[0]) pane.scrollTop += found[0].getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 4;
    }
  };

  const unfold = () => {
    if (!location.hash) return;
    const node = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (node?.tagName === "DETAILS") node.open = true;
    node?.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-flag]"), other = event.target.closest?.("[data-passage]"), mark = event.target.closest?.(".pair [data-r]");
    if (button) {
      const pressed = button.getAttribute("aria-pressed") === "true";
      emitEvent("flag", { essay: button.dataset.essay, flag: button.dataset.flag, stands: pressed ? null : button.dataset.stands === "true" });
    } else if (other) align(Number(other.dataset.passage));
    else if (mark) align(Number(mark.dataset.r.split(" ")[0].slice(1)));
  });
  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && !typing(event.target)) { event.preventDefault(); emitEvent("undo"); return; }
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const pressed = event.key.toLowerCase(), pair = passages().length > 0;
    if (pressed === "j" || pressed === "k") {
      event.preventDefault();
      if (pair) align(Math.max(1, passage + (pressed === "j" ? 1 : -1))); else step(pressed === "j" ? 1 : -1);
    } else if (!pair && key && (pressed === "y" || pressed === "n")) {
      document.querySelector(`tr.flag[data-key="${CSS.escape(key)}"] [data-stands="${pressed === "y"}"]`)?.click();
    } else if (pressed === "b") document.querySelector("[data-back]")?.click();
  });
  document.addEventListener("input", (event) => {
    if (event.target.id !== "find-essay") return;
    const words = event.target.value.trim().split(/\s+/), all = [...document.querySelectorAll("article.essay")];
    all.forEach((each) => { each.hidden = !words.every((word) => each.dataset.words.includes(word)); });
    const left = all.filter((each) => !each.hidden).length;
    document.getElementById("essays-shown").textContent = left === all.length ? "" : `显示 ${left} / ${all.length} 篇`;
  });

  const seen = new WeakSet();
  let first = true;
  const look = () => {
    const table = document.querySelector("tr.flag")?.closest("table"), pair = passages()[0];
    if (table && !seen.has(table)) { seen.add(table); if (key) pick(flags().find((each) => each.dataset.key === key)); }
    if (pair && !seen.has(pair) && document.querySelectorAll(".pair .text").length === 2) { seen.add(pair); requestAnimationFrame(() => align(passage || 1)); }
    if (first && document.getElementById("papers")) { first = false; unfold(); }
  };
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", look);
})();
