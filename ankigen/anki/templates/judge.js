// Is what was typed right? The rules of `ankigen grade`, as far as the key of the note carries them.
// A score runs from 0 to 1; SLIP is right but for the spelling; null leaves it to the learner.

const SLIP = 0.99;
const SMALL = "a an the this that these of in on at by for with to from into is are was were be and or it its as i we they".split(" ");
const KEYS = "qwertyuiop.asdfghjkl..zxcvbnm";
const SOUNDS = "aeiouy sczx ckqg dt fvp mn bp jg lr".split(" ");

const letters = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");
const lowered = (text) => text.normalize("NFKC").toLowerCase().replace(/ß/g, "ss").replace(/[‘’]/g, "'")
  .normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\s+/g, " ");
const plain = (text) => lowered(text).replace(/^[ ,;:!?"'`*“”«»„]+/, "").replace(/[ .,;:!?"'`*“”«»„]{1,99}$/, "")
  .replace(/^\.+(?!\d)/, "").replace(/^(?:the|an?) /, "");
const core = (text) => text.replace(/^(?:(?:i (?:think|guess|believe)|(?:it|that)(?:'s| is)|(?:the )?answer is|maybe|probably|perhaps)[:,]? +)+/i, "");
const symbol = (text) => text.normalize("NFKC").toLowerCase().replace(/−/g, "-").replace(/[\s_{}()[\]$.,*^]/g, "");

function telling(text) {
  const words = text.replace(/'(?:re|ve|ll|d|s|m)\b/g, " ")
    .replace(/\b(non|un|co|re|pre|sub|multi|anti|auto|de|inter|intra|semi)-(?=[a-z]{3})/g, "$1")
    .match(/\d+[a-z]{1,4}\d*|\d+(?:\.\d+)?|[a-z]+(?:\d+[a-z]*)*/g) || [];
  const found = words.filter((word) => !SMALL.includes(word));
  return found.length ? found : words;
}

// Letters missing, too many, wrong, or swapped with the next
function edits(one, other) {
  const rows = [[...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= other.length; j++) {
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      rows[i].push(Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1,
        rows[i - 1][j - 1] + (one[i - 1] !== other[j - 1]), swapped ? rows[i - 2][j - 2] + 1 : 99));
    }
  }
  return rows[one.length][other.length];
}

const among = (word, others = []) => [word, word.slice(0, -1), word.replace(/(?:es|ed|ing|er|ly)$/, ""), word.replace(/ing$/, "e")]
  .some((base) => others.includes(base));
const heard = (word) => word.replace(/ph/g, "f").replace(/tion/g, "sion");
// Neighbours on the keys stand one, ten or eleven places apart; the first vowel is heard clearly.
const mixedUp = (one, other, clear) => [1, 10, 11].includes(Math.abs(KEYS.indexOf(one) - KEYS.indexOf(other)))
  || SOUNDS.slice(clear ? 1 : 0).some((sound) => sound.includes(one) && sound.includes(other));

// A slip of the keys or the ear; null where the meaning may hang on it
function slip(said, key) {
  const [asked, given, wanted] = [key.word, heard(said), heard(key.word)];
  const [front, back] = key.edges || ["", ""];
  if (!/^[a-z]{3,} [a-z]{5,}$/.test(`${said} ${asked}`)) return 0;
  const begins = asked.length >= said.length + 3 && asked.startsWith(said);
  const count = edits(given, wanted);
  if (!begins && count > (wanted.length < 9 ? 1 : 2)) return 0;
  if (among(said, key.other) || said.endsWith(asked) || asked.endsWith(said) || said.length < 4) return null;
  if (begins) return SLIP;
  if (!said.startsWith(front) || !said.replace(/s$/, "").endsWith(back)) return null;
  if (given === wanted) return SLIP;
  if (said[0] !== asked[0] || edits(said, asked) > (asked.length < 7 ? 1 : 2)) return null;
  const places = [...given].map((_, place) => place).filter((place) => given[place] !== wanted[place]);
  return given.length !== wanted.length || count < places.length || places.every((place) =>
    mixedUp(given[place], wanted[place], !/[aeiouy]/.test(given.slice(0, place)))) ? SLIP : 0;
}

function alike(said, key) {
  if (said === key.word || (key.spelt || []).includes(said)) return 1;
  const formed = key.ends && said.startsWith(key.stem) && key.ends.split(" ").includes(said.slice(key.stem.length));
  return formed ? 1 : slip(said, key) || ((key.spelt || []).some((word) => edits(said, word) < 3) ? null : slip(said, key));
}

function worded(said, form, asked) {
  const left = [...form.words];
  let [surest, surplus, doubt] = [1, 0, form.negated];
  for (const word of said) {
    const likeness = left.map((key) => alike(word, key));
    const most = Math.max(0, ...likeness);
    if (most) left.splice(likeness.indexOf(most), 1);
    else surplus++;
    surest = Math.min(surest, most || 1);
    doubt = doubt || (!most && (likeness.includes(null) || among(word, form.near) || asked.some((start) => word.startsWith(start))));
  }
  const missing = left.filter((key) => !key.spare).length;
  if (!doubt && !surplus && !missing && left.length < form.words.length) return surest;
  return doubt || !missing || (form.words.length > 2 && left.length < form.words.length) ? null : 0;
}

function fits(typed, form, asked) {
  const said = plain(typed);
  if (said && said === plain(form.plain)) return 1;
  if (form.symbols) return form.symbols.includes(symbol(typed)) ? 1 : /[^ -~]|\\|\b(?:root|sub|at|of|the)\b/.test(said) ? null : 0;
  if (form.numbers) return numbered(form, typed);
  const squeezed = letters(said);
  const asks = letters(plain(form.plain));
  if (squeezed && squeezed === asks) return 1;
  if (form.short && form.short[squeezed]) return form.short[squeezed];
  if (!form.words || !/^[a-z0-9 '"!.,:;&/+-]+$/.test(said)) return null;
  const score = worded(telling(said), form, asked);
  // Words joined or cut down to some of their letters
  const odd = squeezed.includes(asks) || (squeezed.length < 6 && RegExp([...squeezed].join(".*")).test(asks));
  return score === 0 && odd ? null : score;
}

function best(typed, forms, asked) {
  const scores = forms.flatMap((form) => [fits(typed, form, asked), fits(core(typed), form, asked)]);
  return Math.max(0, ...scores) || (scores.includes(null) ? null : 0);
}

// What a numeral may mean, likeliest first: 1,234 is a thousand and more, or a little over one
function readings(digits) {
  const point = digits.replace(",", ".");
  const [, whole, , part] = /^([-+]?[1-9]\d{0,2}(?:([ ,.'])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d+))?$/.exec(digits) || [];
  const bare = whole && `${whole.replace(/[ ,.']/g, "")}.${part || 0}`;
  if (/^[-+]?\d*[.,]?\d+$/.test(digits)) return !bare ? [point] : digits.includes(",") ? [bare, point] : [point, bare];
  return bare ? [bare] : [];
}

function numbered({ numbers = [], spoken = [], rough }, typed) {
  const text = typed.replace(/10(?=[⁻⁺⁰¹²³⁴-⁹])/g, "10^").normalize("NFKC").trim().replace(/−/g, "-").replace(/⁄/g, "/")
    .replace(/ ?[*·×x] ?10\^\(?([-+]?\d{1,2})\)?$/, "e$1").replace(/^10\^/, "1e").replace(/^[=≈~] */, "").replace(/[.!]+$/, "");
  if (spoken.includes(lowered(text))) return 1;
  const parts = /^([-+]?(?:\d[\d.,']*(?: \d{3}(?!\d))*|\.\d+))(e[-+]?\d{1,2})?(?:\/(\d{1,9}))? ?([^\d\s.,/^*+-][^\d/^*+-]*)?$/i.exec(text);
  if (!parts) return null;
  const measure = (parts[4] || "").trim().replace(/^per ?cent$/i, "%");
  const read = readings(parts[1]).map((digits) => Number(digits + (parts[2] || "")) / Number(parts[3] || 1));
  const near = (reach, said) => ([, wanted]) => said.some((one) => Math.abs(one - wanted) <= reach * Math.max(Math.abs(one), Math.abs(wanted)));
  const known = numbers.filter(([unit]) => unit === measure);
  const right = known.filter(near(1e-9, read.slice(0, 1)));
  if (right.length) return Math.max(...right.map((one) => one[2]));
  const reach = !rough && !measure && known.every(([, one]) => Number.isInteger(one) && Math.abs(one) < 10000) ? 1e-9 : 0.06;
  return !read.length || (measure && measure !== "%") || known.some(near(reach, read)) ? null : 0;
}

function truthJudged(key, typed) {
  const parts = /^(.*?[^\s,;.-])(?:[\s,;.-]+(?:because|since|as)\b|[,;] )(.*)$/i.exec(typed) || ["", typed, ""];
  const words = core(lowered(parts[1]).trim()).match(/[^\s.,!]+/g) || [];
  const turned = words[0] === "not" && words.length === 2;
  const word = turned ? words[1] : words.length === 1 ? words[0] : "";
  const slips = (right) => word.length > 2 && word[0] === right[0] && edits(word, right) < 2;
  const said = /^(?:t|y|1|yes|yeah|yep|right|correct)$/.test(word) || slips("true");
  const settled = said || /^(?:f|n|0|no|nope|wrong|incorrect|untrue)$/.test(word) || slips("false");
  const doubt = /\b(?:true|false|right|wrong|yes|no|wait|but|sorry|actually|mean|guess|rather)\b|\?/i.test(parts[2]);
  return !settled || doubt || (turned && word.length < 3) ? null : Number((said !== turned) === key.right);
}

function choiceJudged({ options, right }, typed) {
  const said = letters(plain(typed));
  const begins = ([, text]) => letters(plain(text)) === said || (said.length > 4 && letters(plain(text)).startsWith(said));
  const whole = options.filter(begins);
  const words = lowered(typed).replace(/^(?:option|answer|choice|letter)\b|[().:]/g, "").match(/[^\s,&]+/g) || [];
  const known = words.filter((word) => word !== "and").map((word) => options.find(([key]) => key.toLowerCase() === word));
  const found = whole.length ? whole : known;
  if (!found.length || found.includes(undefined) || whole.length > 1) return null;
  const keys = [...new Set(found.map(([key]) => key))];
  const hits = keys.filter((one) => right.includes(one)).length;
  return hits < keys.length ? 0 : hits / right.length;
}

// In any order; each wrong item lessens the share
function listJudged({ items, names, need, asked, ordered, free }, typed) {
  const hits = new Set();
  let [wrong, doubt] = [0, false];
  const place = (piece) => {
    const scores = items.map((forms) => best(piece, forms, asked));
    const most = Math.max(0, ...scores);
    return most >= SLIP ? scores.indexOf(most) : most || scores.includes(null) ? null : -1;
  };
  const touches = (piece) => telling(plain(piece)).some((word) => items.flat().some((form) => !form.words || form.words.some((one) => alike(word, one) !== 0)));
  for (const part of core(typed).replace(/(^|\s)\(?\d{1,2}[.)]\s+/g, "$1, ").split(/[,;•\n]+/).filter(letters)) {
    const cut = part.trim().split(/\s+(?:and|or|plus)\s+|\s*[&+/|]\s*|^(?:and|or)\s+/i).filter(letters);
    for (const piece of (place(part) ?? -1) >= 0 ? [part] : cut.filter((one) => !/^(?:etc|more)\b/.test(one))) {
      const found = place(piece);
      if (found === null || (found < 0 && (touches(piece) || best(piece, free, asked) !== 0))) doubt = true;
      else if (found < 0) wrong++;
      else hits.add(found);
    }
  }
  const found = [...hits];
  if (doubt || (ordered && found.some((one, at) => at && found[at - 1] > one))) return null;
  const right = Math.min(found.length, need);
  return { score: right / (need + wrong), count: `${right} of ${need}`, missing: right < need ? names.filter((_, at) => !hits.has(at)) : [] };
}

const wordsJudged = ({ forms, asked }, typed) => best(typed, forms, asked);
const kinds = { truth: truthJudged, choice: choiceJudged, list: listJudged, number: numbered, words: wordsJudged };

function judge(key, typed) {
  const found = kinds[key.kind] && typed.length <= 300 ? kinds[key.kind](key, typed) : null;
  return found && found.count ? found : { score: found };
}
