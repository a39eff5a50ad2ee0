/* Where the reader is: marked among the letters and in the flow chart, and found again there. */
const local = document.querySelector(".rt-local");
const cards = document.querySelectorAll(".rt-node > h4[id]");
if (local && cards.length && "IntersectionObserver" in window) {
  const links = new Map();
  for (const link of document.querySelectorAll(".rt-local__letters a, svg.flow a.flow-node")) {
    const id = decodeURIComponent(link.hash ?? link.getAttribute("href")).replace(/^#/, "");
    links.set(id, [...(links.get(id) ?? []), link]);
  }
  let now = null;
  const mark = (id) => {
    if (id === now) return;
    for (const link of links.get(now) ?? []) {
      link.removeAttribute("aria-current");
      link.classList.remove("flow-now");
    }
    now = id;
    for (const link of links.get(id) ?? []) {
      if (link instanceof SVGElement) { link.classList.add("flow-now"); continue; }
      link.setAttribute("aria-current", "location");
      const row = link.closest("ul");
      row.scrollLeft = link.parentElement.offsetLeft - row.offsetLeft - row.clientWidth / 2;
    }
  };
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) mark(entry.target.querySelector("h4").id);
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
