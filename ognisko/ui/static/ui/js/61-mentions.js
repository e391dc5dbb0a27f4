// After @ and a letter: who of the people here is meant. Arrows choose, Enter or Tab writes, Escape closes.
const { Suggestions } = window.ognisko;
const asked = /(?:^|[\s(„"])@([\p{L}\d.-]{1,40})$/u;

function attend(editor) {
  const area = editor.querySelector("textarea");
  let word = "";

  const list = new Suggestions(area, editor.dataset.mentionsLabel ?? "@", (handle) => {
    const to = area.selectionStart;
    const from = to - word.length;
    const end = from + handle.length + 1;
    editor.put({ from, to, text: `${handle} `, start: end, end });
  });

  area.addEventListener("input", async () => {
    word = area.value.slice(0, area.selectionStart).match(asked)?.[1] ?? "";
    if (!word) return list.close();
    const address = new URL(editor.dataset.mentions, location.href);
    address.searchParams.set("q", word);
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    const found = answer?.ok ? await answer.json() : {};
    if (address.searchParams.get("q") === word) list.open(Array.isArray(found) ? found : found.people ?? []);
  });
}

document.addEventListener("focusin", (event) => {
  const editor = event.target.closest?.("og-editor[data-mentions]");
  if (!editor || editor.attended) return;
  editor.attended = true;
  attend(editor);
});
