// Runs the script of the cards in Node: JSON lines [key, typed] on standard input, scores out.
// Usage: node judge_bench.js SOURCE, with SOURCE the script's first part, which defines judge().

const fs = require("node:fs");

const judge = new Function(`"use strict";\n${process.argv[2]}\nreturn judge;`)();
const lines = fs.readFileSync(0, "utf8").split("\n").filter(Boolean);
process.stdout.write(JSON.stringify(lines.map((line) => {
  const [key, typed] = JSON.parse(line);
  return judge(key, typed).score;
})));
