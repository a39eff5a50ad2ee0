/* The table of contents beside the text: where the reader is, marked, and kept in sight there. */
const contents = document.querySelector(".rt-toc");
if (contents && "IntersectionObserver" in window) {
  const links = [...contents.querySelectorAll("a")];
  const places = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const box = contents.closest(".md-sidebar__scrollwrap");
  let now = null;
  const mark = () => {
    const line = innerHeight / 4;
    const passed = places.filter((place) => place && place.getBoundingClientRect().top <= line);
    const next = links[places.indexOf(passed.at(-1))];
    if (next === now) return;
    now?.classList.remove("md-nav__link--active");
    now?.removeAttribute("aria-current");
    now = next;
    if (!now) return;
    now.classList.add("md-nav__link--active");
    now.setAttribute("aria-current", "location");
    const [link, area] = [now.getBoundingClientRect(), box.getBoundingClientRect()];
    if (link.top < area.top || link.bottom > area.bottom) box.scrollTop += link.top - area.top - area.height / 2;
  };
  const watch = new IntersectionObserver(mark, { rootMargin: "0px 0px -75% 0px" });
  for (const place of places) if (place) watch.observe(place);
}
