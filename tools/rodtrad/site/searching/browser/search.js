/* The search page: a form that answers while somebody types, and whose state is the address of the page. */

import { choices, find } from "./finding.js";
import { Lexicon } from "./lexicon.js";
import { read } from "./blocks.js";
import { understand } from "./query.js";
import { grouped, hit, notes } from "./view.js";

/* A long page is no worse than a short one. Titles weigh through the words of their pages (`blocks.js`): Pagefind would
   count a word of a title once for each name that it is found by. */
const RANKING = {
  pageLength: 0.1, termSimilarity: 2, termFrequency: 0.5, termSaturation: 1, metaWeights: { title: 0 },
};
const PAUSE = 220; /* milliseconds without a key before what is typed is looked for */
const PORTION = 10; /* groups that are shown at a time */
const LOOK = 24; /* pages that are read before they are put in order */

export async function start(box) {
  const form = box.querySelector("form");
  const { q, omrade } = form.elements;
  const list = box.querySelector(".rt-hits");
  const status = box.querySelector("[data-rt-said]");
  const told = box.querySelector("[data-rt-notes]");
  const more = box.querySelector("[data-rt-more]");
  const kinds = form.querySelector("[data-rt-kinds]");
  const home = new URL(box.dataset.rtIndex, location.href);
  form.hidden = false;
  q.value = new URLSearchParams(location.search).get("q") || "";
  let tools;
  try {
    tools = await open(home, new URL(box.dataset.rtRoot, location.href).pathname);
  } catch {
    status.textContent = "Sökregistret kan inte läsas. Öppna webbplatsen från en webbserver.";
    return;
  }
  let turn = 0;
  let rest = [];
  let query = null;

  const kind = () => form.elements.typ.value;

  const show = async () => {
    const mine = turn;
    const next = rest.splice(0, LOOK);
    const pages = (await Promise.all(next.map((page) => read(page, query)))).sort((a, b) => b.rank - a.rank);
    if (mine !== turn) return; /* the reader has asked for something else meanwhile */
    const groups = grouped(pages);
    list.append(...groups.slice(0, PORTION).map(hit));
    rest = [...groups.slice(PORTION).flat(), ...rest];
    more.hidden = rest.length === 0;
  };

  const run = async () => {
    const mine = ++turn;
    const asked = q.value.trim();
    query = understand(asked, tools.lexicon);
    const everything = query.things.length ? await find(tools.index, tools.lexicon.pages, query) : [];
    if (mine !== turn) return;
    const chosen = { typ: kind(), omrade: omrade.value };
    const fits = (page, name) => !chosen[name] || choices(page.id)[name].includes(chosen[name]);
    const pages = everything.filter((page) => fits(page, "typ") && fits(page, "omrade"));
    count(kinds, asked && everything.filter((page) => fits(page, "omrade")));
    options(omrade, everything.filter((page) => fits(page, "typ")));
    list.replaceChildren();
    more.hidden = true;
    told.replaceChildren(...notes(query, pages));
    rest = pages;
    status.textContent = asked ? said(pages.length, form) : "";
    document.querySelector("[data-rt-lists]").hidden = !asked || pages.length > 0;
    await show();
    if (mine === turn) box.dataset.rtReady = asked;
  };

  const keep = (push) => {
    const state = new URLSearchParams([["q", q.value.trim()], ["typ", kind()], ["omrade", omrade.value]].filter(([, value]) => value));
    const address = `${location.pathname}${state.size ? `?${state}` : ""}`;
    if (address === location.pathname + location.search) return;
    history[push ? "pushState" : "replaceState"](null, "", address);
  };

  const restore = () => {
    const given = new URLSearchParams(location.search);
    q.value = given.get("q") || "";
    for (const field of form.elements.typ) field.checked = field.value === (given.get("typ") || "");
    omrade.value = given.get("omrade") || "";
    run();
  };

  let waiting = 0;
  q.addEventListener("input", () => {
    clearTimeout(waiting);
    delete box.dataset.rtReady;
    waiting = setTimeout(() => { keep(false); run(); }, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    keep(true);
    run();
  });
  form.addEventListener("change", (event) => {
    if (event.target === q) return;
    keep(true);
    run();
  });
  addEventListener("popstate", restore);
  more.addEventListener("click", async () => {
    const before = list.children.length;
    await show();
    list.children[before]?.querySelector("a").focus();
  });
  keys(box, q, list);
  restore();
}

async function open(home, root) {
  const [index, synonyms, words] = await Promise.all([
    import(new URL("pagefind.js", home).href).then(async (pagefind) => {
      await pagefind.options({ baseUrl: root, ranking: RANKING });
      await pagefind.init();
      return pagefind;
    }),
    fetch(new URL("synonyms.json", home)).then((answer) => answer.json()),
    fetch(new URL("words.txt", home)).then((answer) => answer.text()),
  ]);
  return { index, lexicon: new Lexicon(synonyms, words) };
}

function said(number, form) {
  const [kind, area] = [form.querySelector("[name=typ]:checked"), form.elements.omrade.selectedOptions[0]];
  const where = [kind?.value && kind.nextElementSibling.textContent, area?.value && name(area)].filter(Boolean).join(", ");
  return `${number === 0 ? "Inga träffar" : number === 1 ? "1 träff" : `${number} träffar`}${where ? ` (${where})` : ""}`;
}

/* What an option says without a number. */
const name = (option) => (option.dataset.rtName ??= option.textContent);

/* How many hits there are of each kind; all kinds while nothing is asked for. */
function count(box, pages) {
  const found = tally(pages || [], "typ");
  for (const label of box.querySelectorAll("label")) {
    const field = label.querySelector("input");
    const number = field.value ? found.get(field.value) || 0 : pages.length;
    label.querySelector("[data-rt-number]").textContent = pages ? number : "";
    label.hidden = Boolean(pages) && !number && !field.checked && field.value !== "";
  }
}

function options(select, pages) {
  const found = tally(pages, "omrade");
  for (const option of select.options) {
    if (!option.value) continue;
    const number = found.get(option.value) || 0;
    option.textContent = number ? `${name(option)} (${number})` : name(option);
    option.disabled = pages.length > 0 && !number && !option.selected;
  }
}

function tally(pages, choice) {
  const found = new Map();
  for (const { id } of pages) for (const value of choices(id)[choice]) found.set(value, (found.get(value) || 0) + 1);
  return found;
}

/* Arrows walk through the hits, Escape leads back to the field and empties it. */
function keys(box, field, list) {
  box.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Escape") {
      if (document.activeElement !== field) { field.focus(); event.preventDefault(); return; }
      if (!field.value) return;
      event.preventDefault();
      field.value = "";
      field.dispatchEvent(new Event("input"));
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || (event.target !== field && !list.contains(event.target))) return;
    const links = [field, ...list.querySelectorAll("a")];
    const next = links[links.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
