/* Where on a page something was found: which blocks, and the words around it. */

import { fold, isEmpty, stem, words } from "./swedish.js";

const SHOWN = 4; /* blocks of a pathway */
const FEWER = 3; /* and of other pages */
const FAINT = 0.4; /* blocks that are worth less say nothing that the page does not */
const AROUND = 26; /* words of an excerpt */
const BEFORE = 6;

/* Reads a page, once, and says how well it answers: `rank`, by its title and by its best block. */
export async function read(page, query) {
  if (page.data) return page;
  const data = await page.hits[0].result.data();
  const said = data.content.split(/\s+/);
  const sum = query.things.reduce((all, thing) => all + thing.worth, 0) || 1;
  const parts = sections(data, said.length);
  const marks = mark(page, said, parts);
  const title = titled(data.meta.title, query, sum);
  for (const part of parts) {
    for (const [thing, ways] of part.found) {
      const best = Math.max(...[...ways].map(([way, found]) => answered(way, found)));
      part.worth += thing.worth * best * (title.things.has(thing) ? 0.3 : 1); /* what the whole page is about */
      if (best > 0.3) part.covers += thing.worth / sum;
    }
    if (/^(?:rt-|referenser$|arbetsgruppens)/.test(part.id)) part.worth *= 0.5;
    if (part.letter) part.worth *= 1.6; /* an action: what most come for */
    if (query.letter && part.letter === query.letter) part.worth += 10 * sum;
  }
  const best = Math.max(...parts.map((part) => part.worth));
  const whole = parts.reduce((all, part) => Math.max(all, part.covers), 0);
  const heading = Math.max(1, ...parts.filter((part) => part.found.size).map((part) => titled(part.title, query, sum).raise));
  page.rank = page.score * title.raise * (1 + 0.4 * (heading - 1)) * (1 + 0.6 * whole) * (best > 10 * sum ? 2 : 1);
  page.data = data;
  page.blocks = parts.filter((part) => part.id && part.worth >= Math.max(best * 0.45, FAINT))
    .sort((a, b) => b.worth - a.worth || a.from - b.from).slice(0, parts.some((part) => part.letter) ? SHOWN : FEWER);
  for (const part of page.blocks) part.excerpt = excerpt(said, part.begins, part.to, marks);
  page.excerpt = excerpt(said, words(data.meta.title).length, said.length, marks);
  return page;
}

/* The page cut at its headings; before the first stands what has none. */
function sections(data, length) {
  const heads = data.anchors.filter(({ id }) => id).sort((a, b) => a.location - b.location);
  const cut = [{ id: "", title: "", letter: "", from: 0, begins: 0 }, ...heads.map(({ id, text, location }) => {
    const [, letter, title] = /^([A-ZÅÄÖ]{1,2})\. (.+)$/s.exec(text) || ["", "", text];
    return { id, title, letter, from: location, begins: location + text.split(/\s+/).length };
  })];
  cut.forEach((part, at) => Object.assign(part, { to: cut[at + 1]?.from ?? length, found: new Map(), worth: 0, covers: 0 }));
  return cut;
}

/* Place → what was found there; every section learns which words of each way it has, how well and how often. */
function mark(page, said, parts) {
  const marks = new Map();
  for (const { thing, way, result } of page.hits) {
    const stems = way.words.map((word) => stem(fold(word).replace(".", "")));
    for (const place of result.words) {
      const fits = stems.map((one) => fit(said[place] || "", one));
      const best = Math.max(...fits);
      if (best < 0.1) continue;
      const known = marks.get(place);
      if (!known || known.fits < best * way.weight) marks.set(place, { thing, fits: best * way.weight });
      const part = parts.findLast(({ from }) => from <= place);
      const found = entry(entry(part.found, thing, () => new Map()), way, () => ({ words: stems.map(() => 0), count: 0 }));
      const at = fits.indexOf(best);
      found.words[at] = Math.max(found.words[at], best * (part.id && place < part.begins ? 1.6 : 1));
      found.count += 1;
    }
  }
  return marks;
}

function entry(table, key, made) {
  if (!table.has(key)) table.set(key, made());
  return table.get(key);
}

/* How well a section answers one way to say a thing: a phrase of which it has only a part counts for little. */
function answered(way, { words, count }) {
  const share = words.filter(Boolean).length / words.length;
  const mean = words.reduce((all, one) => all + one, 0) / words.length;
  return way.weight * (mean * share ** 2 + 0.1 * Math.log2(1 + count) * share);
}

/* How well a written word is the one that was looked for. */
function fit(written, wanted) {
  const word = fold(written).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").replace(/(?<=\w)\.(?=\w)/g, "");
  const own = stem(word);
  if (own === wanted) return 1;
  if (word.startsWith(wanted)) return 0.75;
  if (word.includes(wanted)) return 0.65;
  return wanted.startsWith(own) && own.length < 0.6 * wanted.length ? 0.02 : 0.5; /* a form that is less alike */
}

/* A title that says what was asked for, and little more. */
function titled(title, query, sum) {
  const all = words(title).map(fold).filter((word) => !isEmpty(word));
  const stems = all.map((word) => stem(word.replace(".", "")));
  const met = new Set();
  const things = new Set();
  let worth = 0;
  for (const thing of query.things) {
    let best = 0;
    for (const way of thing.ways) {
      const places = way.words.map((word) => stems.findIndex((one, at) => alike(one, all[at], stem(word))));
      if (!places.length || places.includes(-1)) continue;
      for (const place of places) met.add(place);
      best = Math.max(best, way.weight);
    }
    worth += thing.worth * best;
    if (best) things.add(thing);
  }
  const share = worth / sum;
  return { things, raise: 1 + 0.7 * share + (share > 0.6 ? 0.8 * share * (met.size / (all.length || 1)) : 0) };
}

const alike = (own, word, wanted) => own === wanted || (wanted.length > 3 && word.includes(wanted));

/* Words of a stretch as pieces `{text, found}`, where the most that was asked for stands close together. */
function excerpt(said, from, to, marks) {
  const places = [...marks.keys()].filter((place) => place >= from && place < to).sort((a, b) => a - b);
  let best = from;
  let most = -1;
  for (const place of places) {
    const near = new Map();
    for (const other of places) {
      if (other < place || other >= place + AROUND - BEFORE) continue;
      const { thing, fits } = marks.get(other);
      near.set(thing, Math.max(near.get(thing) || 0, fits * thing.worth));
    }
    const worth = [...near.values()].reduce((all, one) => all + one, 0);
    if (worth > most + 1e-6) [best, most] = [place, worth];
  }
  let start = Math.max(from, best - BEFORE);
  for (let at = start; at < best; at += 1) if (at > from && /[.?!:]$/.test(said[at - 1])) start = at;
  const end = Math.min(to, start + AROUND);
  const pieces = [];
  for (let at = start; at < end; at += 1) {
    const found = marks.has(at);
    const last = pieces.at(-1);
    if (last && last.found === found) last.text += ` ${said[at]}`;
    else pieces.push({ text: said[at], found });
  }
  return { pieces, cut: start > from, more: end < to };
}
