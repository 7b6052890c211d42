// The form of a row: passages picked in the text, items added and dropped, what was filled in sent to the server.
(() => {
  "use strict";
  const form = () => document.getElementById("edit");
  const send = (given) => emitEvent("review", given);
  let row = "", version = 0, at = null, opener = null;

  const own = (name) => form().querySelector(`:scope > .line [name="${name}"]`); // items have fields of the same names
  const items = (list) => [...form().querySelectorAll(`[data-list="${list}"] > .item`)];
  const mark = (item) => {
    form().querySelectorAll(".item.at").forEach((each) => each.classList.remove("at"));
    item?.classList.add("at");
    at = item;
  };
  const add = (list) => {
    const box = form().querySelector(`[data-list="${list}"]`), blank = box.querySelector("template");
    blank.before(blank.content.cloneNode(true));
    const item = items(list).pop();
    mark(item);
    return item;
  };
  const fill = (item, said) => {
    const base = JSON.parse(item.dataset.json || "{}");
    item.dataset.json = JSON.stringify({ ...base, ...said });
    item.querySelectorAll("[name]").forEach((field) => { if (field.name in said) field.value = said[field.name] ?? ""; });
  };
  const value = (field) => (field.type === "number" ? (field.value === "" ? null : Number(field.value)) : field.type === "date" ? field.value || null : field.value.trim());
  const blank = new Set(["metric", "unit"]);
  const collect = (list) => items(list).map((item) => {
    const said = JSON.parse(item.dataset.json || "{}");
    item.querySelectorAll("[name]").forEach((field) => {
      const given = value(field);
      said[field.name] = given === "" && blank.has(field.name) ? null : given;
    });
    return said;
  });
  const whole = () => {
    return {
      title: own("title").value, text: own("text").value, span: JSON.parse(own("text").dataset.span || "null"), tier: own("tier").value,
      actor: own("actor").value, deliverables: own("deliverables").value, offices: collect("offices"), deadlines: collect("deadlines"), targets: collect("targets"),
    };
  };
  const close = () => {
    form()?.remove();
    duban.review.idle();
    const back = document.getElementById(opener) ?? duban.review.current();
    back?.focus({ preventScroll: true });
    const current = duban.review.current();
    if (current) send({ do: "select", row: current.id.slice(1), version: Number(current.dataset.version) });
  };

  // A row is edited: the form has come, or is about to.
  duban.review.edit = (identity) => {
    const current = identity ? document.getElementById(`r${identity}`) : null;
    row = identity;
    version = Number(current?.dataset.version ?? 0);
    opener = current?.id ?? null;
    const begin = (tries) => {
      if (!form()) { if (tries) requestAnimationFrame(() => begin(tries - 1)); return; }
      mark(items("deadlines")[0]);
      (form().querySelector('[data-list="deadlines"] [name="end"]') ?? own("title")).focus();
    };
    begin(120);
  };
  duban.review.fill = (said) => {
    if (!form()) return;
    if (at === "text") {
      const field = own("text");
      field.value = said.text;
      field.dataset.span = JSON.stringify(said.span);
    } else if (at) fill(at, said);
    duban.review.say(`已填入：${said.name ?? said.text}`);
  };
  duban.review.close = close;

  document.addEventListener("focusin", (event) => { const item = event.target.closest?.("#edit .item"); if (item) mark(item); });
  document.addEventListener("mousedown", (event) => { if (event.target.closest?.("[data-pick]")) event.preventDefault(); }); // keeps the selection
  document.addEventListener("click", (event) => {
    const button = event.target.closest("#edit button");
    if (!button) return;
    if (button.dataset.pick) {
      const list = button.dataset.pick;
      if (list === "text") at = "text"; else mark(button.closest(".item"));
      send({ do: "pick", list, span: duban.review.passage() });
    } else if (button.dataset.add) {
      add(button.dataset.add).querySelector("input").focus();
    } else if ("drop" in button.dataset) {
      const box = button.closest("fieldset");
      button.closest(".item").remove();
      box.querySelector("[data-add]").focus();
    } else if ("cancel" in button.dataset) close();
  });
  document.addEventListener("change", (event) => {
    const choice = event.target.closest("#edit select[data-choose]");
    if (!choice?.value) return;
    mark(choice.closest(".item"));
    send({ do: "pick", list: "deadlines", span: choice.value.split("-").map(Number) });
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "edit") return;
    event.preventDefault();
    send({ do: "save", row, version, form: whole() });
  });
  document.addEventListener("keydown", (event) => {
    if (!form() || !event.target.closest?.("#edit")) return;
    if (event.key === "Escape") { event.preventDefault(); close(); }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form().requestSubmit(); }
  });
})();
