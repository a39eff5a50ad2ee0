/* Lists that can be filtered. The choice is kept in the address, so that it can be shared. */
for (const box of document.querySelectorAll("[data-rt-filter]")) {
  const form = box.querySelector("form");
  const count = box.querySelector("[role=status]");
  const noun = count.dataset.rtNoun;
  const rows = [...box.querySelectorAll(".rt-rows > li")].map((row) => ({
    row, words: fold(`${row.textContent} ${row.dataset.ord || ""}`),
  }));
  const fields = [...form.elements].filter((field) => field.name);
  const given = new URLSearchParams(location.search);
  for (const field of fields) field.value = given.get(field.name) || "";
  for (const field of fields) if (field.value === "" && field.tagName === "SELECT") field.selectedIndex = 0;

  const apply = () => {
    const wanted = fields.filter((field) => field.value && field.name !== "ord");
    const words = fold(form.elements.ord.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { row, words: has } of rows) {
      const fits = wanted.every((field) => (row.dataset[camel(field.name)] || "").split(" ").includes(field.value))
        && words.every((word) => has.includes(word));
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    count.textContent = shown === rows.length ? `${shown} ${noun}` : `${shown} av ${rows.length} ${noun}`;
    const chosen = new URLSearchParams(fields.filter((f) => f.value).map((f) => [f.name, f.value]));
    history.replaceState(null, "", `${location.pathname}${chosen.size ? `?${chosen}` : ""}${location.hash}`);
  };
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  if (fields.some((field) => field.value)) apply();
}

function camel(name) {
  return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}
