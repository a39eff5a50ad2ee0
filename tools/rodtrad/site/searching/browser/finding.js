/* Asks Pagefind for each word and weighs the answers together: a page with more of what was asked for comes first. */

const FEW = 3; /* pages of which fewer are hardly anything */

/* A page that a reader more often wants. Pages of no kind are lists that lead on. */
const KINDS = {
  "Vårdförlopp": 1.7, "Generisk modell": 1.6, "Nationell riktlinje": 1.25, Indikator: 1.1, "Regionalt tillägg": 1,
  "Programområde": 1, Region: 0.9, Konsekvensbeskrivning: 0.75, Kod: 0.45, Handbok: 0.7, Register: 0.55, Uppgifter: 0.7,
  Utfall: 0.8,
  Regel: 0.4, "": 0.5,
};
const STANDINGS = { Ersatt: 0.6, "Ersatt nationellt": 0.6 };

/* Which pages are of which kind, programme area and standing: Pagefind's filters, asked once. */
export async function shelves(index) {
  const table = { typ: new Map(), omrade: new Map(), lage: new Map() };
  const known = await index.filters();
  await Promise.all(Object.entries(table).flatMap(([name, pages]) => Object.keys(known[name] || {}).map(async (value) => {
    const found = await index.search(null, { filters: { [name]: value } });
    for (const { id } of found.results) pages.set(id, [...(pages.get(id) || []), value]);
  })));
  return table;
}

/* Pages with what was found on them, best first: `{id, score, things, missing, hits}`. */
export async function find(index, shelf, query) {
  const pages = new Map();
  const things = await Promise.all(query.things.map((thing) => ask(index, thing)));
  const total = Math.max(1, ...things.map(({ found }) => found.size), shelf.typ.size);
  let sum = 0;
  for (const { thing, found } of things) {
    thing.worth = thing.weight * Math.log(1 + total / (found.size || total));
    if (found.size) sum += thing.worth;
    for (const [id, { score, results }] of found) {
      const page = pages.get(id) || { id, score: 0, has: 0, hits: [], things: new Set() };
      page.score += score * thing.weight;
      page.has += thing.worth;
      page.things.add(thing);
      for (const one of results) page.hits.push({ ...one, thing });
      pages.set(id, page);
    }
  }
  const found = [...pages.values()];
  for (const page of found) {
    page.missing = query.things.filter((thing) => !page.things.has(thing) && thing.weight > 0.5).map((thing) => thing.said);
    page.score *= (page.has / (sum || 1)) ** 1.5 * likely(shelf, page.id, query);
  }
  return found.sort((a, b) => b.score - a.score);
}

async function ask(index, thing) {
  const found = await answers(index, thing.ways);
  if (found.size < FEW && thing.few.length) {
    for (const [id, page] of await answers(index, thing.few)) if (!found.has(id)) found.set(id, page);
  }
  return { thing, found };
}

async function answers(index, ways) {
  const found = new Map();
  await Promise.all(ways.map(async (way) => {
    const answer = await index.search(way.words.join(" "));
    for (const result of answer.results) {
      const score = (way.weight * result.score) / Math.sqrt(way.words.length);
      const page = found.get(result.id) || { score: 0, results: [] };
      page.score = Math.max(page.score, score);
      page.results.push({ result, way });
      found.set(result.id, page);
    }
  }));
  return found;
}

function likely(shelf, id, query) {
  const kind = (shelf.typ.get(id) || [""])[0];
  const standing = Math.min(1, ...(shelf.lage.get(id) || []).map((one) => STANDINGS[one] ?? 1));
  return (KINDS[kind] ?? 0.7) * standing * (query.raised.get(kind) ?? 1);
}
