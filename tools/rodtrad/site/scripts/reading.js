/* Where the reader is: marked among the letters and in the flow chart, and found again there. */
const local = document.querySelector(".rt-local");
const cards = document.querySelectorAll(".rt-node > h4[id]");
if (local && cards.length && "IntersectionObserver" in window) {
  const links = new Map();
  for (const link of document.querySelectorAll(".rt-local__letters a, svg.flow a.flow-node")) {
    const id = decodeURIComponent(link.hash ?? link.getAttribute("href")).replace(/^#/, "");
    links.set(id, [...(links.get(id) ?? []), link]);
  }
  const letter = (id, isHere) => {
    for (const link of links.get(id) ?? []) {
      if (link instanceof SVGElement) continue;
      if (!isHere) { link.removeAttribute("aria-current"); continue; }
      link.setAttribute("aria-current", "location");
      const row = link.closest("ul");
      row.scrollLeft = link.parentElement.offsetLeft - row.offsetLeft - row.clientWidth / 2;
    }
  };
  const node = (id, isHere) => {
    for (const link of links.get(id) ?? []) if (link instanceof SVGElement) link.classList.toggle("flow-now", isHere);
  };
  /* The chart keeps the last place while something else is read; the letters do not. */
  let [here, last] = [null, null];
  const inSight = new Set();
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) inSight[isIntersecting ? "add" : "delete"](target.querySelector("h4").id);
    const now = [...inSight].at(-1) ?? null;
    if (now === here) return;
    letter(here, false);
    letter(now, true);
    here = now;
    if (!now) return;
    node(last, false);
    node(now, true);
    last = now;
  }, { rootMargin: "-25% 0px -70% 0px" });
  for (const card of cards) seen.observe(card.parentElement);

  /* Back to the chart, to the place in it where the reader was. */
  const chart = document.querySelector("svg.flow");
  const home = chart?.closest(".rt-flow");
  for (const link of local.querySelectorAll("a")) {
    const goal = document.getElementById(link.hash.slice(1));
    const follows = goal && home && goal.compareDocumentPosition(home) & Node.DOCUMENT_POSITION_FOLLOWING;
    const between = follows && [...document.querySelectorAll(".rt-page h2[id]")].filter(
      (h) => h.compareDocumentPosition(home) & Node.DOCUMENT_POSITION_FOLLOWING).at(-1);
    if (between !== goal || !goal) continue;
    link.addEventListener("click", (event) => {
      const node = chart.querySelector(".flow-now");
      if (!node) return;
      event.preventDefault();
      history.pushState(null, "", link.hash);
      node.scrollIntoView({ block: "center", inline: "center" });
      node.focus({ preventScroll: true });
    });
  }
}
