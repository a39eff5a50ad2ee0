/* What somebody means by what is typed: things to look for, each by any of several words, and the letter of an action. */

import { fold, isEmpty, stem, words } from "./swedish.js";

const CODE = /^[a-z]\d{2}(?:\.?\d{1,2}[a-z]?|[a-z]{1,2}(?:\d{2})?)?$/i;
const STEP = new Set(["åtgärd", "steg", "block", "beslut", "bokstav", "ruta", "nod"]);

/* Words for a kind of page. They raise pages of that kind, and weigh little among what is looked for. */
const KINDS = [
  ["Vårdförlopp", "vårdförlopp förlopp", 1],
  ["Indikator", "indikator indikatorer mått målnivå målnivåer nyckeltal andel", 1.5],
  ["Nationell riktlinje", "riktlinje riktlinjer nr rekommendation rekommendationer", 2],
  ["Programområde", "npo programområde programområden", 3],
  ["Region", "region regionen landsting", 1.5],
  ["Regionalt tillägg", "tillägg avvikelse avvikelser regionalt regionala", 2.5],
  ["Konsekvensbeskrivning", "konsekvensbeskrivning konsekvenser", 3],
  ["Kod", "kod koder icd icd-10 icd-10-se atc diagnoskod", 1.5],
  ["Register", "register", 1.2],
  ["Handbok", "handbok handboken skriver skriva", 2],
  ["Regel", "regel regler", 2],
].map(([kind, said, raise]) => ({ kind, said: new Set(said.split(" ")), raise }));

const OWN = 1;
const SAME = 0.85;
const LEADS = 0.7;
const PARTS = 0.6;
const MEANT = 0.8;

/* `things`: each `{said, weight, ways}`; a way is `{words, weight}` and all its words must be there. */
export function understand(text, lexicon) {
  const query = { things: [], letter: "", raised: new Map(), meant: [], also: [] };
  let said = words(text);
  said = withoutLetter(said, query);
  const folded = said.map(fold);
  const rest = folded.some((word) => !isEmpty(word)) ? isEmpty : () => false;
  for (let at = 0; at < said.length; ) {
    const { count, others } = lexicon.phrase(folded, at);
    const own = folded.slice(at, at + count).filter((word) => !rest(word));
    if (own.length && !(count === 1 && rest(folded[at]))) query.things.push(thing(own, others, lexicon, query));
    at += count;
  }
  for (const word of folded) {
    for (const { kind, said: names, raise } of KINDS) if (names.has(word)) query.raised.set(kind, raise);
  }
  return query;
}

/* "sepsis G", "åtgärd G": the letter that stands before an action, and not a word. */
function withoutLetter(said, query) {
  const at = said.findIndex((word, number) => /^[A-ZÅÄÖ]$/.test(word)
    || (/^[a-hj-z]$/.test(word) && number > 0 && (number === said.length - 1 || STEP.has(fold(said[number - 1])))));
  if (at < 0 || said.length === 1) return said;
  query.letter = said[at].toUpperCase();
  const isStep = at > 0 && STEP.has(fold(said[at - 1]));
  return said.filter((_, number) => number !== at && !(isStep && number === at - 1));
}

function thing(own, others, lexicon, query) {
  const ways = [{ words: own.map(plainCode), weight: OWN }];
  for (const { phrase, leads } of others) {
    ways.push({ words: words(phrase).map(fold).filter((word) => !isEmpty(word)), weight: leads ? LEADS : SAME });
  }
  if (others.length) query.also.push(...others.map((one) => one.phrase));
  if (own.length === 1 && /^\p{L}+$/u.test(own[0])) single(own[0], ways, others, lexicon, query);
  const isKind = own.every((word) => KINDS.some(({ said }) => said.has(word)));
  return { said: own.join(" "), weight: isKind ? 0.3 : 1, ways: ways.filter((way) => way.words.length) };
}

/* A word by itself may be a compound, or misspelt. */
function single(word, ways, others, lexicon, query) {
  const known = lexicon.isKnown(word);
  if (word.length > 5) {
    const parts = lexicon.parts(word);
    if (parts && (!known || parts.length > 1)) {
      ways.push({ words: parts, weight: known ? PARTS : MEANT });
      if (!known) ways[0].weight = 0.1; /* Pagefind would look for any word that this one begins with */
      return;
    }
  }
  if (known || lexicon.begins(word)) return;
  ways[0].weight = 0.1;
  if (others.length) return;
  const meant = lexicon.meant(word);
  if (!meant) return;
  ways.push({ words: meant.split(" "), weight: MEANT });
  const alike = lexicon.phrase(meant.split(" "), 0);
  for (const { phrase, leads } of alike.others) {
    ways.push({ words: words(phrase).map(fold).filter((one) => !isEmpty(one)), weight: MEANT * (leads ? LEADS : SAME) });
  }
  if (stem(meant) !== stem(word) && !isInflected(word, meant)) query.meant.push({ said: word, meant: meant.replace(" ", "") });
}

const isInflected = (word, meant) => word.startsWith(meant.slice(0, -1)) && word.length > meant.length;

/* Pagefind reads a code without its full stop. */
const plainCode = (word) => (CODE.test(word) ? word.replace(".", "") : word);
