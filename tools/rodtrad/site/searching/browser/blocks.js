/* Where on a page something was found: which blocks, and the words around it. */

import { fold, isEmpty, stem, words } from "./swedish.js";

const SHOWN = 4; /* blocks of a page */
const AROUND = 26; /* words of an excerpt */
const BEFORE = 6;

/* Reads a page and says how well it answers: by its title, and by its best block. */
export async function read(page, query) {
  const data = await page.hits[0].result.data();
  const said = data.content.split(/\s+/);
  const sum = query.things.reduce((all, thing) => all + thing.worth, 0) || 1;
  const parts = sections(data, said.length);
  const marks = mark(page, said, parts);
  for (const part of parts) {
    part.worth = [...part.found].reduce((all, [thing, { best, count }]) => all + thing.worth * (best + 0.12 * Math.log2(count)), 0);
    part.covers = [...part.found.keys()].reduce((all, thing) => all + thing.worth, 0) / sum;
    if (/^(?:rt-|referenser$|arbetsgruppens)/.test(part.id)) part.worth *= 0.5;
    if (query.letter && part.letter === query.letter) part.worth += 10 * sum;
  }
  const best = Math.max(...parts.map((part) => part.worth));
  const whole = parts.reduce((all, part) => Math.max(all, part.covers), 0);
  page.score *= titled(data.meta.title, query, sum) * (1 + 0.6 * whole) * (best > 10 * sum ? 2 : 1);
  page.data = data;
  page.blocks = parts.filter((part) => part.id && part.worth >= best * 0.45 && part.worth > 0)
    .sort((a, b) => b.worth - a.worth || a.from - b.from).slice(0, SHOWN);
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
  cut.forEach((part, at) => Object.assign(part, { to: cut[at + 1]?.from ?? length, found: new Map(), worth: 0 }));
  return cut;
}

/* Place → what was found there; every section learns how well and how often. */
function mark(page, said, parts) {
  const marks = new Map();
  for (const { thing, way, result } of page.hits) {
    const stems = way.words.map((word) => stem(fold(word).replace(".", "")));
    for (const place of result.words) {
      const fits = Math.max(...stems.map((one) => fit(said[place] || "", one))) * way.weight;
      if (fits < 0.1) continue;
      const known = marks.get(place);
      if (!known || known.fits < fits) marks.set(place, { thing, fits });
      const part = parts.findLast(({ from }) => from <= place);
      const value = fits * (part.id && place < part.begins ? 1.6 : 1);
      const so = part.found.get(thing) || { best: 0, count: 0 };
      part.found.set(thing, { best: Math.max(so.best, value), count: so.count + 1 });
    }
  }
  return marks;
}

/* How well a written word is the one that was looked for. */
function fit(written, wanted) {
  const word = fold(written).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").replace(/(?<=\w)\.(?=\w)/g, "");
  const own = stem(word);
  if (own === wanted) return 1;
  if (word.startsWith(wanted)) return 0.75;
  if (word.includes(wanted)) return 0.65;
  return wanted.startsWith(own) ? 0.02 : 0.7; /* the beginning of what was looked for; or a form that is not alike */
}

/* A title that says what was asked for, and little more. */
function titled(title, query, sum) {
  const all = words(title).map(fold).filter((word) => !isEmpty(word));
  const stems = all.map((word) => stem(word.replace(".", "")));
  const met = new Set();
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
  }
  const share = worth / sum;
  return 1 + 0.7 * share + (share > 0.6 ? 0.8 * share * (met.size / (all.length || 1)) : 0);
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
