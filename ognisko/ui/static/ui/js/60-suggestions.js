// A list of people under a textarea, walked by arrows while the focus stays in the text.
const { say } = window.ognisko;

class Suggestions {
  constructor(area, label, write) {
    this.area = area;
    this.write = write;
    this.list = Object.assign(document.createElement("ul"), { id: `${area.id}-people`, className: "suggestions", role: "listbox", hidden: true });
    this.list.setAttribute("aria-label", label);
    area.after(this.list);
    area.setAttribute("aria-autocomplete", "list");
    area.addEventListener("keydown", (event) => this.choose(event), { capture: true });
    area.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  get items() { return [...this.list.children]; }

  open(people) {
    if (!people.length) return this.close();
    this.list.replaceChildren(...people.map((who, index) => this.item(who, index)));
    this.list.hidden = false;
    this.area.setAttribute("aria-controls", this.list.id);
    this.point(0);
    say(this.items.map((item) => item.textContent).join("; "));
  }

  item(who, index) {
    const item = Object.assign(document.createElement("li"), { id: `${this.list.id}-${index}`, role: "option" });
    item.dataset.handle = who.handle;
    item.append(Object.assign(document.createElement("b"), { textContent: who.name }), who.unit ? `, ${who.unit}` : "");
    item.addEventListener("mousedown", (event) => { event.preventDefault(); this.take(item); });
    return item;
  }

  point(at) {
    this.at = (at + this.items.length) % this.items.length;
    this.items.forEach((item, index) => item.setAttribute("aria-selected", String(index === this.at)));
    this.area.setAttribute("aria-activedescendant", this.items[this.at].id);
  }

  choose(event) {
    if (this.list.hidden) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) this.point(this.at + by);
    else if (event.key === "Enter" || event.key === "Tab") this.take(this.items[this.at]);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  take(item) { this.write(item.dataset.handle); this.close(); }
  close() { this.list.hidden = true; this.area.removeAttribute("aria-activedescendant"); }
}

window.ognisko.Suggestions = Suggestions;
