/* Rödtråd: runs before anything is drawn. A reader who has chosen what to see of a pathway shall not see the rest of it
   fold away, so the text waits for `scripts/views.js`; `6-views.css` shows it after a while whatever happens. */
"use strict";
{
  const given = new URLSearchParams(location.search);
  const isChosen = (name) => given.has(name) || localStorage.getItem(`rodtrad.${name}`);
  try {
    if (["vy", "profession", "region"].some(isChosen)) document.documentElement.classList.add("rt-waits");
  } catch { /* storage is refused: nothing is remembered */ }
}
