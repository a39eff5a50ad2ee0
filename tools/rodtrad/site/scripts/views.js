/* What a reader chooses to see of a pathway. The style sheet does the showing; here the choice is read from the
   address, else from what was remembered, and told. A choice in the address is never remembered by itself. */
const KNOWN = new Set(
  "A B BLOCKQUOTE BR CAPTION CODE DD DIV DL DT EM IMG LI OL P PRE S SPAN STRONG SUP TABLE TBODY TD TH THEAD TR UL".split(" "),
);
const ATTRIBUTES = ["alt", "aria-label", "class", "colspan", "role", "rowspan", "scope", "start", "tabindex"];

const pages = new Map();

/* What is remembered is kept for this site only: others may lie on the same server. */
const HOME = new URL("..", document.currentScript.src).pathname;

const settled = [...document.querySelectorAll("[data-rt-views]")].map(views);

/* The text has waited for what was chosen, see `assets/rodtrad-early.js`. A slow region is not waited for. */
Promise.race([Promise.all(settled), new Promise((done) => setTimeout(done, 400))]).then(() => {
  if (document.documentElement.classList.contains("rt-waits")) at(location.hash)?.scrollIntoView();
  document.documentElement.classList.remove("rt-waits");
});

function views(bar) {
  const fields = [...bar.querySelectorAll("select, input[type=radio]")];
  const names = [...new Set(fields.map((field) => field.name))];
  const cards = [...document.querySelectorAll("article.rt-node")];
  const count = bar.querySelector(".rt-views__count");
  for (const part of bar.querySelectorAll("[data-rt-scripted]")) part.hidden = false;

  const given = new URLSearchParams(location.search);
  for (const name of names) choose(name, given.get(name) ?? remembered(name));
  const shown = apply();
  open();

  bar.addEventListener("change", (event) => {
    keep(event.target.name);
    apply(true);
  });
  count?.querySelector("button").addEventListener("click", () => {
    for (const name of names) if (name !== "region") { choose(name, ""); keep(name); }
    apply(true);
    bar.querySelector("input:checked, select")?.focus();
  });
  addEventListener("hashchange", open);
  return shown;

  function value(name) {
    return fields.find((field) => field.name === name && (field.type !== "radio" || field.checked))?.value ?? "";
  }

  function choose(name, wanted) {
    const mine = fields.filter((field) => field.name === name);
    if (mine[0].type === "radio") {
      (mine.find((radio) => radio.value === wanted) ?? mine[0]).checked = true;
    } else {
      mine[0].value = [...mine[0].options].some((option) => option.value === wanted) ? wanted : "";
    }
  }

  function keep(name) {
    const chosen = value(name);
    remember(name, chosen);
    const query = new URLSearchParams(location.search);
    if (chosen) query.set(name, chosen);
    else query.delete(name);
    history.replaceState(history.state, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
  }

  /* The same question as the style sheet asks. */
  function isOff(card) {
    return [...bar.querySelectorAll(":checked")].some((chosen) => {
      const mark = [...chosen.classList].find((name) => /^rt-as-[vp][1-9]/.test(name))?.replace("-as", "");
      return mark && !card.matches(`.${mark}, .${mark.slice(0, 4)}0`);
    });
  }

  function apply(anew) {
    if (anew) for (const card of cards) card.classList.remove("rt-node--open");
    const off = new Set(cards.filter(isOff).map((card) => `#${card.querySelector("h4").id}`));
    for (const box of document.querySelectorAll("svg.flow a.flow-node, .rt-local__letters a")) {
      box.classList.toggle("flow-off", off.has(box.getAttribute("href")));
    }
    if (count) {
      const narrowed = value("vy") || value("profession");
      count.querySelector("button").hidden = !narrowed;
      const shown = `${cards.length - off.size} av ${cards.length} åtgärder och beslut visas`;
      tell(count, narrowed ? `${shown}${value("vy") === "patient" ? ", med patientens del" : ""}.` : "");
    }
    return regions(bar, value("region"));
  }

  /* Whoever follows a link to something in a card reads the card, whatever was chosen; and it stays open. */
  function open() {
    at(location.hash)?.closest("article.rt-node")?.classList.add("rt-node--open");
  }
}

/* Additions and deviations of the chosen region are fetched from its own page and put where they belong; all of them
   have come, or failed, when what is returned is done. */
function regions(bar, region) {
  for (const old of document.querySelectorAll(".rt-added")) old.remove();
  const line = bar.querySelector(".rt-views__regions");
  if (!line) return Promise.resolve();
  const list = [...document.querySelectorAll(".rt-regions li")];
  const mine = list.filter((item) => item.dataset.readers?.split(" ").includes(region));
  const places = mine.map((item) => [item, document.getElementById(item.dataset.at ?? "")]).filter(([, place]) => place);
  const name = bar.querySelector("#rt-region").selectedOptions[0].textContent;
  const kinds = ["Tillägg", "Avvikelse"].map((kind) => [kind, places.filter(([item]) => item.dataset.kind === kind)]);
  const said = kinds.filter(([, found]) => found.length).map(([kind, found]) => `${found.length} ${plural(kind, found)}`);
  tell(line, region ? `${name}: ${said.join(" och ") || "inget"} visas i texten.` : "");
  line.lastElementChild.replaceChildren(...places.map(([item, place]) => {
    const link = document.createElement("a");
    link.href = `#${place.id}`;
    link.textContent = item.dataset.short ?? item.querySelector("a").textContent;
    return link;
  }).flatMap((link) => [link, " "]));
  return Promise.all(places.map(([item, place]) => {
    const [made, filled] = box(item, region);
    put(made, place);
    return filled;
  }));
}

function plural(kind, found) {
  return kind === "Avvikelse" ? (found.length > 1 ? "avvikelser" : "avvikelse") : "tillägg";
}

function box(item, region) {
  const { kind, until } = item.dataset;
  const link = item.querySelector("a");
  const name = item.firstChild.textContent.replace(/:\s*$/, "");
  const made = document.createElement("aside");
  made.className = kind === "Avvikelse" ? "rt-added rt-added--deviation" : "rt-added";
  made.setAttribute("aria-label", `${kind}: ${name}`);
  const head = element("p", "rt-added__head");
  head.append(badge(kind, kind === "Avvikelse" ? "warn" : "mark"), ` ${name} `);
  if (item.dataset.region !== region) head.append(badge("Ärvt"), " ");
  for (const mark of item.querySelectorAll(".rt-badge")) head.append(mark.cloneNode(true), " ");
  /* A date is over when the same part of today's is later. */
  if (until && until < today().slice(0, until.length)) head.append(badge("Slutdatumet har passerat", "warn"));
  const more = element("p", "rt-added__more");
  const there = document.createElement("a");
  there.href = link.href;
  there.textContent = `Läs på sidan för ${name}`;
  more.append(there);
  made.append(head, more);
  made.setAttribute("aria-busy", "true");
  const filled = fetched(link.href).then((own) => more.before(...own)).catch(() => {
    more.prepend("Texten kunde inte hämtas. ");
  }).finally(() => made.removeAttribute("aria-busy"));
  return [made, filled];
}

/* In a card before its ways onward; else at the end of the item or cell, or after the heading or paragraph. */
function put(made, place) {
  const card = place.closest("article.rt-node");
  if (card && card.querySelector("h4") === place) {
    const before = card.querySelector(":scope > :is(.rt-regional, .rt-ways)");
    if (before) before.before(made);
    else card.append(made);
    return;
  }
  const home = place.closest("li, td, th, section");
  if (home && !/^H[1-6]$/.test(place.tagName)) home.append(made);
  else place.after(made);
}

async function fetched(address) {
  const url = new URL(address);
  const id = named(url.hash);
  url.hash = "";
  if (url.origin !== location.origin) throw new Error("another origin");
  if (!pages.has(url.href)) pages.set(url.href, read(url));
  const part = (await pages.get(url.href)).getElementById(id)?.closest(".rt-own");
  if (!part) throw new Error("not there");
  return [...part.querySelector(".rt-own__words").childNodes].map((node) => lifted(node, url)).filter(Boolean);
}

/* A page as a document that runs nothing. XMLHttpRequest makes one; the policy of the site refuses to make one of text. */
function read(url) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.responseType = "document";
    request.onload = () => (request.status === 200 && request.response ? resolve(request.response) : reject(new Error()));
    request.onerror = reject;
    request.send();
  });
}

/* A copy made of known elements and attributes only, with addresses that lead where they led. */
function lifted(node, base) {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches(".rt-anchor, .rt-back")) return null;
  const isHeading = /^H[1-6]$/.test(node.tagName);
  if (!KNOWN.has(node.tagName) && !isHeading) return document.createTextNode(node.textContent);
  const copy = document.createElement(isHeading ? "p" : node.tagName);
  if (isHeading) copy.className = "rt-added__head";
  for (const name of ATTRIBUTES) if (!isHeading && node.hasAttribute(name)) copy.setAttribute(name, node.getAttribute(name));
  for (const name of ["href", "src"]) {
    if (!node.hasAttribute(name)) continue;
    const url = new URL(node.getAttribute(name), base);
    if (["http:", "https:", "mailto:"].includes(url.protocol)) copy.setAttribute(name, url.href);
  }
  copy.append(...[...node.childNodes].map((child) => lifted(child, base)).filter(Boolean));
  return copy;
}

/* The id in an address; one that cannot be read is nobody's. */
function named(hash) {
  try { return decodeURIComponent(hash.slice(1)); } catch { return ""; }
}

function at(hash) {
  return document.getElementById(named(hash));
}

function element(name, kind) {
  const made = document.createElement(name);
  made.className = kind;
  return made;
}

function badge(words, kind) {
  const made = element("span", kind ? `rt-badge rt-badge--${kind}` : "rt-badge");
  made.textContent = words;
  return made;
}

function tell(line, words) {
  const status = line.querySelector("[role=status]");
  if (status.textContent !== words) status.textContent = words;
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

/* Storage may be refused or full; then nothing is remembered. */
function remembered(name) {
  try { return localStorage.getItem(`${HOME}rt-${name}`) ?? ""; } catch { return ""; }
}

function remember(name, chosen) {
  try {
    if (chosen) localStorage.setItem(`${HOME}rt-${name}`, chosen);
    else localStorage.removeItem(`${HOME}rt-${name}`);
  } catch { /* as above */ }
}
