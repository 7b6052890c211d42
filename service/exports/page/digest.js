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
