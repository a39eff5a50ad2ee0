/* The link of a block: using it copies the whole address, and shows where to comment on exactly that block. */
const page = document.querySelector(".rt-page");
const said = document.createElement("span");
said.className = "rt-linked";
const status = document.createElement("span");
status.setAttribute("role", "status");
said.append(status);

page?.addEventListener("click", async (event) => {
  const link = event.target.closest("a.rt-anchor");
  if (!link) return;
  status.textContent = "";
  said.replaceChildren(status);
  link.after(said);
  const address = page.dataset.rtComments;
  if (address) {
    const comment = document.createElement("a");
    comment.href = address.replaceAll("rt-this-block", encodeURIComponent(decodeURIComponent(link.hash.slice(1))));
    comment.textContent = "Kommentera stycket";
    said.append(comment);
  }
  try {
    await navigator.clipboard.writeText(link.href);
    status.textContent = "Länken är kopierad.";
  } catch {
    status.textContent = "Länken står i adressfältet.";
  }
});
