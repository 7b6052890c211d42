// A list beside two texts: what is picked in the list is marked and scrolled to in both. Verdicts by click or by figure.
(() => {
  "use strict";
  let picked = null;
  const root = () => document.querySelector(".versus");
  const items = () => [...document.querySelectorAll(".requirements > li")];
  const visible = () => items().filter((each) => each.offsetParent !== null);
  const panes = () => [...document.querySelectorAll(".versus .pane")];
  const typing = (target) => target.closest?.("input, textarea, select, dialog") !== null;

  const bring = (pane, node) => {
    if (node) pane.scrollTop += node.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  };
  const light = (name) => panes().forEach((pane) => {
    pane.querySelectorAll("i.on").forEach((each) => each.classList.remove("on"));
    const found = name ? pane.querySelectorAll(`[data-r~="${CSS.escape(name)}"]`) : [];
    found.forEach((each) => each.classList.add("on"));
    bring(pane, found[0]);
  });
  const pick = (name, { focus = false } = {}) => {
    picked = name;
    for (const item of items()) {
      const on = item.dataset.q === name;
      item.classList.toggle("picked", on);
      item.querySelector(".pick").setAttribute("aria-expanded", on);
      if (on) {
        const list = item.closest(".asked-list"), box = list.getBoundingClientRect(), here = item.getBoundingClientRect();
        if (here.top < box.top || here.bottom > box.bottom) list.scrollTop += here.top - box.top - 8;
        if (focus) item.querySelector(".pick").focus({ preventScroll: true });
      }
    }
    light(name);
    if (!name || name.startsWith("c")) return;
    const asked = new URLSearchParams(location.search);
    asked.set("requirement", name);
    history.replaceState(history.state, "", `?${asked}`);
  };
  const step = (by) => {
    const line = visible(), at = line.findIndex((each) => each.dataset.q === picked);
    const next = line[Math.max(0, Math.min(line.length - 1, at < 0 ? 0 : at + by))];
    if (next) pick(next.dataset.q, { focus: true });
  };
  const judge = (name, verdict) => {
    const item = items().find((each) => each.dataset.q === name);
    if (item && item.dataset.v !== verdict) emitEvent("opinion", { requirement: name, verdict, note: item.querySelector("[data-note]").value });
  };
  // The passage of the plan that is selected, in code points of its text.
  const selected = () => {
    const text = document.querySelector("[data-plan]"), range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    if (!range || range.collapsed || !text.contains(range.commonAncestorContainer)) return null;
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = Array.from(before.toString()).length;
    return [start, start + Array.from(range.toString()).length];
  };
  const show = (only) => {
    document.querySelector(".requirements").classList.toggle("gaps-only", only);
    sessionStorage.setItem("duban-gaps", only ? "1" : "");
    const box = document.getElementById("gaps");
    if (box) box.checked = only;
  };

  document.addEventListener("click", (event) => {
    const target = event.target, item = target.closest?.(".requirements > li");
    if (target.closest?.(".pick")) pick(item.dataset.q === picked ? null : item.dataset.q);
    else if (target.closest?.("[data-verdict]")) judge(item.dataset.q, target.closest("[data-verdict]").dataset.verdict);
    else if (target.closest?.("[data-finding]")) {
      const button = target.closest("[data-finding]");
      emitEvent("opinion", { finding: button.dataset.finding, stands: button.dataset.stands === "true" });
    } else if (target.closest?.("[data-undo]")) emitEvent("undo");
    else if (target.closest?.(".pane [data-r]")) {
      const names = target.closest("[data-r]").dataset.r.split(" "), name = names.find((each) => /^[Rc]/.test(each));
      if (name) pick(name);
    }
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest(".adding");
    if (!form) return;
    event.preventDefault();
    emitEvent("opinion", { requirement: form.dataset.requirement, code: form.elements.code.value, message: form.elements.message.value, span: selected() });
  });
  document.addEventListener("change", (event) => { if (event.target.id === "gaps") show(event.target.checked); });
  document.addEventListener("keydown", (event) => {
    if (!root() || event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && !typing(event.target)) { event.preventDefault(); emitEvent("undo"); return; }
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase(), verdicts = ["covered", "partial", "missing", "contradicts"];
    if (key === "j" || key === "k") { event.preventDefault(); step(key === "j" ? 1 : -1); }
    else if (picked && "1234".includes(key)) judge(picked, verdicts[Number(key) - 1]);
    else if (picked && key === "0") items().find((each) => each.dataset.q === picked)?.querySelector('[data-verdict=""]')?.click();
    else if (key === "g" && document.getElementById("gaps")) show(!document.getElementById("gaps").checked);
    else if (key === "[" || key === "]") document.querySelector(`[data-beside="${key}"]`)?.click();
    else if (key === "b") document.querySelector("[data-back]")?.click();
  });

  let first = true;
  const seen = new WeakSet();
  const look = () => {
    const list = document.querySelector(".requirements");
    if (!list || seen.has(list)) return;
    seen.add(list);
    if (document.getElementById("gaps")) show(sessionStorage.getItem("duban-gaps") === "1");
    const wanted = first ? root().dataset.first : picked;
    if (wanted) requestAnimationFrame(() => pick(wanted, { focus: true }));
    first = false;
  };
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", look);
})();
