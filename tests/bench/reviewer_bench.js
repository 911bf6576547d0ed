// Shows a side through the reviewer's own functions, and looks at what stands on the page then.
"use strict";

const bench = (() => {
  const qa = document.getElementById("qa");

  async function show(side, night, question, answer, classes) {
    document.documentElement.classList.toggle("night-mode", night);
    _showQuestion(question, answer, classes);
    await shown();
    if (side === "answer") await turn(answer, classes);
    scrollTo(0, 0);
  }

  async function turn(answer, classes) {
    _showAnswer(answer, classes);
    await shown();
    scrollTo(0, 0);
  }

  // What changes on a page that is up when the night begins.
  function dress(night, classes) {
    document.documentElement.classList.toggle("night-mode", night);
    document.body.className = classes;
  }

  // The reviewer queues its work; its queue is empty once a later entry has run.
  async function shown() {
    await new Promise((done) => _queueAction(done));
    await document.fonts.ready;
    document.activeElement?.blur();
  }

  function errors(root) {
    const marked = [...root.querySelectorAll("[data-mjx-error], mjx-merror")].map(
      (node) => node.getAttribute("data-mjx-error") || node.textContent || "error",
    );
    const unknown = [...root.querySelectorAll("mjx-mtext")]
      .filter((node) => node.style.color === "red" || getComputedStyle(node).color === "rgb(255, 0, 0)")
      .map((node) => `unknown: ${source(node)}`);
    const untouched = root.querySelector("mjx-container") || !/\\[([]/.test(visible(root)) ? [] : ["not typeset"];
    const backslashes = [...root.querySelectorAll("mjx-mtext .mjx-c5C")].map(() => "a backslash among words");
    return [...marked, ...unknown, ...untouched, ...backslashes];
  }

  function source(node) {
    return [...node.querySelectorAll("mjx-c")]
      .map((glyph) => String.fromCodePoint(parseInt((/mjx-c([0-9A-F]+)/.exec(glyph.className) || [0, "3F"])[1], 16)))
      .join("") || node.textContent;
  }

  // Text nodes that show, outside code and formulas.
  function* texts(root, also = () => false) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const box = node.parentElement;
      if (!node.data.trim() || box.closest("style, script") || also(box)) continue;
      if (box.checkVisibility()) yield node;
    }
  }

  function visible(root) {
    return [...texts(root, (box) => box.closest("code, pre, mjx-container"))].map((node) => node.data).join(" ");
  }

  function raw() {
    const marks = [/\\[([]/, /\$[^$\s][^$]*\$/, /\*\*/, /\{\{|\}\}/, /<\/?[a-z]+>/i, /\[\[type:|\[sound:|\[anki:/, /\\[a-z]{2,}/i];
    const text = visible(qa);
    return marks.map((mark) => mark.exec(text)).filter(Boolean).map((found) =>
      text.slice(Math.max(0, found.index - 20), found.index + 40));
  }

  function wide() {
    const limit = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= limit) return [];
    return [...qa.querySelectorAll("*")]
      .filter((node) => node.getBoundingClientRect().right > limit + 1 && !clipped(node))
      .slice(0, 3)
      .map((node) => `${node.tagName.toLowerCase()}.${node.className}: ${node.textContent.slice(0, 40)}`)
      .concat(`page ${document.documentElement.scrollWidth} in ${limit}`);
  }

  // Boxes that scroll sideways though nothing that is seen sticks out of them: on a desktop each
  // has a bar below it.
  function idle() {
    const scrolls = (node) => node.scrollWidth > node.clientWidth && getComputedStyle(node).overflowX === "auto";
    const scrolling = [...qa.querySelectorAll("*")].filter(scrolls);
    const unseen = hideUnseen();
    const found = scrolling.filter((node) => !scrolls(node)).slice(0, 3)
      .map((node) => `${node.tagName.toLowerCase()}.${node.className} scrolls for nothing: ${node.textContent.slice(0, 40)}`);
    unseen.forEach((node) => node.style.removeProperty("display"));
    return found;
  }

  // MathJax's text for screen readers.
  function hideUnseen() {
    const unseen = [...qa.querySelectorAll("mjx-assistive-mml")];
    unseen.forEach((node) => node.style.setProperty("display", "none", "important"));
    return unseen;
  }

  // Boxes that scroll sideways must be high enough for all they hold, but for what is unseen.
  function cut() {
    const unseen = hideUnseen();
    const found = [...qa.querySelectorAll("*")]
      .filter((node) => node.scrollHeight > node.clientHeight + 2 && node.clientHeight > 0)
      .filter((node) => getComputedStyle(node).overflowY === "hidden")
      .slice(0, 3)
      .map((node) => `${node.tagName.toLowerCase()}.${node.className} ${node.scrollHeight - node.clientHeight} px: ${node.textContent.slice(0, 40)}`);
    unseen.forEach((node) => node.style.removeProperty("display"));
    return found;
  }

  function clipped(node) {
    for (let box = node.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
  }

  function live() {
    // The templates' own script stands beside the card; fields stand inside it.
    const parts = [...qa.querySelectorAll("script, iframe, object, embed, form, link, img, svg, video, audio")].filter((node) =>
      !(node.tagName === "SCRIPT" && node.parentElement === qa && node.textContent.includes("typedIn(code)")));
    const handlers = [...qa.querySelectorAll("*")].filter((node) =>
      node.id !== "typeans" && [...node.attributes].some((a) => /^on/i.test(a.name) || /^\s*javascript:/i.test(a.value)));
    return [...parts, ...handlers].map((node) => node.outerHTML.slice(0, 80));
  }

  // Contrast as WCAG 2.1 defines it, of each text against the nearest background behind it.
  function faint() {
    const found = new Map();
    for (const node of texts(qa)) {
      const box = node.parentElement;
      const ratio = contrast(colour(getComputedStyle(box).color), background(box));
      if (ratio < 4.5) found.set(box.className || box.tagName, `${ratio.toFixed(2)} ${node.data.trim().slice(0, 30)}`);
    }
    return [...found].map(([where, what]) => `${where}: ${what}`);
  }

  function background(box) {
    for (let node = box; node; node = node.parentElement) {
      const found = colour(getComputedStyle(node).backgroundColor);
      if (found[3] === 1) return found;
    }
    return [255, 255, 255, 1];
  }

  function colour(text) {
    const parts = text.match(/[\d.]+/g).map(Number);
    return [parts[0], parts[1], parts[2], parts.length > 3 ? parts[3] : 1];
  }

  function contrast(one, other) {
    const [dark, light] = [one, other].map(luminance).sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  }

  function luminance(rgb) {
    const [r, g, b] = rgb.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function marks() {
    return [...qa.querySelectorAll(".options > li")]
      .map((choice) => getComputedStyle(choice, "::after").content.replaceAll('"', ""))
      .filter((mark) => mark !== "none" && mark !== "normal");
  }

  function look() {
    return { text: qa.innerText, errors: errors(qa), raw: raw(), wide: [...wide(), ...idle()], cut: cut(), faint: faint(), live: live() };
  }

  // What a card says of a typed answer: the mark, each of its words, and whether Anki's comparison shows.
  function verdict() {
    const box = qa.querySelector(".verdict");
    const words = box ? [...box.children].map((word) => [word.className, word.textContent]) : [];
    const compared = qa.querySelector("code#typeans");
    return { mark: box ? box.className : "", words: Object.fromEntries(words), compared: !!compared && compared.checkVisibility() };
  }

  return { show, turn, dress, look, errors, marks, verdict };
})();
