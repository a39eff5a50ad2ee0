/* Swedish words: Snowball's stemming as Pagefind does it, what carries no meaning in a query, and how far two words are apart. */

const VOWELS = "aeiouy";
const MAIN = [
  "heterna", "hetens", "anden", "andes", "andet", "arens", "arnas", "ernas", "heten", "heter", "ornas", "ades", "ande",
  "aren", "arna", "arne", "aste", "erna", "erns", "orna", "ade", "are", "ast", "ens", "ern", "het", "ad", "ar", "as",
  "at", "en", "er", "es", "or", "a", "e",
];
/* After these, "et" is part of the word. */
const KEPT = /(?:h|iet|uit|fab|cit|dit|alit|ilit|mit|nit|pit|rit|sit|tit|ivit|kvit|xit|kom|rak|pak|stak)$/;
const BEFORE_S = "bcdfghjklmnoprtvy";

/* "depressionens" → "depression". Marks go first, as in the index: "besvär" is "besv" there. */
export function stem(marked) {
  let word = marked.normalize("NFD").replace(/\p{M}/gu, "");
  const from = region(word);
  const ends = (one) => word.length - one.length >= from && word.endsWith(one);
  let ending = MAIN.find(ends) || "";
  if (!ending) {
    const neuter = /.[aeiouy][^aeiouy](ets?)$/.exec(word)?.[1];
    if (neuter && ends(neuter) && !KEPT.test(word.slice(0, -neuter.length))) ending = neuter;
    else if (ends("s") && BEFORE_S.includes(word.at(-2))) ending = "s";
  }
  word = word.slice(0, word.length - ending.length);
  if (word.length - 2 >= from && /(?:dd|gd|nn|dt|gt|kt|tt)$/.test(word)) word = word.slice(0, -1);
  const last = ["fullt", "lig", "els", "ig"].find(ends);
  if (last === "fullt") return word.slice(0, -1);
  return last ? word.slice(0, word.length - last.length) : word;
}

/* Where endings may begin: after the first consonant that follows a vowel, and after three letters. */
function region(word) {
  for (let at = 1; at < word.length; at += 1) {
    if (VOWELS.includes(word[at - 1]) && !VOWELS.includes(word[at])) return Math.max(3, at + 1);
  }
  return word.length;
}

/* Words that say how something is asked, and not what. */
const EMPTY = new Set(
  `alla allt att av bara bli blir blev bör borde de del dem den denna deras dess det detta din dina dit ditt du då där efter
  eller en ens er era ett finns fort från får få för före ge ger gick gäller ges gjort gör göra ha hade han har hon hos hur
  i in innan inom inte istället ja jag kan ka kanske kommer kunde lite långt länge man med mellan men mer mig min mina mitt
  mot mycket måste många ni nu nya nytt när nåt någon något några och ofta olika om oss på sen ska skall skulle snabbt snart
  som sig sin så tar till typ under upp ur ut utan vad var vara varför vart vi via vid vilka vilken vilket vill vår åt än
  är över`.split(/\s+/),
);

export const isEmpty = (word) => EMPTY.has(word);

/* The words of a query or a title, as they are written. */
export function words(text) {
  return (text.normalize("NFC").match(/[\p{L}\p{N}][\p{L}\p{N}.:+\-]*/gu) || []).map((one) => one.replace(/[.:+\-]+$/, ""));
}

export const fold = (word) => word.toLocaleLowerCase("sv");

/* Letters that are wrong, missing, too many or have changed places: Damerau and Levenshtein, given up above `most`. */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length];
}
