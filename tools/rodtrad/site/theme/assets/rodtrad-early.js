/* Rödtråd: what must be done before the page is painted. A file, since the policy of the site allows no inline script. */
"use strict";
/* Where the browser knows Trusted Types no script can make text into content; it may start our own scripts (the search). */
globalThis.trustedTypes?.createPolicy("default", {
  createScriptURL: (address) => (new URL(address, location).origin === location.origin ? address : null),
});
{
  /* What the theme's own script keeps in the reader's browser, by the address of the site. */
  const scope = new URL("..", document.currentScript.src);
  const key = (name, of) => `${of.pathname}.${name}`;
  const get = (name, store = localStorage, of = scope) => {
    try { return JSON.parse(store.getItem(key(name, of))); } catch { return null; }
  };
  const set = (name, value, store = localStorage, of = scope) => {
    try { store.setItem(key(name, of), JSON.stringify(value)); } catch { /* the reader keeps nothing */ }
  };
  const hash = (text) => [...text].reduce((sum, letter) => ((sum << 5) - sum) + letter.charCodeAt(0), 0);
  Object.assign(globalThis, { __md_scope: scope, __md_get: get, __md_set: set, __md_hash: hash });

  /* The colours that the reader has chosen, else those of the device. */
  const options = [...document.querySelectorAll("[data-md-color-media]")];
  const chosen = get("__palette")?.index;
  const option = options[chosen] ?? options.find((one) => matchMedia(one.dataset.mdColorMedia).matches);
  for (const name of ["mdColorScheme", "mdColorPrimary", "mdColorAccent"]) {
    if (option) document.body.dataset[name] = option.dataset[name];
  }
}
