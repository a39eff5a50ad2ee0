/* Rödtråd: what must be done before the page is painted. A file, since the policy of the site allows no inline script. */
"use strict";
/* Where the browser knows Trusted Types no script can make text into content; it may start our own scripts (the search). */
globalThis.trustedTypes?.createPolicy("default", {
  createScriptURL: (address) => (new URL(address, location).origin === location.origin ? address : null),
});
{
  const { documentElement: root, body } = document;
  root.classList.replace("no-js", "js");

  /* The colours that the reader has chosen, else those of the device. Kept in the reader's browser, for this site only. */
  const home = new URL("..", document.currentScript.src).pathname;
  const key = `${home}rt-scheme`;
  const kept = (value) => {
    try {
      if (value) localStorage.setItem(key, value);
      return localStorage.getItem(key);
    } catch { return value; /* the reader keeps nothing */ }
  };
  const button = document.querySelector("[data-rt-scheme]");
  const names = { default: button.getAttribute("aria-label"), slate: button.dataset.rtLight };
  const device = matchMedia("(prefers-color-scheme: dark)");
  const show = (chosen = kept()) => {
    const scheme = chosen in names ? chosen : device.matches ? "slate" : "default";
    body.dataset.mdColorScheme = scheme;
    button.setAttribute("aria-label", names[scheme]);
    button.title = names[scheme];
  };
  button.addEventListener("click", () => {
    const other = body.dataset.mdColorScheme === "slate" ? "default" : "slate";
    kept(other);
    show(other);
  });
  device.addEventListener("change", () => show());
  button.hidden = false;
  show();

  /* Who has chosen what to see of pathways shall not see the rest fold away: the text waits for `scripts/views.js`.
     The style sheet shows it after a while whatever happens. */
  if (location.pathname.startsWith(`${home}vardforlopp/`)) {
    const given = new URLSearchParams(location.search);
    const isChosen = (name) => {
      try { return given.has(name) || localStorage.getItem(`${home}rt-${name}`); } catch { return false; }
    };
    root.classList.toggle("rt-waits", ["vy", "profession", "region"].some(isChosen));
  }
}
