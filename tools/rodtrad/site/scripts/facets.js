/* Lists with facets. Every value is a link; here it adds to or takes from the choice, which is kept in the address. */
for (const box of document.querySelectorAll("[data-rt-facets]")) facets(box);

function facets(box) {
  const form = box.querySelector("form");
  const input = form.elements.ord;
  const chips = document.createElement("ul");
  chips.className = "rt-chosen";
  chips.setAttribute("aria-label", "Valt");
  const count = box.querySelector("[role=status]");
  const groups = [...box.querySelectorAll("[data-rt-facet]")].map((group) => ({
    group,
    name: group.dataset.rtFacet,
    links: [...group.querySelectorAll("[data-rt-value]")].map((link) => ({
      link,
      value: link.dataset.rtValue,
      words: link.firstChild.textContent.trim(),
      number: link.querySelector(".rt-count"),
    })),
  }));
  const rows = [...box.querySelectorAll(".rt-rows > li")].map((row) => ({
    row,
    words: fold(`${row.textContent} ${row.dataset.ord || ""}`),
    has: Object.fromEntries(groups.map(({ name }) => [name, new Set((row.getAttribute(`data-${name}`) || "").split(" "))])),
  }));
  let chosen = new URLSearchParams(location.search);

  const toggled = (name, value) => {
    const after = new URLSearchParams(chosen);
    const left = after.getAll(name).filter((other) => other !== value);
    if (left.length === after.getAll(name).length) left.push(value);
    after.delete(name);
    for (const other of left) after.append(name, other);
    return after;
  };
  const address = (choice) => location.pathname + (choice.size ? `?${choice}` : "");

  const apply = () => {
    const words = fold(chosen.get("ord") || "").split(/\s+/).filter(Boolean);
    const wanted = groups.map(({ name }) => chosen.getAll(name));
    /* A value is counted among the rows that fit everything chosen in the other facets. */
    const counts = groups.map(() => new Map());
    let shown = 0;
    for (const { row, words: said, has } of rows) {
      const misses = groups.flatMap(({ name }, n) => (
        wanted[n].length && !wanted[n].some((value) => has[name].has(value)) ? [n] : []
      ));
      const spoken = words.every((word) => said.includes(word));
      const fits = spoken && !misses.length;
      row.hidden = !fits;
      if (fits) shown += 1;
      if (!spoken || misses.length > 1) continue;
      for (const [n, { name }] of groups.entries()) {
        if (misses.length && misses[0] !== n) continue;
        for (const value of has[name]) counts[n].set(value, (counts[n].get(value) || 0) + 1);
      }
    }
    for (const [n, { name, links }] of groups.entries()) {
      for (const { link, value, number } of links) {
        number.textContent = counts[n].get(value) || 0;
        link.href = address(toggled(name, value));
        if (wanted[n].includes(value)) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }
    chips.replaceChildren(...groups.flatMap(({ name, links }, n) => (
      links.filter(({ value }) => wanted[n].includes(value)).map(({ value, words: label }) => chip(name, value, label))
    )));
    const noun = box.dataset.rtNoun;
    count.textContent = shown === rows.length ? `${shown} ${noun}` : `${shown} av ${rows.length} ${noun}`;
  };
  const choose = (choice, remember) => {
    chosen = choice;
    history[remember ? "pushState" : "replaceState"](null, "", address(chosen));
    apply();
  };

  const chip = (name, value, label) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = address(toggled(name, value));
    link.textContent = label;
    link.setAttribute("aria-label", `Ta bort ${label} ur urvalet`);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      choose(toggled(name, value), true);
      (chips.querySelector("a") || input).focus();
    });
    item.append(link);
    return item;
  };
  count.after(chips);

  for (const { name, links } of groups) {
    for (const { link, value } of links) {
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        choose(toggled(name, value), true);
      });
    }
  }
  input.addEventListener("input", () => {
    const after = new URLSearchParams(chosen);
    if (input.value) after.set("ord", input.value);
    else after.delete("ord");
    choose(after, false);
  });
  form.addEventListener("reset", () => choose(new URLSearchParams(), true));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", () => {
    chosen = new URLSearchParams(location.search);
    input.value = chosen.get("ord") || "";
    apply();
  });

  input.value = chosen.get("ord") || "";
  if (matchMedia("(min-width: 60em)").matches) {
    for (const [n, { group, name }] of groups.entries()) group.open = n < 4 || chosen.has(name);
  }
  apply();
}
