// Is what was typed right? The rules of `ankigen grade`, as far as the key of the note carries them.
// A score runs from 0 to 1; SLIP is right but for the spelling; null leaves it to the learner.

const SLIP = 0.99;
const SMALL = "a an the this that of in on at by for with to from is are was be and or its as i s".split(" ");
const KEYS = "qwertyuiop.asdfghjkl..zxcvbnm";
const SOUNDS = "aeiouy sczx ckqg dt fvp mn bp jg lr".split(" ");

const letters = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");
const lowered = (text) => text.normalize("NFKC").toLowerCase().replace(/ß/g, "ss").replace(/[‘’]/g, "'")
  .normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\s+/g, " ");
const plain = (text) => lowered(text).replace(/^[ ,;:!?"'`*“”«»„]+/, "").replace(/[ .,;:!?"'`*“”«»„]+$/, "")
  .replace(/^\.+(?!\d)/, "").replace(/^(?:the|an?) /, "");
const core = (text) => text.replace(/^(?:(?:i (?:think|guess)|(?:it|that)(?:'s| is)|(?:the )?answer is|answer|um+|maybe|probably)[:,]? +)+/i, "")
  .replace(/(?:[\s,]+(?:i (?:think|guess)|maybe|probably)[.!?]*)+$/i, "");
const symbol = (text) => text.normalize("NFKC").toLowerCase().replace(/−/g, "-").replace(/[\s_{}()[\]$.,*^]/g, "");

function telling(text) {
  const words = text.match(/\d+(?:\.\d+)?[a-z]*\d*|[a-z]+[a-z\d]*/g) || [];
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
const single = (word) => word.replace(/(.)\1/g, "$1");
const heard = (word) => single(word.replace(/ph/g, "f").replace(/tion/g, "sion"));
// What is left of a word without its vowels
const bones = (word) => single(word.replace(/^c(?=[ei])/, "s").replace(/(?!^)[aeiouy]|s$/g, ""));
// Neighbours on the keys stand one, ten or eleven places apart; the first vowel is heard clearly.
const mixedUp = (one, other, clear) => [1, 10, 11].includes(Math.abs(KEYS.indexOf(one) - KEYS.indexOf(other)))
  || SOUNDS.slice(clear ? 1 : 0).some((sound) => sound.includes(one) && sound.includes(other));

// A slip of the keys or the ear; null where it may be one, or where the meaning hangs on it
function slip(said, { word: asked, stem = asked, spelt = [], other = [], edges: [front, back] = ["", ""] }) {
  const begins = asked.length >= said.length + 3 && asked.startsWith(said);
  const [given, wanted] = [heard(said), heard(asked)];
  const turned = given[0] === wanted[1] && given[1] === wanted[0];
  const near = asked.length > 3 && (given[0] === wanted[0] || turned) && edits(given, wanted) <= (asked.length < 9 ? 2 : 4);
  if (other.includes(said) || !(begins || near || bones(said) === bones(asked) || [stem, ...spelt].some((word) => said.startsWith(word)))) return 0;
  if (!/^[a-z]{4,} [a-z]{5,}$/.test(`${said} ${asked}`) || among(said, other) || said.endsWith(asked) || asked.endsWith(said)) return null;
  if (begins) return SLIP;
  if (said.length < 5 || turned || /our|[iy]s[aei]|ll(?:ed|ing|er)|res?$|ogue|ae/.test(said)) return null;
  if (given === wanted) return SLIP;
  if (given[0] !== wanted[0] || !said.startsWith(front) || !said.replace(/s$/, "").endsWith(back)) return null;
  const count = edits(said, asked);
  const places = [...said].map((_, place) => place).filter((place) => said[place] !== asked[place]);
  const slipped = said.length < asked.length || (said.length === asked.length && (count < places.length
    || places.every((place) => mixedUp(said[place], asked[place], !/[aeiouy]/.test(said.slice(0, place))))));
  return slipped && count <= (asked.length < 9 ? 1 : 2) ? SLIP : null;
}

function alike(said, key) {
  if (said === key.word || (key.spelt || []).includes(said)) return 1;
  const formed = key.ends && said.startsWith(key.stem) && key.ends.split(" ").includes(said.slice(key.stem.length));
  return formed ? 1 : slip(said, key);
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
    doubt = doubt || (!most && (likeness.includes(null) || among(word, form.near) || asked.some((start) => word.startsWith(start))
      || left.some((key) => (word.length > 3 && key.word.includes(word)) || (key.word.length > 3 && word.includes(key.word)))));
  }
  const missing = left.filter((key) => !key.spare).length;
  if (!doubt && !surplus && !missing && left.length < form.words.length) return surest;
  const told = form.words.length > 2 || Object.values(form.short || {}).includes(0.75);
  return doubt || !missing || (told && left.length < form.words.length) ? null : 0;
}

function fits(typed, form, asked) {
  const said = plain(typed);
  if (said && said === plain(form.plain)) return 1;
  if (form.symbols) return form.symbols.includes(symbol(typed)) ? 1 : /[^!-~]|[\\,]|root/.test(typed.trim()) ? null : 0;
  if (form.numbers) return numbered(form, typed);
  const squeezed = letters(said);
  const asks = letters(plain(form.plain));
  if (squeezed && squeezed === asks) return 1;
  const short = form.short && (form.short[squeezed] || form.short[said.replace(/\. /g, " ")]);
  if (short) return short;
  if (!form.words || !/^[a-z0-9 '"!.,:;&/+-]+$/.test(said)) return null;
  const score = worded(telling(said), form, asked);
  // Words joined, cut down to some of their letters, or cut apart with a slip
  const far = edits(squeezed, asks);
  const apart = form.words.length < 2 === /[ -]/.test(said);
  return score === 0 && ((apart && far < 4) || far === Math.abs(squeezed.length - asks.length)) ? null : score;
}

function best(typed, forms, asked) {
  const scores = forms.map((form) => fits(typed, form, asked));
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
  if (spoken.includes(text.toLowerCase())) return 1;
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
  const said = lowered(typed).trim();
  const words = core(said).match(/[^\s.,;!]+/g) || [];
  const turned = words[0] === "not" && words.length === 2;
  const word = turned ? words[1] : words.length === 1 ? words[0] : "";
  const alone = core(said) === said && !turned;
  const reads = (right) => word === right || (alone && word.length > 2 && word !== "falso" && word[0] === right[0] && edits(word, right) < 2);
  const yes = reads("true") || /^(?:t|y|1|yes|yeah|yep|right|correct)$/.test(word);
  const no = reads("false") || /^(?:f|n|0|no|nope|wrong|incorrect|untrue)$/.test(word);
  return yes === no || (!alone && word.length < 2) ? null : Number((yes !== turned) === key.right);
}

function choiceJudged({ options, right, all }, typed) {
  const said = letters(lowered(typed));
  const texts = options.map(([, text]) => letters(lowered(text)));
  const whole = options.filter((_, at) => texts[at] === said || (said.length > 4 && texts[at].startsWith(said)));
  const words = lowered(typed).replace(/^(?:option|answer|choice|letter)\b|\band\b|[().:]/g, "").match(/[^\s,&]+/g) || [];
  const known = words.map((word) => options.find(([key]) => key.toLowerCase() === word));
  const found = whole.length ? whole : known;
  if (!found.length || found.includes(undefined) || whole.length > 1 || (found.length > 1 && (all || /[()]/.test(typed)))) return null;
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
    for (const piece of (place(part) ?? -1) >= 0 ? [part] : cut.filter((one) => !/^(?:etc|more|right)\b/.test(one))) {
      const found = place(piece);
      if (found === null || (found < 0 && (/ly\W*$/i.test(piece) || touches(piece) || best(piece, free, asked) !== 0))) doubt = true;
      else if (found < 0) [wrong, doubt] = [wrong + 1, doubt || /[&+/|]/.test(part)];
      else hits.add(found);
    }
  }
  const found = [...hits];
  if (doubt || (ordered && found.some((one, at) => at && found[at - 1] > one))) return null;
  const right = Math.min(found.length, need);
  return { score: right / (need + wrong), count: `${right} of ${need}`, missing: right < need ? names.filter((_, at) => !hits.has(at)) : [] };
}

const wordsJudged = ({ forms, asked }, typed) => best(typed, forms, asked) || best(core(typed), forms, asked);

function judge(key, typed) {
  const kinds = { truth: truthJudged, choice: choiceJudged, list: listJudged, number: numbered, words: wordsJudged };
  const found = typed.length > 300 || /\?.*\w/.test(typed) ? null : kinds[key.kind](key, typed);
  return found && found.count ? found : { score: found };
}
