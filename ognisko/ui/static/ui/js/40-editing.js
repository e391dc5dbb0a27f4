// What the toolbar does to a text: pure on strings, so that it can be tried without a page.
const marks = { bold: "**", italic: "_", code: "`" };
const starts = { list: () => "- ", numbers: (index) => `${index + 1}. `, quote: () => "> " };
const anyStart = /^(\s*)(?:[-*] |\d+[.)] |> )/;

// Returns { from, to, text, start, end }: replace from..to by text, then select start..end.
function edited(value, start, end, does, word = "") {
  if (marks[does]) return wrapped(value, start, end, marks[does], word);
  if (starts[does]) return started(value, start, end, starts[does]);
  const chosen = value.slice(start, end) || word;
  const isAddress = /^https?:\/\/\S+$/.test(chosen);
  const text = isAddress ? `[${word}](${chosen})` : `[${chosen}](https://)`;
  const at = isAddress ? start + 1 : start + chosen.length + 3;
  return { from: start, to: end, text, start: at, end: isAddress ? at + word.length : at + 8 };
}

function wrapped(value, start, end, mark, word) {
  const size = mark.length;
  const around = value.slice(start - size, start) === mark && value.slice(end, end + size) === mark;
  if (around) return { from: start - size, to: end + size, text: value.slice(start, end), start: start - size, end: end - size };
  const chosen = value.slice(start, end) || word;
  const fence = mark === "`" && chosen.includes("\n") ? ["```\n", "\n```"] : [mark, mark];
  const from = start + fence[0].length;
  return { from: start, to: end, text: fence[0] + chosen + fence[1], start: from, end: from + chosen.length };
}

function started(value, start, end, begin) {
  const from = value.lastIndexOf("\n", start - 1) + 1;
  const after = value.indexOf("\n", end);
  const to = after < 0 ? value.length : after;
  const lines = value.slice(from, to).split("\n");
  const isOn = lines.every((line, index) => line.startsWith(begin(index)));
  const bare = lines.map((line) => line.replace(anyStart, "$1"));
  const text = (isOn ? bare : bare.map((line, index) => begin(index) + line)).join("\n");
  return { from, to, text, start: isOn ? from : from + text.length, end: from + text.length };
}

// Enter inside a list begins the next item; on an empty item it ends the list.
function continued(value, at) {
  const from = value.lastIndexOf("\n", at - 1) + 1;
  const line = value.slice(from, at);
  const found = line.match(/^(\s*)([-*]|(\d+)([.)])|>) (.*)$/);
  if (!found) return null;
  if (!found[5].trim()) return { from, to: at, text: "", start: from, end: from };
  const sign = found[3] ? `${Number(found[3]) + 1}${found[4]}` : found[2];
  const text = `\n${found[1]}${sign} `;
  return { from: at, to: at, text, start: at + text.length, end: at + text.length };
}

window.ognisko.editing = { edited, continued };
