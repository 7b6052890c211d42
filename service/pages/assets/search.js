// Hits by keyboard, passages in their sections, what may be meant while one types, searches saved.
(() => {
  "use strict";
  const typing = (target) => target.closest?.("input, textarea, select, dialog") !== null;
  const hits = () => [...document.querySelectorAll(".hit")];
  let at = -1;

  const pick = (place) => {
    const all = hits();
    at = Math.max(0, Math.min(all.length - 1, place));
    all.forEach((each, index) => each.classList.toggle("picked", index === at));
    all[at]?.focus();
    all[at]?.scrollIntoView({ block: "nearest" });
    if (innerWidth > 1100) look(all[at]?.querySelector(".quote"));
  };
  const look = (quote) => {
    if (!quote) return;
    document.querySelectorAll(".quote.shown").forEach((each) => each.classList.remove("shown"));
    quote.classList.add("shown");
    emitEvent("look", { id: quote.dataset.id, start: Number(quote.dataset.start), end: Number(quote.dataset.end) });
  };
  const goTo = (change) => {
    const asked = new URLSearchParams(location.search);
    asked.delete("cursor");
    for (const [name, value] of Object.entries(change)) asked.set(name, value);
    location.assign(`/search?${asked}`);
  };

  document.addEventListener("click", (event) => {
    const target = event.target, quote = target.closest?.(".quote"), alike = target.closest?.("[data-alike]"), gone = target.closest?.("[data-forget]");
    if (quote) { at = hits().indexOf(quote.closest(".hit")); look(quote); }
    else if (alike) emitEvent("like", alike.dataset.alike);
    else if (gone) emitEvent("forget", gone.dataset.forget);
    else if (target.closest?.("[data-language]")) document.getElementById("language").showModal();
    else if (target.closest?.("[data-save-search]")) document.getElementById("save-search").showModal();
    else if (target.closest?.("#save-search [data-close]")) document.getElementById("save-search").close();
    else if (target.closest?.("[data-save-now]")) { document.getElementById("save-search").close(); emitEvent("save-search", document.getElementById("save-name").value); }
  });
  document.addEventListener("change", (event) => { if (["sort", "mode"].includes(event.target.id)) goTo({ [event.target.id]: event.target.value }); });
  document.addEventListener("keydown", (event) => {
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const key = event.key.toLowerCase(), on = event.target.closest?.("button, a");
    if (key === "j" || key === "k") { event.preventDefault(); pick(at + (key === "j" ? 1 : -1)); }
    else if (key === "enter" && at >= 0 && !on) hits()[at]?.querySelector("h3 a").click();
    else if (key === " " && at >= 0 && !on) { event.preventDefault(); look(hits()[at]?.querySelector(".quote")); }
    else if (key === "s") document.querySelector("[data-alike]")?.click();
  });

  // The search box of the frame as a combobox (WAI-ARIA APG, editable with list).
  const box = () => document.getElementById("find");
  const list = () => document.getElementById("meant");
  let chosen = -1, timer = 0, asked = 0;
  const hide = () => { list()?.remove(); chosen = -1; box()?.setAttribute("aria-expanded", "false"); box()?.removeAttribute("aria-activedescendant"); };
  const show = (words) => {
    hide();
    if (!words.length || document.activeElement !== box()) return;
    const made = Object.assign(document.createElement("ul"), { id: "meant" });
    made.setAttribute("role", "listbox");
    made.setAttribute("aria-label", "可能要检索的内容");
    words.forEach((word, place) => {
      const item = Object.assign(document.createElement("li"), { id: `meant-${place}`, textContent: word });
      item.setAttribute("role", "option");
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(word); });
      made.append(item);
    });
    box().closest("form").append(made);
    box().setAttribute("aria-expanded", "true");
  };
  const take = (word) => {
    box().value = word;
    hide();
    if (/[:<=]$/.test(word)) { box().focus(); ask(); } else box().form.requestSubmit();
  };
  const ask = () => {
    clearTimeout(timer);
    const mine = ++asked, text = box().value;
    timer = setTimeout(async () => {
      const answer = text.trim() ? await fetch(`/api/v1/search/suggestions?q=${encodeURIComponent(text)}`) : null;
      const words = answer?.ok ? (await answer.json()).suggestions : [];
      if (mine === asked) show(words.filter((word) => word !== text));
    }, 180);
  };
  const mark = (place) => {
    const items = [...(list()?.children ?? [])];
    chosen = (place + items.length) % items.length;
    items.forEach((item, index) => item.setAttribute("aria-selected", index === chosen));
    box().setAttribute("aria-activedescendant", items[chosen].id);
  };
  document.addEventListener("input", (event) => { if (event.target.id === "find") ask(); });
  document.addEventListener("focusout", (event) => { if (event.target.id === "find") hide(); });
  document.addEventListener("keydown", (event) => {
    if (event.target.id !== "find" || !list() || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); mark(event.key === "ArrowDown" ? chosen + 1 : chosen - 1); }
    else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(list().children[chosen].textContent); }
    else if (event.key === "Escape") { event.preventDefault(); hide(); }
  });
  const dress = () => {
    const field = box();
    if (field && !field.hasAttribute("aria-controls")) {
      field.setAttribute("role", "combobox");
      field.setAttribute("aria-autocomplete", "list");
      field.setAttribute("aria-expanded", "false");
      field.setAttribute("aria-controls", "meant");
    }
  };
  new MutationObserver(dress).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", dress);
})();
