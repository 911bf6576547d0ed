// Says on the back how a typed answer stands. What was typed is read from Anki's own comparison,
// which stays where letters matter, where nothing is claimed, and wherever this does not run.

function typedIn(code) {
  let typed = "";
  for (const mark of code.querySelectorAll("span")) {
    if (mark.id === "typearrow") break;
    if (/typeGood|typeBad/.test(mark.className)) typed += mark.textContent;
  }
  return typed;
}

function verdict({ score, count, missing = [] }) {
  if (score === null) return ["open", "Compare for yourself", ""];
  if (score === SLIP) return ["right", "Right, but for the spelling", "Good"];
  if (score >= 0.9) return ["right", "Right", "Good"];
  const more = (count ? ` · ${count}` : "") + (missing.length ? ` · missing: ${missing.join(", ")}` : "");
  return score < 0.3 ? ["wrong", `Not right${more}`, "Again"] : ["partly", `Partly right${more}`, score < 0.6 ? "Hard" : "Good"];
}

function show(key, code, typed) {
  const found = judge(key, typed);
  const [mark, said, button] = verdict(found);
  const letters = mark === "open" || found.score === SLIP;
  const box = document.createElement("div");
  const add = (name, text) => {
    box.appendChild(document.createElement("span")).className = name;
    box.lastChild.textContent = text;
  };
  box.className = `verdict ${mark}`;
  add("said", said);
  if (typeof pycmd === "function" && button) add("button", button);
  if (!letters && typed.trim() !== key.answer) {
    add("typed", typed);
    if (!found.missing) add("wanted", key.answer);
  }
  code.before(box);
  code.parentNode.classList.toggle("judged", !letters);
}

// `code` in Anki, `span` where a learner of AnkiDroid chose a plain font.
const code = document.querySelector("#typeans");
const typed = code ? typedIn(code) : "";
if (typed.trim()) {
  const keys = JSON.parse(document.querySelector(".accepted").textContent);
  const gap = document.querySelector(".text .cloze[data-ordinal]");
  const key = keys.kind ? keys : gap && keys[gap.dataset.ordinal];
  if (key) show(key, code, typed);
}
