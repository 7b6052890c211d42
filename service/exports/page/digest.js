"use strict";
const flagged = document.getElementById("flagged"), find = document.getElementById("find");
function filter() {
  const words = find.value.trim().toLowerCase();
  for (const essay of document.querySelectorAll(".essay")) {
    const fits = (!flagged.checked || essay.classList.contains("flagged")) && essay.dataset.words.toLowerCase().includes(words);
    essay.classList.toggle("hidden", !fits);
  }
}
flagged.addEventListener("change", filter);
find.addEventListener("input", filter);

for (const link of document.querySelectorAll("a[data-q]")) {
  link.addEventListener("click", event => {
    const found = document.querySelectorAll(`.full [data-r~="${link.dataset.q}"]`);
    if (!found.length) return;
    event.preventDefault();
    flagged.checked = false;
    find.value = "";
    filter();
    document.querySelectorAll(".full .on").forEach(old => old.classList.remove("on"));
    found[0].closest("details").open = true;
    found.forEach(piece => piece.classList.add("on"));
    found[0].scrollIntoView({ block: "center" });
  });
}
