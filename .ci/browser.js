// Checks the HTML reports in a browser: what they ask for, sorting, searching, folding, the keyboard, legibility and narrow screens.
// node browser.js CHROMIUM REPORTS [FOLDER]: with a folder, pictures of the pages are left there.
"use strict";
const { chromium } = require("playwright-core");
const fs = require("fs");
const path = require("path");
const [, , executablePath, reports, pictures] = process.argv;
const pages = ["index", "alexnet", "mobilenet-0.25-int8", "googlenet", "densenet161"];
const failures = [];
let checks = 0;
let now = "";
const check = (condition, what) => {
  checks++;
  if (!condition) {
    failures.push(`${now}: ${what}`);
  }
};

// Colours as the browser computes them, and their contrast as WCAG 2 defines it.
const contrasts = () => {
  const parse = colour => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => top.slice(0, 3).map((c, i) => c * top[3] + below[i] * (1 - top[3])).concat(1);
  const luminance = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
  const ground = element => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const own = at.namespaceURI.endsWith("svg") ? null : getComputedStyle(at).backgroundColor;
      if (own) layers.push(parse(own));
      // In the graph, a node's text stands on its box.
      const box = at.matches?.("g.node") ? [...at.children].find(c => c.matches("rect.box")) : null;
      if (box) layers.push(parse(getComputedStyle(box).fill));
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const poor = new Map();
  let least = 21;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = walker.nextNode());) {
    const element = text.parentElement;
    if (!text.textContent.trim() || element.closest("script, style, [hidden], .skip") || !element.getClientRects().length) continue;
    const style = getComputedStyle(element);
    if (style.visibility === "hidden") continue;
    const below = ground(element);
    const colour = over(parse(element.namespaceURI.endsWith("svg") ? style.fill : style.color), below);
    const [a, b] = [luminance(colour), luminance(below)].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    least = Math.min(least, ratio);
    if (ratio < 4.5) poor.set(`${element.tagName}.${element.getAttribute("class") ?? ""}`, `${ratio.toFixed(2)} '${text.textContent.trim().slice(0, 30)}'`);
  }
  return { least, poor: [...poor].map(([where, what]) => `${where} ${what}`) };
};

const column = (page, index) => page.$$eval("#layers tbody tr", (rows, i) => rows.filter(r => !r.hidden).map(r => r.cells[i].dataset.value === undefined ? r.cells[i].textContent : Number(r.cells[i].dataset.value)), index);
const isSorted = (values, sign) => values.every((v, i) => i === 0 || sign * (typeof v === "number" ? v - values[i - 1] : v.localeCompare(values[i - 1], "en", { numeric: true })) >= 0);

const tables = async page => {
  const before = await column(page, 0);
  const heads = await page.$$eval("#layers thead th", cells => cells.map(c => !c.classList.contains("text")));
  for (let i = 0; i < heads.length; i++) {
    const button = page.locator("#layers thead button").nth(i);
    const head = page.locator("#layers thead th").nth(i);
    // The first time by mouse, the second by keyboard; the third brings the first order back.
    await button.click();
    check(await head.getAttribute("aria-sort") === (heads[i] ? "descending" : "ascending"), `column ${i} tells how it is sorted`);
    check(isSorted(await column(page, i), heads[i] ? -1 : 1), `column ${i} is sorted by mouse`);
    await button.focus();
    await page.keyboard.press("Enter");
    check(isSorted(await column(page, i), heads[i] ? 1 : -1), `column ${i} is sorted by Enter`);
    await page.keyboard.press("Space");
    check(JSON.stringify(await column(page, 0)) === JSON.stringify(before), `column ${i} gives the order of the network back`);
  }

  const word = (await column(page, 0))[0].slice(0, 4).toLowerCase();
  await page.fill("#search", word);
  const shown = await column(page, 0);
  check(shown.length > 0 && shown.length <= before.length, "searching leaves rows");
  check((await page.$$eval("#layers tbody tr", rows => rows.filter(r => !r.hidden).map(r => r.dataset.search))).every(t => t.includes(word)), "searching leaves what holds the word");
  check((await page.textContent("#shown")).startsWith(`${shown.length.toLocaleString("en")} of `), "the count of rows is told");
  await page.fill("#search", "no such layer");
  check((await column(page, 0)).length === 0, "searching for nothing that is there leaves nothing");
  await page.locator("#search").press("Escape");
  check((await column(page, 0)).length === before.length, "Escape ends the search");
};

const graph = async page => {
  const nodes = () => page.locator(".canvas g.node").count();
  const modules = page.locator(".canvas g.node.module:not(.open)");
  await page.click("#fold");
  const folded = await nodes();
  check(folded > 0, "the graph is drawn");
  await page.click("#unfold");
  const unfolded = await nodes();
  check(unfolded >= folded, "all unfolds");
  await page.click("#fold");
  check(await nodes() === folded, "all folds");
  if (await modules.count() > 0) {
    const id = await modules.first().getAttribute("data-id");
    const module = page.locator(`.canvas g.node[data-id="${id}"]`);
    // On its name: a module that is open lies around others.
    const click = () => module.locator("> rect.box").click({ position: { x: 40, y: 12 } });
    await click();
    check(await module.getAttribute("aria-expanded") === "true" && await nodes() > folded, "a module unfolds by mouse");
    await click();
    check(await module.getAttribute("aria-expanded") === "false" && await nodes() === folded, "a module folds by mouse");
    await module.evaluate(e => e.focus());
    await page.keyboard.press("ArrowRight");
    check(await module.getAttribute("aria-expanded") === "true", "a module unfolds by the right arrow");
    await page.keyboard.press("ArrowLeft");
    check(await module.getAttribute("aria-expanded") === "false", "a module folds by the left arrow");
    await page.keyboard.press("Enter");
    check(await module.getAttribute("aria-expanded") === "true", "a module unfolds by Enter");
    check((await page.evaluate(() => document.activeElement.dataset.id)) === id, "the focus stays on the module");
    check((await page.textContent(".detail h3")).length > 0, "the module's figures are shown");
    await page.click("#fold");
  }

  await page.locator(".canvas g.node").first().evaluate(e => e.focus());
  const first = await page.evaluate(() => document.activeElement.dataset.id);
  await page.keyboard.press("ArrowDown");
  const second = await page.evaluate(() => document.activeElement.dataset.id);
  check(second !== undefined && second !== first, "the down arrow goes to the next node");
  await page.keyboard.press("ArrowUp");
  check(await page.evaluate(() => document.activeElement.dataset.id) === first, "the up arrow goes back");
  check(await page.evaluate(() => { const box = document.activeElement.querySelector("rect.box"); return parseFloat(getComputedStyle(box).strokeWidth) > 2; }), "the focus in the graph is seen");
  const zoom = await page.textContent("#zoom");
  await page.click("#larger");
  check(await page.textContent("#zoom") !== zoom, "the graph is enlarged");
  await page.click("#fit");
};

const focusOrder = async page => {
  await page.evaluate(() => { document.activeElement.blur(); window.scrollTo(0, 0); });
  let last = -1;
  for (let i = 0; i < 25; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      const isNode = element.matches("g.node");
      return {
        tag: element.tagName, name: element.getAttribute("aria-label") ?? element.textContent.trim().slice(0, 40) ?? "",
        isSeen: isNode ? parseFloat(getComputedStyle(element.querySelector("rect.box")).strokeWidth) > 2 : style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        order: [...document.querySelectorAll("*")].indexOf(element), hasName: !!(element.getAttribute("aria-label") || element.textContent.trim() || element.labels?.length || element.getAttribute("title")),
      };
    });
    if (at.tag === "BODY") break;
    check(at.isSeen, `the focus on ${at.tag} '${at.name}' is seen`);
    check(at.order > last, `the focus goes forward to ${at.tag} '${at.name}'`);
    check(at.hasName, `${at.tag} has a name`);
    last = at.order;
  }
  check(last > 0, "the page is reached by keyboard");
};

(async () => {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  for (const name of pages) {
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [1400, 360]) {
        now = `${name}, ${colorScheme}, ${width} wide`;
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, reducedMotion: "reduce" });
        const page = await context.newPage();
        const url = `file://${path.resolve(reports, `${name}.html`)}`;
        page.on("request", r => check(r.url() === url, `asks for ${r.url()}`));
        page.on("console", m => check(!["error", "warning"].includes(m.type()), `the console says: ${m.text()}`));
        page.on("pageerror", e => check(false, `a script fails: ${e.message}`));
        await page.goto(url);
        check(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `the page is ${await page.evaluate(() => document.documentElement.scrollWidth)} pixels wide`);
        if (await page.locator("#unfold").count() > 0) {
          await page.click("#unfold");
        }
        const { least, poor } = await page.evaluate(contrasts);
        check(poor.length === 0, `text is hard to read: ${poor.join("; ")}`);
        check(least < 21, "contrasts were computed");
        check((await page.evaluate(() => [...document.querySelectorAll("*")].filter(e => getComputedStyle(e).transitionDuration.split(",").some(d => parseFloat(d) > 0) || getComputedStyle(e).animationName !== "none").length)) === 0, "nothing moves where less motion is asked for");
        if (await page.locator("#fold").count() > 0) {
          await page.click("#fold");
        }
        if (pictures) {
          fs.mkdirSync(pictures, { recursive: true });
          await page.screenshot({ path: path.join(pictures, `${name}-${colorScheme}-${width}.png`) });
          if (await page.locator(".graph").count() > 0) {
            await page.click("#fit");
            await page.locator(".graph").scrollIntoViewIfNeeded();
            await page.locator(".graph").screenshot({ path: path.join(pictures, `${name}-${colorScheme}-${width}-graph.png`) });
          }
          await page.screenshot({ path: path.join(pictures, `${name}-${colorScheme}-${width}-whole.png`), fullPage: true, clip: { x: 0, y: 0, width, height: 3000 } }).catch(() => {});
        }
        await focusOrder(page);
        await tables(page);
        if (await page.locator(".canvas").count() > 0) {
          await graph(page);
        }
        await context.close();
      }
    }
  }

  now = "the theme's button";
  const page = await (await browser.newContext({ colorScheme: "light" })).newPage();
  await page.goto(`file://${path.resolve(reports, "alexnet.html")}`);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.click(".theme");
  check(await ground() === light, "light on a light system changes nothing");
  await page.click(".theme");
  check(await ground() !== light, "dark is dark on a light system");
  await browser.close();
  failures.slice(0, 60).forEach(f => console.log(`FAILED ${f}`));
  console.log(`${checks} checks of ${pages.length} pages in Chromium, light and dark, wide and narrow: ${failures.length} failed`);
  process.exit(failures.length === 0 && checks > 500 ? 0 : 1);
})().catch(e => { console.error(`${now}: ${e.stack}`); process.exit(1); });
