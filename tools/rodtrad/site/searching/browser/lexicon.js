/* What is known of words: those that there are hits for, those that mean the same, and the likeliest one that was meant. */

import { distance, fold, stem, words } from "./swedish.js";

const LONGEST = 5; /* words of a phrase that has synonyms */
const PART = 3;
const SURE = 4; /* letters of a part that may be looked for by its beginning */

export class Lexicon {
  constructor(said, listed) {
    this.same = new Map(); /* phrase in stems → phrases */
    this.leads = new Map();
    for (const group of said.same) for (const one of group) enter(this.same, one, group);
    for (const [from, ...to] of said.leads) enter(this.leads, from, to);
    this.ranks = new Map(); /* word → how common it is: 0 is the commonest */
    this.stems = new Set();
    let rank = 0;
    for (const word of listed.split("\n")) {
      if (word) this.ranks.set(word, rank);
      else rank += 1;
    }
    for (const phrase of [...said.same, ...said.leads].flat()) {
      for (const word of words(phrase).map(fold)) if (/^\p{L}{3,}$/u.test(word) && !this.ranks.has(word)) this.ranks.set(word, rank);
    }
    for (const word of listed.split("\n")) if (word) this.stems.add(stem(word));
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

  /* Whether there are longer words that begin so: somebody may still be typing. */
  begins(word) {
    if (word.length < PART) return false;
    for (const known of this.ranks.keys()) if (known.startsWith(word)) return true;
    return false;
  }

  /* Two known words that a compound is made of; what is left of one of them may be the beginning of a word. */
  parts(word) {
    let loose = null;
    for (let cut = word.length - PART; cut >= PART; cut -= 1) {
      const tail = word.slice(cut);
      const heads = [word.slice(0, cut), ...(word[cut - 1] === "s" && cut > PART ? [word.slice(0, cut - 1)] : [])];
      const ends = tail.length > PART && this.isKnown(tail);
      for (const head of heads) {
        const begins = this.ranks.has(head) || (head.length > PART && this.isKnown(head));
        if (ends && begins) return [head, tail];
        if (ends && head.length >= SURE && this.begins(head)) loose = loose || [head, tail];
        if (begins && head.length >= SURE + 1 && tail.length >= PART) loose = loose || [head];
      }
    }
    return loose;
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

  nearest(word) {
    const most = word.length < 5 ? 1 : word.length < 9 ? 2 : 3;
    let best = "";
    let least = Infinity;
    for (const [known, rank] of this.ranks) {
      if (known.length < 4 || Math.abs(known.length - word.length) > most) continue;
      const apart = distance(word, known, most);
      if (apart > most || apart > Math.ceil(word.length / 4)) continue;
      const cost = apart + (known[0] === word[0] ? 0 : 0.6) + rank / 40;
      if (cost < least) [best, least] = [known, cost];
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
