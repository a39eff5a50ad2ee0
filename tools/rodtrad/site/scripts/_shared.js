/* Å, ä and ö are letters of their own; other marks do not matter. */
function fold(words) {
  return words.toLocaleLowerCase("sv").replace(/[éèüàç]/g, (c) => ({ é: "e", è: "e", ü: "u", à: "a", ç: "c" })[c]);
}
