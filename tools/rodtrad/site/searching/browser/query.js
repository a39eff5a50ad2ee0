/* What somebody means by what is typed: things to look for, each by any of several words, and the letter of an action. */

import { fold, isEmpty, words } from "./swedish.js";

const CODE = /^[a-z]\d{2}(?:\.?\d{1,2}[a-z]?|[a-z]{1,2}(?:\d{2})?)?$/i;
const STEP = new Set(["åtgärd", "steg", "block", "beslut", "bokstav", "ruta", "nod"]);

/* Words for a kind of page. They raise pages of that kind, and weigh little among what is looked for. */
const KINDS = [
  ["vardforlopp", "vårdförlopp förlopp", 1],
  ["indikator", "indikator indikatorer mått målnivå målnivåer nyckeltal andel", 1.5],
  ["nationell-riktlinje", "riktlinje riktlinjer nr rekommendation rekommendationer", 2],
  ["programomrade", "npo programområde programområden", 3],
  ["region", "region regionen landsting", 1.5],
  ["regionalt-tillagg", "tillägg avvikelse avvikelser regionalt regionala", 2.5],
  ["konsekvensbeskrivning", "konsekvensbeskrivning konsekvenser", 3],
  ["kod", "kod koder icd icd-10 icd-10-se atc diagnoskod", 1.5],
  ["register", "register", 1.2],
  ["handbok", "handbok handboken skriver skriva", 2],
  ["regel", "regel regler", 2],
].map(([kind, said, raise]) => ({ kind, said: new Set(said.split(" ")), raise }));

/* Words that nearly every text is about. */
const WEAK = new Set(`vuxen vuxna ung unga patient patienten patienter patienterna patientens person personer personen vård vården sjuk
  sjuka sjukdom hjälp råd ny behöver saker`.split(/\s+/));

/* Questions that no pathway answers. */
const ASKS = /^(?:vad (?:är|betyder|menas)|vem|vilka är|hur många|definition|förklar)/;

const MOST = 16; /* words of a query that are read */

/* What a way to say a thing is worth. */
const OWN = 1;
const SAME = 0.85;
const LEADS = 0.7;
const PARTS = 0.6;
const MEANT = 0.8;
const ALONE = 0.3;

/* `things`: each `{said, weight, ways}`; a way is `{words, weight}` and all its words must be there. */
export function understand(text, lexicon) {
  const query = { things: [], letter: "", raised: new Map(), meant: [] };
  const said = withoutLetter(words(text).slice(0, MOST), query);
  const folded = said.map(fold);
  const rest = folded.some((word) => !isEmpty(word)) ? isEmpty : () => false;
  for (let at = 0; at < said.length; ) {
    const { count, others } = lexicon.phrase(folded, at);
    const own = folded.slice(at, at + count).filter((word) => !rest(word));
    if (own.length || (count > 1 && others.length)) query.things.push(thing(own, others, lexicon, query));
    at += count;
  }
  joined(folded, query, lexicon);
  if (folded.some((word) => CODE.test(word))) query.raised.set("kod", 2);
  for (const word of folded) {
    for (const { kind, said: names, raise } of KINDS) if (names.has(word)) query.raised.set(kind, raise);
  }
  if (ASKS.test(folded.join(" "))) for (const kind of ["handbok", "register", "uppgifter"]) query.raised.set(kind, 2);
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
  const ways = [{ words: own, weight: OWN }, ...others.map((other) => way(other, 1))];
  const few = [];
  if (own.length === 1 && CODE.test(own[0]) && own[0].length > 3) ways.push({ words: [own[0].slice(0, 3)], weight: ALONE });
  if (own.length === 1 && own[0].includes("-")) ways.push({ words: own[0].split("-"), weight: SAME });
  if (own.length === 1 && isPlain(own[0])) {
    const found = single(own[0], others.length > 0, lexicon, query);
    ways.push(...found.ways);
    few.push(...found.few);
  }
  const isWeak = own.every((word) => WEAK.has(word) || KINDS.some(({ said }) => said.has(word)));
  return { said: own.join(" "), weight: isWeak || !own.length ? 0.3 : 1, ways: usable(ways, lexicon), few: usable(few, lexicon) };
}

/* Words that turn a verb into another: "följa upp". */
const TURNS = new Set(["in", "ner", "upp", "ut"]);

const way = ({ phrase, leads }, weight) => ({
  words: words(phrase).map(fold).filter((word) => !isEmpty(word) || TURNS.has(word)), weight: weight * (leads ? LEADS : SAME),
});

/* Ways that there may be hits for, as Pagefind reads them: of an unknown word it would look for any that this one begins
   with ("blod" for "blodförgiftning"), and of a code it leaves out the full stop. */
const usable = (ways, lexicon) => ways.map((one) => ({ ...one, words: one.words.map((word) => asked(word, lexicon)) }))
  .filter((one) => one.words.length > 0 && !one.words.includes(""));

function asked(word, lexicon) {
  if (CODE.test(word)) return word.replace(".", "");
  if (!isPlain(word)) return word;
  return lexicon.base(word) || (lexicon.begins(word) ? word : "");
}

const isPlain = (word) => /^\p{L}+$/u.test(word);

/* More ways for a word by itself: the parts of a compound, or what was meant by one that is unknown. `few` are those that
   are only looked for where hardly anything is found. */
function single(word, hasOthers, lexicon, query) {
  const known = Boolean(lexicon.base(word));
  const slip = known ? lexicon.commoner(word) : "";
  if (slip) {
    query.meant.push({ said: word, meant: slip, too: true });
    return { ways: [{ words: [slip], weight: MEANT }], few: [] };
  }
  const parts = word.length > 5 && (known || !hasOthers) ? lexicon.parts(word) : null;
  if (parts && known) return { ways: [{ words: parts, weight: PARTS }], few: apart(parts, lexicon) };
  if (parts) return { ways: apart(parts, lexicon), few: [] };
  const root = word.length > 6 ? [{ words: [word.slice(0, Math.ceil(word.length * 0.65))], weight: ALONE }] : [];
  if (known || hasOthers || lexicon.begins(word)) return { ways: [], few: root };
  const meant = lexicon.meant(word);
  if (!meant) return { ways: lexicon.ends(word).map((end) => ({ words: [end], weight: PARTS })), few: root };
  if (!isInflected(word, meant)) query.meant.push({ said: word, meant: meant.replace(" ", "") });
  const said = meant.split(" ");
  if (said.length > 1) return { ways: apart(said, lexicon), few: [] };
  const others = lexicon.phrase(said, 0).others.map((other) => way(other, MEANT));
  return { ways: [{ words: said, weight: MEANT }, ...others], few: [] };
}

/* A compound that is not in the texts: its parts, or what means the same as they do; and each by itself, for little. */
function apart(parts, lexicon) {
  const [heads, tails] = parts.map((part) => [
    { words: [part], weight: 1 },
    ...usable(lexicon.others([part]).map((other) => way(other, 1)), lexicon).slice(0, 3),
  ]);
  const pairs = heads.flatMap((head) => tails.map((tail) => ({
    words: [...head.words, ...tail.words], weight: MEANT * head.weight * tail.weight,
  })));
  return [...pairs, ...[...heads, ...tails].map((one) => ({ ...one, weight: ALONE * one.weight }))];
}

/* Two words beside each other that are one word in the texts: "höft protes", "allergi mat". */
function joined(said, query, lexicon) {
  for (let at = 1; at < said.length; at += 1) {
    const [a, b] = [said[at - 1], said[at]];
    if (!isPlain(a) || !isPlain(b) || a.length < 3 || b.length < 3 || isEmpty(a) || isEmpty(b)) continue;
    const whole = [a + b, `${a}s${b}`, b + a].find((word) => lexicon.ranks.has(word));
    if (!whole) continue;
    for (const one of query.things) if (one.said === a || one.said === b) one.ways.push({ words: [whole], weight: SAME });
  }
}

const isInflected = (word, meant) => word.startsWith(meant.slice(0, -1)) && word.length > meant.length;
