// The buttons of the tour.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-samples]");
  if (!button) return;
  button.disabled = true;
  emitEvent(`samples-${button.dataset.samples}`);
});
