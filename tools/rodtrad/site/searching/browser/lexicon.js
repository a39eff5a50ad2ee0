/* What is known of words: those that there are hits for, those that mean the same, and the likeliest one that was meant. */

import { distance, fold, isEmpty, stem, words } from "./swedish.js";

const LONGEST = 5; /* words of a phrase that has synonyms */
const ENDINGS = [
  ["ets", ""], ["et", ""], ["ens", ""], ["en", ""], ["ans", "a"], ["an", "a"], ["s", ""], ["n", ""], ["t", ""], ["na", ""],
  ["ade", "a"], ["at", "a"], ["de", "a"], ["te", "a"], ["er", "a"], ["ar", "a"], ["or", "a"], ["ret", "er"], ["len", "el"],
  ["lar", "el"], ["rar", "er"], ["rna", "r"], ["mmet", "m"],
];
const MUCH = 3; /* ranks between words of which one is eight times as common as the other */
const PART = 3;
const SURE = 4; /* letters of a part that may be looked for by its beginning */

export class Lexicon {
  constructor(said, listed) {
    this.pages = said.pages;
    this.same = new Map(); /* phrase in stems → phrases */
    this.leads = new Map();
    for (const group of said.same) for (const one of group) enter(this.same, one, group);
    for (const [from, ...to] of said.leads) enter(this.leads, from, to);
    this.ranks = new Map(); /* word that there are hits for → how common it is: 0 is the commonest */
    let rank = 0;
    for (const word of listed.split("\n")) {
      if (word) this.ranks.set(word, rank);
      else rank += 1;
    }
    this.stems = new Map(); /* stem → the same */
    for (const [word, at] of this.ranks) if (!(this.stems.get(stem(word)) <= at)) this.stems.set(stem(word), at);
    const others = [...said.same, ...said.leads].flat().flatMap(words).map(fold).filter((word) => /^\p{L}{4,}$/u.test(word));
    /* Those words, and all that lead to them. */
    this.spelled = new Map([...others.map((word) => [word, this.stems.get(stem(word)) ?? rank]), ...this.ranks]);
  }

  /* The longest phrase from a word on that has synonyms: how many words, and what else to look for. */
  phrase(said, from) {
    for (let count = Math.min(LONGEST, said.length - from); count > 0; count -= 1) {
      const own = said.slice(from, from + count);
      const others = this.others(own);
      if (others.length) return { count, others };
    }
    return { count: 1, others: [] };
  }

  /* What means the same, then what that leads to; each once, and not the words themselves. */
  others(own) {
    const found = new Map([[key(own.join(" ")), 0]]);
    const same = [own.join(" "), ...(this.same.get(key(own.join(" "))) || [])];
    for (const phrase of same) if (!found.has(key(phrase))) found.set(key(phrase), { phrase, leads: false });
    for (const phrase of same) {
      for (const to of this.leads.get(key(phrase)) || []) {
        for (const one of [to, ...(this.same.get(key(to)) || [])]) {
          if (!found.has(key(one))) found.set(key(one), { phrase: one, leads: true });
        }
      }
    }
    return [...found.values()].filter(Boolean);
  }

  isKnown(word) {
    return this.stems.has(stem(word));
  }

  /* The word itself if there are hits for it, or else what it may be a form of: "bröstet" → "bröst". */
  base(word) {
    if (this.isKnown(word)) return word;
    for (const [ending, instead] of ENDINGS) {
      const base = word.endsWith(ending) ? word.slice(0, -ending.length) + instead : "";
      if (base.length > 2 && this.ranks.has(base)) return base;
    }
    return "";
  }

  /* Whether there are longer words that begin so: somebody may still be typing. */
  begins(word) {
    if (word.length < PART) return false;
    for (const known of this.ranks.keys()) if (known.startsWith(word)) return true;
    return false;
  }

  /* Two words that a compound is made of; the first may be the beginning of one: "sväljbedömning". */
  parts(word) {
    let loose = null;
    for (let cut = word.length - PART; cut >= PART; cut -= 1) {
      const tail = word.slice(cut);
      if (tail.length <= PART ? !this.ranks.has(tail) : !this.isKnown(tail) && !this.spelled.has(tail)) continue;
      for (const head of [word.slice(0, cut), ...(word[cut - 1] === "s" ? [word.slice(0, cut - 1)] : [])]) {
        if (head.length < PART) continue;
        if (this.spelled.has(head) || (head.length > SURE && this.isKnown(head))) return [head, tail];
        if (head.length > SURE && tail.length > SURE && this.begins(head)) loose = loose || [head, tail];
      }
    }
    return loose;
  }

  /* The longest known words that one begins and ends with, when nothing else is known of it. */
  ends(word) {
    const found = [];
    for (const piece of [(cut) => word.slice(0, -cut), (cut) => word.slice(cut)]) {
      for (let cut = PART; word.length - cut > SURE; cut += 1) {
        if (!this.ranks.has(piece(cut))) continue;
        found.push(piece(cut));
        break;
      }
    }
    return found;
  }

  /* The commonest of the nearest words; "" where none is near. A compound may be wrong in its last or its first part. */
  meant(word) {
    if (word.length < 4) return "";
    const whole = this.nearest(word);
    if (whole) return whole;
    for (let cut = word.length - 4; cut >= 4; cut -= 1) {
      const [head, tail] = [word.slice(0, cut), word.slice(cut)];
      if (this.ranks.has(head) && (this.nearest(tail) || "").length > 3) return `${head} ${this.nearest(tail)}`;
      if (this.ranks.has(tail) && (this.nearest(head) || "").length > 3) return `${this.nearest(head)} ${tail}`;
    }
    return "";
  }

  /* A word that is one letter away and many times as common, where this one may be a slip in the texts; else "". */
  commoner(word) {
    const own = this.ranks.get(word);
    if (own === undefined || word.length < 6 || this.others([word]).length) return "";
    const near = this.nearest(word, 1, own - MUCH);
    return near && word !== `o${near}` && distance(word, near, 1) === 1 ? near : "";
  }

  nearest(word, least = 0, rarest = Infinity) {
    const most = word.length < 5 ? 1 : word.length < 9 ? 2 : 3;
    let best = "";
    let lowest = Infinity;
    for (const [known, rank] of this.spelled) {
      if (known.length < 4 || Math.abs(known.length - word.length) > most || isEmpty(known)) continue;
      if (word.length < 7 && known[0] !== word[0] && known[0] !== word[1]) continue;
      const apart = distance(word, known, most);
      if (apart < least || rank > rarest || apart > most || apart > Math.ceil(word.length / 4)) continue;
      const cost = apart + (known[0] === word[0] ? 0 : 0.6) + rank / 40;
      if (cost < lowest) [best, lowest] = [known, cost];
    }
    return best;
  }
}

function enter(table, phrase, others) {
  const at = key(phrase);
  table.set(at, [...(table.get(at) || []), ...others]);
}

function key(phrase) {
  return words(phrase).map((word) => stem(fold(word))).join(" ");
}
