// What every page does: keys, dark mode, leaving. Works by delegation, for the markup comes and goes with the page.
(() => {
  "use strict";
  const typing = (target) => target.closest?.("input, textarea, select, [contenteditable], .q-dialog, dialog") !== null;
  const dialog = () => document.getElementById("keyboard");
  const toggle = () => {
    Quasar.Dark.set(!Quasar.Dark.isActive);
    document.cookie = `duban_dark=${Quasar.Dark.isActive ? 1 : 0}; path=/; max-age=31536000; samesite=lax`;
  };
  const leave = async () => {
    await fetch("/api/v1/sessions", { method: "DELETE" });
    location.assign("/");
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("#dark, #keys, #leave");
    if (button) ({ dark: toggle, keys: () => dialog().showModal(), leave })[button.id]();
    if (event.target.closest(".skip")) { event.preventDefault(); document.getElementById("main").focus(); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey && /^Digit[1-8]$/.test(event.code)) {
      event.preventDefault();
      document.querySelectorAll(".side a")[Number(event.code.slice(5)) - 1]?.click();
    }
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "/") { event.preventDefault(); document.getElementById("find").select(); }
    if (event.key === "?" || event.key === "？") dialog().showModal();
  });
})();
