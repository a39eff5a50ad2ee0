/* Draws hits. Nothing here is markup that somebody has written: words become text. */

const make = (tag, kind, ...inner) => {
  const element = document.createElement(tag);
  if (kind) element.className = kind;
  element.append(...inner);
  return element;
};

export const badge = (text, kind) => make("span", `rt-badge${kind ? ` rt-badge--${kind}` : ""}`, text);

/* Hits by document: a page that lies below a pathway, or is about one, stands with it. */
export function grouped(pages) {
  const groups = new Map();
  for (const page of pages) {
    const group = groups.get(about(page)) || [];
    groups.set(about(page), [...group, page]);
  }
  return [...groups.values()];
}

function about(page) {
  const parts = page.data.raw_url.split("/").filter(Boolean);
  if (parts[0] === "vardforlopp" && parts[1]) return `vardforlopp/${parts[1]}`;
  if (parts[0] === "konsekvensbeskrivningar" && parts[1]) return `vardforlopp/${parts[1]}`;
  if (parts[0] === "tillagg" && parts[2]) return `vardforlopp/${parts[2]}`;
  return page.data.raw_url;
}

export function hit([first, ...others]) {
  const { data } = first;
  const head = make("h2", "rt-hit__head", link(data.url, "rt-hit__title", data.meta.title));
  const item = make("li", "rt-hit", head, make("p", "rt-hit__kind", ...marks(data)));
  if (!first.blocks.length) item.append(excerpt(first.excerpt));
  else item.append(make("ul", "rt-hit__blocks", ...first.blocks.map((block) => row(data.url, block))));
  if (first.missing.length) item.append(make("p", "rt-hit__missing", `Saknas: ${first.missing.join(", ")}`));
  if (others.length) item.append(make("ul", "rt-hit__more", ...others.slice(0, 4).map(other)));
  return item;
}

function marks(data) {
  const [kind] = data.filters.typ || [];
  const found = kind ? [badge(kind)] : [];
  if (data.filters.lage?.includes("Exempel")) found.push(badge("Exempel", "warn"));
  for (const old of ["Ersatt", "Ersatt nationellt"]) if (data.filters.lage?.includes(old)) found.push(badge(old, "miss"));
  for (const area of data.filters.omrade || []) found.push(make("span", "rt-hit__area", area));
  return found.flatMap((one, at) => (at ? [" ", one] : [one]));
}

function row(url, block) {
  const letter = block.letter ? [make("span", "rt-letter rt-letter--small", block.letter), " "] : [];
  const to = link(`${url}#${block.id}`, "rt-hit__block", ...letter, make("span", "", block.title));
  return make("li", "", to, excerpt(block.excerpt));
}

function other(page) {
  const [kind] = page.data.filters.typ || [];
  return make("li", "", link(page.data.url, "rt-hit__other", page.data.meta.title), " ", badge(kind || "Sida"));
}

function link(url, kind, ...inner) {
  const made = make("a", kind, ...inner);
  made.href = url;
  return made;
}

function excerpt({ pieces, cut, more }) {
  const text = make("p", "rt-hit__text", cut ? "… " : "");
  pieces.forEach(({ text: words, found }, at) => text.append(at ? " " : "", found ? make("mark", "", words) : words));
  if (more) text.append(" …");
  return text;
}

/* What to know of the answer before reading it. */
export function notes(query, pages) {
  const said = [];
  for (const { said: typed, meant, too } of query.meant) {
    const told = too ? `Få träffar för ”${typed}”. Visar också träffar för ` : `Inga träffar för ”${typed}”. Visar träffar för `;
    said.push(make("p", "", told, make("strong", "", meant), "."));
  }
  const nowhere = query.things.filter((thing) => thing.weight > 0.5 && !pages.some((page) => page.things.has(thing)));
  if (pages.length && nowhere.length) said.push(make("p", "", `Ingen sida har ${listed(nowhere.map((thing) => thing.said))}.`));
  else if (pages.length && pages[0].missing.length) {
    said.push(make("p", "", "Ingen sida har allt som du skrev. Träffarna har en del av det."));
  }
  return said;
}

const listed = (said) => said.map((one) => `”${one}”`).join(" eller ");
