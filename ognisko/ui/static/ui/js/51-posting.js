// What becomes of a draft when its form is sent: forgotten once it is posted, kept through anything that fails.
const { person, drafts } = window.ognisko;
const tended = new WeakSet();

function tendAll(root = document) {
  for (const editor of root.querySelectorAll("og-editor[data-place]")) {
    if (!tended.has(editor)) drafts.tend(editor);
    tended.add(editor);
  }
}

// A page that came after a sent form: the person is still signed in and it is no error page, so the text was taken.
const sent = sessionStorage.getItem("posting");
sessionStorage.removeItem("posting");
const failed = document.querySelector("#summary, [aria-invalid=true], .error-page");
if (sent && person && !failed) drafts.drop(sent);

document.addEventListener("submit", (event) => {
  const editor = event.target.querySelector?.("og-editor[data-place]");
  if (editor) sessionStorage.setItem("posting", editor.dataset.place);
  if (event.target.matches("[data-leaves]")) forgetAll();
});

document.addEventListener("htmx:after:swap", (event) => {
  const { ctx } = event.detail;
  const form = ctx.sourceElement; // the form itself was sent, and not one of its buttons, such as the preview
  const editor = form?.matches?.("form") && form.querySelector("og-editor[data-place]");
  if (editor && ctx.request.method === "POST" && ctx.response?.status < 300) {
    sessionStorage.removeItem("posting");
    editor.forget?.();
    editor.querySelector("textarea").defaultValue = "";
    for (const shown of form.querySelectorAll("[aria-live]")) shown.replaceChildren();
    if (editor.isConnected) form.reset();
  }
  tendAll();
});

// Signing out leaves nothing of what was typed on a shared computer.
function forgetAll() {
  for (const name of Object.keys(localStorage)) if (name.startsWith(`draft:${person}:`)) localStorage.removeItem(name);
}

tendAll();
