/* Rödtråd: what a page can do with script; everything is readable without. No dependencies, no requests elsewhere. */
"use strict";

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
      const fits = wanted.every((field) => row.dataset[camel(field.name)] === field.value)
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

/* Å, ä and ö are letters of their own; other marks do not matter. */
function fold(words) {
  return words.toLocaleLowerCase("sv").replace(/[éèüàç]/g, (c) => ({ é: "e", è: "e", ü: "u", à: "a", ç: "c" })[c]);
}

function camel(name) {
  return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

/* The search page. A word in a title counts most, and a long page is no worse than a short one. */
const RANKING = {
  pageLength: 0.1, termSimilarity: 8, termFrequency: 0.5, termSaturation: 1, metaWeights: { title: 9 },
};
for (const box of document.querySelectorAll("[data-rt-search]")) search(box);

async function search(box) {
  const form = box.querySelector("form");
  const list = box.querySelector(".rt-hits");
  const status = box.querySelector("[role=status]");
  const more = box.querySelector("[data-rt-more]");
  const root = new URL(box.dataset.rtRoot || "./", location.href);
  form.hidden = false;
  box.parentElement.querySelector("[data-rt-without]").remove();
  let index;
  try {
    index = await import(new URL("pagefind.js", new URL(box.dataset.rtSearch, location.href)).href);
    await index.options({ baseUrl: root.pathname, excerptLength: 28, ranking: RANKING });
    await index.init();
  } catch {
    status.textContent = "Sökregistret kan inte läsas. Öppna webbplatsen från en webbserver.";
    return;
  }
  const given = new URLSearchParams(location.search);
  form.elements.q.value = given.get("q") || "";
  form.elements.typ.value = given.get("typ") || "";
  let results = [];
  let shown = 0;
  let turn = 0;

  const show = async (amount) => {
    const mine = turn;
    const next = await Promise.all(results.slice(shown, shown + amount).map((result) => result.data()));
    if (mine !== turn) return; /* the reader has asked for something else meanwhile */
    for (const hit of next) list.append(line(hit));
    shown += next.length;
    more.hidden = shown >= results.length;
  };
  const run = async () => {
    const mine = ++turn;
    const words = form.elements.q.value.trim();
    const kind = form.elements.typ.value;
    const chosen = new URLSearchParams([["q", words], ["typ", kind]].filter(([, value]) => value));
    history.replaceState(null, "", `${location.pathname}${chosen.size ? `?${chosen}` : ""}`);
    list.replaceChildren();
    shown = 0;
    more.hidden = true;
    if (!words) { status.textContent = ""; return; }
    /* Rules are for those who write; readers meet them only when they ask for them. */
    const found = kind
      ? await index.search(`${words} ${mark(kind)}`)
      : await index.search(words, { filters: { not: { Regel: "ja" } } });
    if (mine !== turn) return;
    results = found.results;
    status.textContent = results.length === 1 ? "1 träff" : `${results.length} träffar`;
    await show(10);
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
  form.elements.typ.addEventListener("change", run);
  more.addEventListener("click", () => show(10));
  await run();
  box.dataset.rtReady = "";
}

/* The word that every page of a kind holds, unseen: a search for it too gives only that kind. */
function mark(kind) {
  return `rttyp${kind.normalize("NFD").replace(/[^a-z]/gi, "").toLowerCase()}`;
}

function line(hit) {
  const item = document.createElement("li");
  const title = document.createElement("a");
  title.className = "rt-hit__title";
  title.href = hit.url;
  title.textContent = hit.meta.title;
  const kind = document.createElement("span");
  kind.className = "rt-badge";
  kind.textContent = hit.meta.typ || "";
  const text = document.createElement("p");
  text.innerHTML = hit.excerpt; /* made by the index from our own pages: escaped text with <mark> */
  item.append(title, " ", ...(kind.textContent ? [kind] : []), text);
  const parts = (hit.sub_results || []).filter((part) => part.url.includes("#")).slice(0, 3);
  if (parts.length) {
    const links = document.createElement("ul");
    for (const part of parts) {
      const link = document.createElement("a");
      link.href = part.url;
      link.textContent = part.title.replace(/\s*#\s*$/, "");
      const row = document.createElement("li");
      row.append(link);
      links.append(row);
    }
    item.append(links);
  }
  return item;
}

/* A drawing that is wider than the screen begins where the flow begins. */
for (const drawing of document.querySelectorAll(".flow-scroll > svg[data-start]")) {
  const box = drawing.parentElement;
  const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
  if (box.scrollWidth <= box.clientWidth) continue;
  box.scrollLeft = drawing.dataset.start * scale - box.clientWidth / 2;
  const fit = document.createElement("button");
  fit.type = "button";
  fit.className = "rt-button rt-fit";
  fit.textContent = "Visa hela bredden";
  fit.setAttribute("aria-pressed", "false");
  fit.addEventListener("click", () => {
    const pressed = box.classList.toggle("flow-scroll--fit");
    fit.setAttribute("aria-pressed", String(pressed));
  });
  box.before(fit);
}
