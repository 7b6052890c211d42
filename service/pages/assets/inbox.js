// 收文: files dropped or chosen go to the service three at a time; each says how far it is, what was refused says why and what to do.
globalThis.duban = globalThis.duban || {};
duban.inbox = (() => {
  "use strict";
  const AT_ONCE = 3, FADE = 2500;
  const JUNK = /^(\.|~\$)|^(Thumbs\.db|desktop\.ini)$/i; // what systems and Word leave in folders
  const one = (id) => document.getElementById(id);
  const ask = (given) => emitEvent("inbox", given);
  const make = (name, kind, text = "") => Object.assign(document.createElement(name), { className: kind, textContent: text });
  const waiting = [];
  let running = 0, taken = 0, refused = 0, last = null;

  const say = (...parts) => one("told").replaceChildren(...parts);
  const tag = (item, words, tone) => { const node = item.querySelector(".tag"); node.textContent = words; node.className = `tag ${tone}`; };
  const settle = (item) => { item.querySelector("progress")?.remove(); setTimeout(() => item.remove(), FADE); };
  const refuse = (item, words, document_) => {
    refused += 1;
    item.querySelector("progress")?.remove();
    if (document_) {
      tag(item, "早已收过", "amber");
      const link = Object.assign(make("a", "", "打开原来的一份"), { href: `/notices/${document_}` });
      item.append(link);
    } else {
      tag(item, "没有收下", "red");
      item.append(make("span", "why", words));
    }
    const close = make("button", "plain", "知道了");
    close.type = "button";
    close.addEventListener("click", () => item.remove());
    item.append(close);
  };
  const receive = (item, answers) => {
    const bad = answers.filter((each) => each.error && !each.document?.id);
    taken += answers.length - bad.length;
    if (!bad.length) { tag(item, answers.length > 1 ? `收下 ${answers.length} 份` : "已接收", "green"); settle(item); return; }
    refuse(item, bad.map((each) => each.error.message).join(" "));
    if (bad.length < answers.length) tag(item, `收下 ${answers.length - bad.length} 份`, "amber");
  };
  const send = (file, item) => new Promise((done) => {
    const form = new FormData(), request = new XMLHttpRequest(), bar = item.querySelector("progress");
    form.append("file", file, file.name);
    if (one("as").value) form.append("use", one("as").value);
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total; });
    request.addEventListener("load", () => {
      let said = {};
      try { said = JSON.parse(request.responseText); } catch { /* answered by something between us and the service */ }
      if (request.status < 300) receive(item, Array.isArray(said) ? said : [said]);
      else refuse(item, said.errors?.map((each) => each.message).join(" ") || said.detail || `服务没有收下（${request.status}），请稍后再试。`, request.status === 409 ? said.document : null);
      done();
    });
    request.addEventListener("error", () => { refuse(item, "连不上服务：请检查网络，或确认 duban serve 还在运行，再重新选择这份文件。"); done(); });
    request.open("POST", "/api/v1/documents");
    request.send(form);
    tag(item, "接收中", "blue");
  });
  const pump = async () => {
    while (running < AT_ONCE && waiting.length) {
      const [file, item] = waiting.shift();
      running += 1;
      send(file, item).then(() => {
        running -= 1;
        ask({ do: "look" });
        if (!running && !waiting.length) say(`收下 ${taken} 份${refused ? `，${refused} 份没有收下，原因见上` : ""}。`);
        pump();
      });
    }
  };
  const take = (files) => {
    const wanted = files.filter((file) => !JUNK.test(file.name));
    if (!running && !waiting.length) { taken = 0; refused = 0; }
    for (const file of wanted) {
      const item = one("queue").appendChild(make("li", ""));
      const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
      bar.setAttribute("aria-label", `${file.name} 接收进度`);
      item.append(make("span", "name", file.name), make("span", "tag", "等待"), bar);
      waiting.push([file, item]);
    }
    say(wanted.length ? `正在接收 ${wanted.length} 份…` : "这里没有可以上传的文件。");
    pump();
  };

  // Everything in a dropped folder, however deep; a browser lists a hundred entries at a time.
  const inside = async (entry) => {
    if (entry.isFile) return [await new Promise((done, fail) => entry.file(done, fail))];
    const reader = entry.createReader(), found = [];
    for (;;) {
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (!some.length) return found;
      for (const each of some) found.push(...(await inside(each)));
    }
  };
  const dropped = async (transfer) => {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (!entries.length) { take([...transfer.files]); return; }
    const found = await Promise.all(entries.map(inside));
    take(found.flat());
  };
  const here = () => one("choose") !== null;
  const carries = (event) => here() && [...(event.dataTransfer?.types ?? [])].includes("Files");
  document.addEventListener("dragover", (event) => { if (carries(event)) { event.preventDefault(); document.body.classList.add("dragging"); } });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("dragging"); });
  document.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    document.body.classList.remove("dragging");
    dropped(event.dataTransfer);
  });

  const rows = () => [...document.querySelectorAll("#papers tbody tr")];
  const current = () => document.querySelector("#papers tr[aria-current]");
  const pick = (row) => {
    if (!row) return;
    rows().forEach((each) => { each.removeAttribute("aria-current"); each.tabIndex = -1; });
    row.setAttribute("aria-current", "true");
    row.tabIndex = 0;
    row.focus();
  };
  const step = (by) => { const all = rows(), at = all.indexOf(current()); pick(all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))]); };
  const change = (deed, row) => { if (row) ask({ do: deed, id: row.id.slice(1) }); };
  const keys = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), n: () => one("choose").click(),
    Enter: () => current()?.querySelector("a")?.click(), Delete: () => change("delete", current()), z: () => { if (last) ask({ do: "restore", id: last }); },
  };
  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (!here() || target.closest?.("input, select, textarea, dialog") || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Enter" && target.closest?.("button, a")) return;
    const work = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (work) { event.preventDefault(); work(); }
  });
  document.addEventListener("click", (event) => {
    const target = event.target;
    if (target.id === "files") one("choose").click();
    if (target.id === "folder") one("choosefolder").click();
    const deed = target.closest("[data-inbox]");
    if (deed) { change(deed.dataset.inbox, deed.closest("tr")); return; }
    if (target.closest("[data-again]")) { ask({ do: "restore", id: last }); return; }
    if (target.closest("[data-more]")) { ask({ do: "more" }); return; }
    if (!target.closest("a, button")) pick(target.closest("#papers tbody tr"));
  });
  let typing = 0;
  document.addEventListener("input", (event) => {
    if (event.target.id !== "words" || !here()) return;
    clearTimeout(typing);
    typing = setTimeout(() => ask({ do: "view", words: event.target.value.trim() }), 250);
  });
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!here()) return;
    if (field.id === "choose" || field.id === "choosefolder") { take([...field.files]); field.value = ""; }
    if (["state", "use", "sort"].includes(field.id)) ask({ do: "view", [field.id]: field.value });
  });

  return {
    rows(changed) {
      for (const [id, html] of Object.entries(changed)) {
        const old = one(id);
        if (!old) continue;
        const held = document.createElement("tbody"), was = old.hasAttribute("aria-current"), focused = document.activeElement === old;
        held.innerHTML = html;
        const fresh = held.firstElementChild;
        old.replaceWith(fresh);
        if (was) fresh.setAttribute("aria-current", "true");
        if (focused) { fresh.tabIndex = 0; fresh.focus({ preventScroll: true }); }
      }
    },
    changed([deed, identity, name]) {
      if (deed === "restore") { last = null; say(`已恢复“${name}”。`); return; }
      last = identity;
      const again = make("button", "plain", "撤销");
      again.type = "button";
      again.dataset.again = "";
      say(`已删除“${name}”，它的任务也从台账里隐去。`, again);
    },
  };
})();
