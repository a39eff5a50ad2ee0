/* Asks Pagefind for each word and weighs the answers together: a page with more of what was asked for comes first. */

const FEW = 3; /* pages of which fewer are hardly anything */

/* A page that a reader more often wants. Pages of no kind are lists that lead on. */
const KINDS = {
  vardforlopp: 1.7, "generisk-modell": 1.6, "nationell-riktlinje": 1.25, indikator: 1.1, "regionalt-tillagg": 1,
  programomrade: 1, region: 0.9, utfall: 0.8, konsekvensbeskrivning: 0.75, handbok: 0.7, uppgifter: 0.7, register: 0.55,
  kod: 0.45, regel: 0.4, "": 0.5,
};
const OLD = 0.6; /* what something else has replaced */

/* What a page can be chosen by; its name in the index says so. */
export function choices(id) {
  const [, typ, omrade, lage] = id.split(".").map((said) => said.split("_"));
  return { typ, omrade, lage };
}

/* Pages with what was found on them, best first: `{id, score, things, missing, hits}`. */
export async function find(index, total, query) {
  const pages = new Map();
  const things = await Promise.all(query.things.map((thing) => ask(index, thing)));
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
    page.score *= (page.has / (sum || 1)) ** 1.5 * likely(page.id, query);
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

function likely(id, query) {
  const { typ: [kind], lage } = choices(id);
  const old = lage.some((one) => one.startsWith("ersatt")) ? OLD : 1;
  return (KINDS[kind] ?? 0.7) * old * (query.raised.get(kind) ?? 1);
}
