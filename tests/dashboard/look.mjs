// Looks at a dashboard in a headless browser: node look.mjs BROWSER PAGE [FOLDER FOR PICTURES]
// Every chart is drawn, nothing is fetched, no script fails; light, dark and on a phone; by keyboard, without scripts; and axe finds
// nothing that keeps people out.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [browserPath, pagePath, pictures] = process.argv.slice(2);
const address = pathToFileURL(pagePath).href;
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({
  executablePath: browserPath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
let checks = 0;
const is = (actual, expected, what) => { assert.deepEqual(actual, expected, what); checks += 1; };
const holds = (truth, what) => { assert.ok(truth, what); checks += 1; };

// A page that is open, with everything that it asked for or complained about.
const open = async (options) => {
  const context = await browser.newContext({ deviceScaleFactor: 1, ...options });
  const page = await context.newPage();
  const heard = [];
  page.on("request", (request) => { if (request.url() !== address) heard.push(`asked for ${request.url().slice(0, 80)}`); });
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) heard.push(message.text()); });
  page.on("pageerror", (error) => heard.push(error.message));
  await page.goto(address);
  return { page, heard, close: () => context.close() };
};
const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const picture = async (page, name, options = {}) => {
  if (pictures) await page.screenshot({ path: `${pictures}/dashboard-${name}.png`, ...options });
};

const backgrounds = {};
for (const [name, colorScheme, width, height] of [["light", "light", 1360, 1690], ["dark", "dark", 1360, 1690], ["phone", "light", 390, 844]]) {
  const { page, heard, close } = await open({ colorScheme, viewport: { width, height }, hasTouch: name === "phone" });
  is(heard, [], `${name}: nothing is fetched and no script fails`);
  const plots = await page.$$eval(".plot", (all) => all.map((plot) => ({
    title: plot.closest(".card").querySelector("h2").textContent,
    kind: JSON.parse(plot.closest(".card").dataset.chart).kind,
    shapes: [...plot.querySelectorAll("svg path")].filter((path) => path.getAttribute("fill") !== "none" || path.getAttribute("stroke")).length,
    size: plot.getBoundingClientRect().toJSON(),
    name: plot.getAttribute("aria-label"),
    rows: plot.closest(".card").querySelectorAll("tbody tr").length,
    text: plot.textContent,
  })));
  holds(plots.length >= 10, `${name}: there are charts`);
  for (const plot of plots) {
    holds(plot.shapes >= (plot.kind === "heatmap" ? plot.rows : plot.kind === "map" ? 170 : 1), `${name}: ${plot.title} is drawn: ${plot.shapes} shapes for ${plot.rows} rows`);
    holds(plot.size.width > 100 && plot.size.height > 40, `${name}: ${plot.title} has room`);
    holds(plot.name.includes(plot.title) && plot.rows > 0, `${name}: ${plot.title} has a name and a table`);
    holds(!/NaN|undefined|Infinity/.test(plot.text), `${name}: ${plot.title} has no number that is none`);
  }
  const countries = await page.$eval(".card.map", (card) => ({
    filled: new Set([...card.querySelectorAll(".plot svg path")].map((path) => path.getAttribute("fill"))).size,
    elsewhere: card.querySelector(".elsewhere").hidden,
  }));
  holds(countries.filled > 3 && countries.elsewhere, `${name}: countries have the colours of their rows, and each row has its country`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  holds(wide <= 0, `${name}: nothing sticks out to the right (${wide} px)`);
  for (const summary of await page.$$("summary")) await summary.evaluate((element) => { element.parentElement.open = true; });
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => (await globalThis.axe.run()).violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 120)}`));
  is(violations, [], `${name}: axe`);
  for (const summary of await page.$$("summary")) await summary.evaluate((element) => { element.parentElement.open = false; });
  await page.evaluate(() => scrollTo(0, 0));
  backgrounds[name] = await background(page);
  await picture(page, name, name === "phone" ? { fullPage: true, clip: { x: 0, y: 0, width, height: 1700 } } : {});
  await close();
}
holds(backgrounds.light !== backgrounds.dark, "light and dark differ");

{
  // The reader's own choice of colours, and everything by keyboard.
  const { page, heard, close } = await open({ colorScheme: "light", viewport: { width: 1360, height: 1000 } });
  const button = page.locator("#colours");
  await button.focus();
  await page.keyboard.press("Enter");
  is([await button.textContent(), await background(page)], ["Colours: light", backgrounds.light]);
  await page.keyboard.press("Enter");
  is([await button.textContent(), await background(page)], ["Colours: dark", backgrounds.dark]);
  await page.reload();
  is(await background(page), backgrounds.dark, "the choice is kept");
  const summary = page.locator("summary", { hasText: "SQL" }).first();
  await summary.focus();
  await page.keyboard.press("Enter");
  holds((await page.locator("details[open] pre").first().textContent()).includes("SELECT"), "the SQL opens by keyboard");
  // What is drawn is what is written: the tooltip shows a number of the table.
  const card = page.locator(".card.bar", { hasText: "Orders by state" });
  await card.locator(".plot").scrollIntoViewIfNeeded();
  const box = await card.locator(".plot").boundingBox();
  await page.mouse.move(box.x + box.width * 0.16, box.y + box.height * 0.6);
  const first = await card.locator("tbody tr").first().locator("td").nth(1).textContent();
  await page.waitForFunction((n) => document.body.innerText.includes(n), first, { timeout: 5000 });
  holds((await card.locator(".plot").innerText()).includes(first), "the tooltip has the table's number");
  is(heard, []);
  await close();
}
{
  const { page, close } = await open({ javaScriptEnabled: false, viewport: { width: 1360, height: 1000 } });
  const summary = page.locator("summary", { hasText: "Table" }).first();
  await summary.click();
  holds(await page.locator("details[open] tbody tr").first().isVisible(), "without scripts the tables open");
  holds(await page.locator(".figure").first().isVisible(), "without scripts the figures are there");
  await close();
}
await browser.close();
console.log(`dashboard: ${checks} checks in ${browserPath.split("/").pop()} passed`);
