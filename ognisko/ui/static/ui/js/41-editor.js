// <og-editor>: the toolbar over a plain textarea. Without this script the textarea stays, and Markdown with it.
const { edited, continued } = window.ognisko.editing;
const keys = { b: "bold", i: "italic", k: "link" };

class Editor extends HTMLElement {
  connectedCallback() {
    this.area = this.querySelector("textarea");
    this.bar = this.querySelector("[role=toolbar]");
    if (!this.area || !this.bar || this.ready) return;
    this.ready = true;
    this.buttons = [...this.bar.querySelectorAll("button")];
    this.bar.hidden = false;
    this.buttons.forEach((button, index) => { button.tabIndex = index ? -1 : 0; });
    this.bar.addEventListener("mousedown", (event) => event.preventDefault());
    this.bar.addEventListener("click", (event) => this.press(event.target.closest("button")));
    this.bar.addEventListener("keydown", (event) => this.walk(event));
    this.area.addEventListener("keydown", (event) => this.type(event));
  }

  press(button) {
    if (!button) return;
    const { selectionStart, selectionEnd, value } = this.area;
    const word = button.dataset.word ?? button.getAttribute("aria-label").toLowerCase();
    this.put(edited(value, selectionStart, selectionEnd, button.dataset.does, word));
  }

  put(change) {
    this.area.focus();
    this.area.setSelectionRange(change.from, change.to);
    const isTyped = change.text ? document.execCommand("insertText", false, change.text) : document.execCommand("delete");
    if (!isTyped) {
      this.area.setRangeText(change.text, change.from, change.to);
      this.area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.area.setSelectionRange(change.start, change.end);
  }

  type(event) {
    const does = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && keys[event.key.toLowerCase()];
    const next = event.key === "Enter" && !event.shiftKey && !event.isComposing && !event.defaultPrevented
      && this.area.selectionStart === this.area.selectionEnd && continued(this.area.value, this.area.selectionStart);
    if (does) this.press(this.buttons.find((button) => button.dataset.does === does));
    else if (next) this.put(next);
    if (does || next) event.preventDefault();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.area.form?.requestSubmit();
  }

  walk(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const at = this.buttons.indexOf(document.activeElement);
    const next = this.buttons.at((at + by) % this.buttons.length);
    this.buttons.forEach((button) => { button.tabIndex = button === next ? 0 : -1; });
    next.focus();
    event.preventDefault();
  }
}

customElements.define("og-editor", Editor);
