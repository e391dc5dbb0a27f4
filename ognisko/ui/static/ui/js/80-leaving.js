// A long form that was changed and not sent asks before the page is left. What has a draft need not ask.
const changed = new Set();
const guarded = "form[data-guard]";

document.addEventListener("input", (event) => {
  const form = event.target.closest?.(guarded);
  if (form && !event.target.closest("og-editor[data-place]")) changed.add(form);
});
document.addEventListener("submit", (event) => changed.delete(event.target));
addEventListener("beforeunload", (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});
