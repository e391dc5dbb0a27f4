// htmx: the token goes with every request, failures are said in words, and what arrives is announced and focused.
const { say, show, token, words } = window.ognisko;
const whole = ["403", "404", "405", "413", "429", "5xx"]; // pages of their own, not parts to swap in

htmx.config.noSwap.push(...whole);

document.addEventListener("htmx:config:request", (event) => {
  const { request } = event.detail.ctx;
  if (request.method !== "GET") request.headers["X-CSRFToken"] = token();
});

document.addEventListener("htmx:before:response", (event) => {
  const { ctx } = event.detail;
  if (ctx.response.raw.redirected && new URL(ctx.response.raw.url).pathname.match(/^\/(konto|en\/account)\//)) {
    event.preventDefault();
    show(words.signedOut);
  }
});

document.addEventListener("htmx:response:error", (event) => {
  const { status } = event.detail.ctx.response;
  if (status === 400 || status === 422) return;
  show(status === 429 ? words.tooMany : status === 403 ? words.refused : words.failed);
});

document.addEventListener("htmx:error", () => show(navigator.onLine ? words.failed : words.offline));

document.addEventListener("htmx:after:swap", (event) => {
  const { ctx } = event.detail;
  const source = ctx.sourceElement;
  const near = source?.closest?.("[data-said], [data-focus]");
  const about = near?.matches("form") && near !== source ? {} : near?.dataset ?? {}; // a preview is not yet a reply
  if (about.said) say(about.said);
  const summary = document.querySelector("#summary");
  if (summary && ctx.response?.status >= 400) return summary.focus();
  const next = about.focus && document.querySelector(about.focus);
  if (!next) return;
  if (!next.hasAttribute("tabindex") && !next.matches("a, button, input, textarea, select")) next.tabIndex = -1;
  next.focus({ preventScroll: false });
});
