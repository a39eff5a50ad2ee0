/* Rödtråd: <rodtrad-block> shows a block of a document, or all of it, on another web site. No dependencies. MIT.
   Nothing that comes is trusted: no parser of HTML sees it, and only the elements and attributes named here are made. */

const STYLE = `
  :host { display: block; --line: var(--rodtrad-line, color-mix(in srgb, currentColor 35%, transparent)); }
  :host([hidden]) { display: none; }
  article { border-inline-start: 0.25em solid var(--line); padding-inline-start: 1em; overflow-wrap: break-word; }
  h1, h2, h3, h4, h5, h6 { margin: 0.8em 0 0.3em; line-height: 1.25; }
  p, ul, ol { margin: 0.4em 0; }
  ul, ol { padding-inline-start: 1.8em; }
  a { color: var(--rodtrad-link, inherit); }
  .small { font-size: 0.875em; }
  footer { border-block-start: 1px solid var(--line); margin-block-start: 1em; }
  .warning { border: 0.15em solid; border-radius: 0.3em; padding: 0.5em 0.8em; margin: 0.5em 0; background: #fff0e3; color: #7f2a00;
    background: var(--rodtrad-warning-background, light-dark(#fff0e3, #35220f)); color: var(--rodtrad-warning, light-dark(#7f2a00, #ffc79a)); }
  .wide { overflow-x: auto; }
  table { border-collapse: collapse; }
  th, td { border: 1px solid var(--line); padding: 0.3em 0.6em; text-align: start; vertical-align: top; }
  pre { white-space: pre-wrap; }
`;
const UNFIT = {
  __proto__: null,
  example: "Ogranskat exempel. Får inte användas kliniskt.",
  draft: "Arbetstext. Gäller inte och får inte användas kliniskt.",
  catalogue: "Uppgift i katalogen. Den nationella texten finns inte här.",
  approved: "Provmiljö. Får inte användas kliniskt.",
};
const KEPT = /^(p|li|ul|ol|blockquote|strong|em|s|h[1-6]|a|table|thead|tbody|tr|th|td|br|pre|code|hr|div|sup)$/;
const TOKEN = /<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>|[^<]+|</g;
const DEEPEST = 50; /* elements within each other: thousands would bring the browser down */
const SIGNS = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };

class Fault extends Error {}

/* Address → what it answers: several blocks of one document ask once. A text may be withdrawn: it is kept 5 minutes. */
const answers = new Map();

function ask(address, until = Date.now() + 3e5) {
  let asked = answers.get(address);
  if (asked?.until > Date.now()) return asked;
  asked = fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" }).then((answer) => {
    if ([403, 404, 410].includes(answer.status)) throw new Fault("Texten finns inte på den adressen.");
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  });
  answers.set(address, Object.assign(asked, { until }));
  asked.catch(() => answers.delete(address));
  return asked;
}

function make(name, said, ...inside) {
  const element = Object.assign(document.createElement(name), said);
  element.append(...inside);
  return element;
}

const text = (said) => (typeof said === "string" ? said : "");
const unescaped = (written) => written.replace(/&(amp|lt|gt|quot|#x27);/g, (_, name) => SIGNS[name]);

/* An address that a link may lead to, else "". */
function safe(address, base) {
  try {
    const url = new URL(address, base);
    return /^(https?|mailto):$/.test(url.protocol) ? url.href : "";
  } catch {
    return "";
  }
}

const link = (address, ...inside) => (address ? make("a", { href: address, rel: "noreferrer" }, ...inside) : make("span", {}, ...inside));

/* The HTML of a block, built anew inside `into`. `change` may give another element than the one that is named. */
function build(html, into, change) {
  const open = [["", into]];
  for (const [whole, closing, name, written] of text(html).matchAll(TOKEN)) {
    const [inside, here] = open.at(-1);
    if (!name) here.append(unescaped(whole));
    else if (closing) open.length -= inside === name;
    else if (KEPT.test(name)) {
      const said = new Map([...written.matchAll(/ ([a-z-]+)="([^"]*)"/g)].map(([, key, value]) => [key, unescaped(value)]));
      const last = here.lastElementChild;
      const joins = name === "ul" && here === into && last?.localName === "ul"; /* each item came in a list of its own */
      const element = joins ? last : change(name, said);
      if (name === "ol" && said.has("start")) element.start = said.get("start");
      if (name === "th") element.scope = said.get("scope") === "row" ? "row" : "col";
      if (!joins) here.append(name === "table" ? make("div", { className: "wide", tabIndex: 0, role: "group", ariaLabel: "Tabell" }, element) : element);
      if (name !== "br" && name !== "hr" && open.length < DEEPEST) open.push([name, element]);
    }
  }
}

/* The block that is asked for, all below it, and what must travel along. */
function choose(blocks, id) {
  if (!id) return blocks;
  const by = new Map(blocks.map((block) => [block.id, block]));
  if (!by.has(id)) throw new Fault("Stycket finns inte i texten. Det kan ha bytt namn.");
  const wanted = new Set([id]);
  for (const block of blocks) if (wanted.has(block.parent)) wanted.add(block.id);
  for (const name of wanted) for (const needed of by.get(name)?.requires ?? []) wanted.add(needed);
  return blocks.filter((block) => wanted.has(block.id));
}

const title = (level, ...words) => make(`h${Math.min(6, level)}`, { part: "heading" }, ...words);
const named = (block) => (block.label ? `${block.label}. ${block.title}` : block.title);

/* Path, heading, warnings, text. */
function body(said, id, level, page, warnings) {
  const blocks = said.content.blocks;
  const chosen = choose(blocks, id);
  const shown = chosen.filter((block) => block.role !== "reference");
  const notes = blocks.filter((block) => block.role === "reference");
  const cited = new Set([...notes.keys()].filter((number) => chosen.includes(notes[number])));
  const above = [];
  for (let parent = shown[0]?.parent; parent && above.length < 9; parent = above[0].parent) {
    above.unshift(blocks.find((block) => block.id === parent) ?? {});
  }
  const own = id && shown[0]?.level; /* of the heading that the first block is */
  const heading = own ? "" : id && above.length ? named(above.at(-1)) : said.title;
  const change = (name, attributes) => {
    const href = attributes.get("href");
    if (name[0] === "h" && name[1] !== "r") return title(Math.max(level, +name[1] + level - (own || 1)));
    if (name !== "a") return make(name);
    const number = notes.findIndex((note) => href === `#${said.id.replaceAll("/", "-")}-${note.id}`);
    if (number < 0) return link(safe(href, page));
    cited.add(number);
    const { id: note } = notes[number];
    const mark = Object.assign(link(page && `${page}#${note}`), { ariaLabel: `Referens ${number + 1}` });
    mark.addEventListener("click", (event) => {
      event.preventDefault();
      mark.getRootNode().getElementById(note).focus();
    });
    return mark;
  };
  const box = make("div", { part: "text" }, ...(own ? [] : [title(level, heading)]));
  for (const block of shown) build(block.html, box, change);
  box.firstElementChild.after(...warnings);
  if (cited.size) {
    box.append(make("ol", { ariaLabel: "Referenser", className: "small" }, ...[...cited].sort((a, b) => a - b).map((number) => {
      const item = make("li", { value: number + 1, id: notes[number].id, tabIndex: -1 });
      build(notes[number].html, item, change);
      return item;
    })));
  }
  const path = [said.title, ...above.filter((block) => block.label).map(named)].filter((words) => words !== heading);
  return id ? [make("p", { className: "small", part: "path" }, path.join(" · ")), box] : [box];
}

/* What must be seen before the text. */
function warn(said, now, version, site) {
  const { state, reason, replacedBy } = now?.lifecycle ?? {};
  const boxes = [];
  const tell = (words, ...more) => boxes.push(make("p", { className: "warning" }, make("strong", {}, words), ...more));
  if (state === "upphävt") {
    const others = (replacedBy ?? []).flatMap((key) => [" Ersätts av ", link(site && safe(`${site}${key}/`), key), "."]);
    tell("Upphävt. Gäller inte längre.", ` ${text(reason)}`, ...others);
  } else if (said.clinicalUse !== "approved" || said.environment !== "production") {
    tell(UNFIT[said.clinicalUse] ?? "Får inte användas kliniskt.");
  }
  if (!now) tell("Det gick inte att se om utgåvan fortfarande gäller.");
  else if (version && now.version !== version && now.version) tell(`Det här är utgåva ${version}. Den som gäller nu är ${now.version}.`);
  return boxes;
}

class RodtradBlock extends HTMLElement {
  static observedAttributes = ["src", "block", "version", "level"];
  #root = this.attachShadow({ mode: "open" });
  #turn = 0;

  connectedCallback() { this.attributeChangedCallback(); }

  /* Once for all that change together. */
  attributeChangedCallback() {
    const turn = ++this.#turn;
    queueMicrotask(() => { if (turn === this.#turn && this.isConnected) this.#show(turn); });
  }

  async #show(turn) {
    this.#root.adoptedStyleSheets = [sheet];
    this.#put(true, make("p", { role: "status", part: "status" }, "Hämtar texten …"), make("slot"));
    let parts;
    try {
      parts = await this.#parts();
    } catch (fault) {
      const words = fault instanceof Fault ? fault.message : "Texten kan inte visas just nu.";
      parts = [make("p", { role: "status", part: "status" }, words), make("slot")];
    }
    if (turn === this.#turn) this.#put(false, ...parts);
  }

  #put(busy, ...parts) {
    this.setAttribute("aria-busy", busy);
    this.#root.replaceChildren(make("div", { lang: "sv" }, ...parts));
  }

  async #parts() {
    const [key, id] = (this.getAttribute("block") ?? "").split("#");
    const version = this.getAttribute("version");
    const level = Math.min(6, Math.max(1, parseInt(this.getAttribute("level"), 10) || 3));
    const base = safe(this.getAttribute("src") || "x:", document.baseURI).replace(/\/*([?#].*)?$/, "");
    if (!/^[a-z0-9-]+(\/[a-z0-9-]+)+$/.test(key) || !base.startsWith("http") || (version && !/^\d+\.\d+\.\d+$/.test(version))) {
      throw new Fault("Inbäddningen är felskriven.");
    }
    const address = `${base}/${key}`;
    const current = ask(`${address}.json`);
    /* Only the current version knows whether a released one still holds. */
    const [said, now] = version
      ? await Promise.all([ask(`${address}/${version}.json`, Infinity), current.catch(() => null)])
      : await Promise.all([current, current]);
    if (!key.endsWith(`/${said.id}`) || (version && said.version !== version)) throw new Error("another document");
    const page = safe(said.canonicalUrl);
    const site = page.endsWith(`/${key}/`) ? page.slice(0, -key.length - 1) : "";
    const gone = now?.lifecycle?.state === "upphävt";
    const warnings = warn(said, now, gone ? "" : version, site);
    const { approved, clinicallyReviewed, modified } = said.dates ?? {};
    const since = !gone && now?.version === said.version && now?.lifecycle?.validFrom;
    const facts = [
      ["", [said.title, said.version].join(" ").trim()], ["godkänd ", approved], ["granskad ", clinicallyReviewed],
      ["ändrad ", modified], ["gäller från ", since],
    ].filter(([, value]) => value).map((pair) => pair.join("")).join(", ");
    const notice = gone || Object.values(UNFIT).includes(said.notice) ? "" : text(said.notice);
    return [make("article", { part: "block" },
      ...(gone ? [title(level, text(said.title)), ...warnings] : body(said, id, level, page, warnings)),
      make("footer", { part: "source", className: "small" },
        make("p", {}, `${facts}. `, text(said.licence) && `${said.licence}. `, notice),
        make("p", {}, text(said.attribution), " ", page && link(page + (id ? `#${id}` : ""), `Läs på ${new URL(page).host}`))))];
  }
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
if (!customElements.get("rodtrad-block")) customElements.define("rodtrad-block", RodtradBlock);
