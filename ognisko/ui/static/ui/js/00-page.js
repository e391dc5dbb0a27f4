// What the behaviours share: the words of the page, a voice for those who hear it, the token of its forms.
const words = document.getElementById("announcer")?.dataset ?? {};

const ognisko = {
  words,
  person: document.body.dataset.person ?? "",
  isStill: matchMedia("(prefers-reduced-motion: reduce)").matches,

  say(text) {
    const voice = document.getElementById("announcer");
    if (!voice || !text) return;
    voice.textContent = "";
    setTimeout(() => { voice.textContent = text; }, 50);
  },

  show(text, kind = "error") {
    const list = document.getElementById("said");
    if (!list || !text) return;
    const line = document.createElement("li");
    line.className = kind;
    line.textContent = text;
    list.replaceChildren(line);
    line.scrollIntoView({ block: "nearest" });
  },

  token: () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "",

  send(address, fields = {}, method = "POST") {
    const body = new URLSearchParams(fields);
    const headers = { "X-CSRFToken": ognisko.token(), "X-Requested-With": "fetch" };
    return fetch(address, { method, headers, body, credentials: "same-origin", redirect: "manual", keepalive: true });
  },

  typing: (element) => element?.matches?.("input, textarea, select, [contenteditable]") ?? false,
};

window.ognisko = ognisko;
document.documentElement.classList.add("js");
