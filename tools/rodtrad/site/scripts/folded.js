/* What is folded is unfolded for paper, and for a link that leads into it. */
const unfold = (element) => {
  for (let box = element?.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
};
const goalOf = (hash) => {
  try { return document.getElementById(decodeURIComponent(hash.slice(1))); } catch { return null; /* not an address */ }
};
const reveal = () => {
  const goal = goalOf(location.hash);
  if (!goal?.closest("details:not([open])")) return;
  unfold(goal);
  goal.scrollIntoView();
};
addEventListener("hashchange", reveal);
reveal();

let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll(".rt-page details:not([open])")];
  for (const box of folded) box.open = true;
});
addEventListener("afterprint", () => { for (const box of folded) box.open = false; });
