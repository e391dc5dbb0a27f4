// A text is kept in the browser at every keystroke and on the server three seconds after the last one.
const { person, send } = window.ognisko;
const key = (place) => `draft:${person}:${place}`;
const read = (place) => { try { return JSON.parse(localStorage.getItem(key(place))); } catch { return null; } };
const drop = (place) => localStorage.removeItem(key(place));
const keep = (place, entry) => { try { localStorage.setItem(key(place), JSON.stringify(entry)); } catch { /* full */ } };
const clock = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit" });

function tend(editor) {
  const { place, draft } = editor.dataset;
  const area = editor.querySelector("textarea");
  const state = editor.querySelector(".draft-state");
  const title = area.form?.querySelector("input[name=title]");
  const now = () => ({ text: area.value, title: title?.value ?? "" });
  const given = JSON.stringify(now());
  let timer = 0;
  let waiting = false;

  async function save() {
    clearTimeout(timer);
    if (!waiting) return;
    waiting = false;
    const what = now();
    const answer = draft ? await send(draft, { place, ...what }).catch(() => null) : null;
    if (answer?.ok && read(place)) keep(place, { ...what, sent: true });
    state.textContent = answer?.ok ? `${state.dataset.saved}\u00a0${clock()}` : state.dataset.kept;
  }

  function note() {
    waiting = true;
    keep(place, { ...now(), sent: false });
    clearTimeout(timer);
    timer = setTimeout(save, 3000);
  }

  editor.forget = () => { clearTimeout(timer); waiting = false; drop(place); state.textContent = ""; };
  const kept = read(place);
  if (kept && (!kept.sent || !area.value) && kept.text && JSON.stringify({ text: kept.text, title: kept.title }) !== given) {
    area.value = kept.text;
    if (title && kept.title) title.value = kept.title;
    state.textContent = state.dataset.back;
  }
  for (const input of [area, title]) input?.addEventListener("input", note);
  document.addEventListener("visibilitychange", () => document.hidden && save());
}

window.ognisko.drafts = { tend, drop };
