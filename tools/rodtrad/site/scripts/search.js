/* The search page gets its own modules; on every page "/" leads to the nearest search field. */
for (const box of document.querySelectorAll("[data-rt-search]")) {
  import(new URL(box.dataset.rtSearch, location.href).href).then(({ start }) => start(box));
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const field = [...document.querySelectorAll("[data-rt-search] input[type=search], .rt-search__input, .rt-search-link")]
    .find((one) => one.offsetParent);
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select?.();
});
