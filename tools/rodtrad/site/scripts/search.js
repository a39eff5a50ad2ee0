/* The search page. A word in a title counts most, and a long page is no worse than a short one. */
const RANKING = {
  pageLength: 0.1, termSimilarity: 8, termFrequency: 0.5, termSaturation: 1, metaWeights: { title: 9 },
};
for (const box of document.querySelectorAll("[data-rt-search]")) search(box);

async function search(box) {
  const form = box.querySelector("form");
  const list = box.querySelector(".rt-hits");
  const status = box.querySelector("[role=status]");
  const more = box.querySelector("[data-rt-more]");
  const root = new URL(box.dataset.rtRoot || "./", location.href);
  form.hidden = false;
  box.parentElement.querySelector("[data-rt-without]").remove();
  let index;
  try {
    index = await import(new URL("pagefind.js", new URL(box.dataset.rtSearch, location.href)).href);
    await index.options({ baseUrl: root.pathname, excerptLength: 28, ranking: RANKING });
    await index.init();
  } catch {
    status.textContent = "Sökregistret kan inte läsas. Öppna webbplatsen från en webbserver.";
    return;
  }
  const given = new URLSearchParams(location.search);
  form.elements.q.value = given.get("q") || "";
  form.elements.typ.value = given.get("typ") || "";
  let results = [];
  let shown = 0;
  let turn = 0;

  const show = async (amount) => {
    const mine = turn;
    const next = await Promise.all(results.slice(shown, shown + amount).map((result) => result.data()));
    if (mine !== turn) return; /* the reader has asked for something else meanwhile */
    for (const hit of next) list.append(line(hit));
    shown += next.length;
    more.hidden = shown >= results.length;
  };
  const run = async () => {
    const mine = ++turn;
    const words = form.elements.q.value.trim();
    const kind = form.elements.typ.value;
    const chosen = new URLSearchParams([["q", words], ["typ", kind]].filter(([, value]) => value));
    history.replaceState(null, "", `${location.pathname}${chosen.size ? `?${chosen}` : ""}`);
    list.replaceChildren();
    shown = 0;
    more.hidden = true;
    if (!words) { status.textContent = ""; return; }
    /* Rules are for those who write; readers meet them only when they ask for them. */
    const found = kind
      ? await index.search(`${words} ${mark(kind)}`)
      : await index.search(words, { filters: { not: { Regel: "ja" } } });
    if (mine !== turn) return;
    results = found.results;
    status.textContent = results.length === 1 ? "1 träff" : `${results.length} träffar`;
    await show(10);
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
  form.elements.typ.addEventListener("change", run);
  more.addEventListener("click", () => show(10));
  await run();
  box.dataset.rtReady = "";
}

/* The word that every page of a kind holds, unseen: a search for it too gives only that kind. */
function mark(kind) {
  return `rttyp${kind.normalize("NFD").replace(/[^a-z]/gi, "").toLowerCase()}`;
}

function line(hit) {
  const item = document.createElement("li");
  const title = document.createElement("a");
  title.className = "rt-hit__title";
  title.href = hit.url;
  title.textContent = hit.meta.title;
  const kind = document.createElement("span");
  kind.className = "rt-badge";
  kind.textContent = hit.meta.typ || "";
  const text = document.createElement("p");
  text.append(...excerpt(hit.excerpt));
  item.append(title, " ", ...(kind.textContent ? [kind] : []), text);
  const parts = (hit.sub_results || []).filter((part) => part.url.includes("#")).slice(0, 3);
  if (parts.length) {
    const links = document.createElement("ul");
    for (const part of parts) {
      const link = document.createElement("a");
      link.href = part.url;
      link.textContent = part.title.replace(/\s*#\s*$/, "");
      const row = document.createElement("li");
      row.append(link);
      links.append(row);
    }
    item.append(links);
  }
  return item;
}

/* An excerpt is text, with < and > escaped, and <mark> around each word that was found. */
function excerpt(written) {
  return written.split(/<\/?mark>/).map((piece, place) => {
    const words = piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    if (place % 2 === 0) return words;
    const found = document.createElement("mark");
    found.textContent = words;
    return found;
  });
}
