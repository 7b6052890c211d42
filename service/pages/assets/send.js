// Files that are dropped or chosen go to the service one by one, three at a time; the list says how far each is. What was sent is
// told as `sent` with its use and id. A form of class `begin` tells `begin` with the fields and the ids that are ticked or sent.
(() => {
  "use strict";
  const AT_ONCE = 3;
  const sent = new Map(); // use -> ids
  const element = (name, text, kind) => Object.assign(document.createElement(name), { textContent: text, className: kind ?? "" });

  const put = async (file, use) => {
    const form = new FormData();
    form.append("file", file, file.name);
    form.append("use", use);
    const answer = await fetch("/api/v1/documents?on_duplicate=return", { method: "POST", body: form });
    const body = await answer.json();
    if (!answer.ok && !Array.isArray(body)) throw new Error(body.detail ?? "没有收下，请稍后再试。");
    return (Array.isArray(body) ? body : [body]); // an archive brings several
  };

  const line = (list, name) => {
    const item = list.appendChild(element("li", ""));
    item.append(element("span", name, "name"), " ", element("span", "等待", "tag"));
    return item;
  };
  const mark = (item, word, tone, more) => {
    const tag = item.querySelector(".tag");
    tag.textContent = word;
    tag.className = `tag ${tone}`;
    if (more) item.append(" ", element("span", more, "why"));
  };

  const sendAll = async (box, files) => {
    const use = box.dataset.use, list = box.querySelector(".files"), bar = box.querySelector("progress"), told = box.querySelector(".sent");
    const waiting = files.map((file) => [file, line(list, file.name)]);
    const count = { done: 0, bad: 0, all: Number(bar.dataset.all ?? 0) + files.length, before: Number(bar.dataset.done ?? 0) };
    bar.hidden = false;
    bar.dataset.all = count.all;
    const say = () => {
      const done = count.before + count.done;
      bar.max = count.all; bar.value = done; bar.dataset.done = done;
      told.textContent = `已上传 ${done - count.bad} / ${count.all} 份` + (count.bad ? `，${count.bad} 份没有收下，见下` : "");
    };
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [file, item] = next;
        mark(item, "上传中", "blue");
        try {
          const made = await put(file, use);
          const good = made.filter((each) => each.document?.id), bad = made.filter((each) => each.error && !each.document?.id);
          good.forEach((each) => (sent.get(use) ?? sent.set(use, new Set()).get(use)).add(each.document.id));
          const known = good.length && good.every((each) => each.existing);
          mark(item, bad.length ? "部分未收" : known ? "已在库中" : made.length > 1 ? `收下 ${good.length} 份` : "收下", bad.length ? "amber" : "green",
            bad.map((each) => each.error.message).join(" "));
        } catch (error) {
          count.bad += 1;
          mark(item, "没有收下", "red", error.message);
        }
        count.done += 1;
        say();
        refresh();
      }
    };
    say();
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  };

  const sendOne = async (field) => {
    const select = document.getElementById(field.dataset.into), file = field.files[0], told = field.closest("form").querySelector(".told");
    if (!file) return;
    told.textContent = `正在上传 ${file.name} …`;
    try {
      const [made] = await put(file, field.dataset.use);
      select.add(new Option(file.name, made.document.id, true, true));
      told.textContent = `${file.name} 已上传并选中。`;
      refresh();
    } catch (error) {
      told.textContent = error.message;
    }
  };

  const chosen = (form) => {
    const box = form.querySelector(".drop"), ticked = [...form.querySelectorAll(".held li input:checked")].map((each) => each.value);
    return [...new Set([...(sent.get(box.dataset.use) ?? []), ...ticked])];
  };
  const fields = (form) => Object.fromEntries([...form.querySelectorAll("[name]")].map((each) => [each.name, each.value]));
  const refresh = () => document.querySelectorAll("form.begin").forEach((form) => {
    const button = form.querySelector("[type=submit]"), count = chosen(form).length, said = fields(form);
    const lacking = !count ? "请先选文件" : form.dataset.needs && !form.dataset.needs.split(" ").some((name) => said[name]) ? form.dataset.lacks : "";
    button.disabled = Boolean(lacking);
    form.querySelector(".ready").textContent = lacking || `共 ${count} 份`;
  });

  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.matches?.(".drop input[type=file]")) { sendAll(field.closest(".drop"), [...field.files]); field.value = ""; }
    else if (field.matches?.("[data-into]")) sendOne(field);
    else if (field.matches?.("[data-all]")) field.closest("details").querySelectorAll("li input").forEach((each) => { each.checked = field.checked; });
    refresh();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form.begin");
    if (!form) return;
    event.preventDefault();
    emitEvent("begin", { ...fields(form), ids: chosen(form) });
  });
  const over = (event) => { const box = event.target.closest?.(".drop"); if (box) { event.preventDefault(); box.classList.toggle("over", event.type === "dragover"); } return box; };
  document.addEventListener("dragover", over);
  document.addEventListener("dragleave", over);
  document.addEventListener("drop", (event) => { const box = over(event); if (box) sendAll(box, [...event.dataTransfer.files]); });
  new MutationObserver(() => { if (document.querySelector("form.begin .ready:empty")) refresh(); }).observe(document.documentElement, { childList: true, subtree: true });
})();
