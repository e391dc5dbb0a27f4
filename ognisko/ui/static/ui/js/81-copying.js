// The address of a post goes to the clipboard; without a clipboard the link is an ordinary link.
const { say, show, words } = window.ognisko;

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("[data-copies]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !navigator.clipboard) return;
  event.preventDefault();
  const address = new URL(link.getAttribute("href") ?? link.dataset.copies, location.href).href;
  try {
    await navigator.clipboard.writeText(address);
    const before = link.textContent;
    link.textContent = words.copied;
    say(words.copied);
    setTimeout(() => { link.textContent = before; }, 2000);
  } catch {
    show(address, "note");
  }
});
