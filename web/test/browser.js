// Starts Chromium with the built page.
import { spawnSync } from "node:child_process";
import puppeteer from "puppeteer-core";
import { serve } from "./server.js";

/** The path of a Chromium, or "". */
export const chromium = [process.env.CHROMIUM, "chromium", "chromium-browser", "google-chrome"]
  .map(name => name && spawnSync("sh", ["-c", 'command -v "$0"', name], { encoding: "utf8" }).stdout.trim()).find(Boolean) ?? "";

export async function open() {
  const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu", "--lang=en"], protocolTimeout: 600_000 });
  const server = await serve();
  return { browser, server, close: async () => { await browser.close(); server.close(); } };
}

/** Opens the page in a tab of its own; everything that goes wrong in it is in errors. */
export async function visit({ browser, server }) {
  const page = await (await browser.createBrowserContext()).newPage();
  page.setDefaultTimeout(60_000);
  const errors = [];
  page.on("pageerror", e => errors.push(String(e)));
  page.on("console", m => m.type() === "error" && errors.push(m.text()));
  await page.evaluateOnNewDocument(() => Object.defineProperty(navigator, "languages", { value: ["en"] }));
  await page.setViewport({ width: 1200, height: 800 });
  await page.goto(server.url);
  return Object.assign(page, { errors });
}

const done = page => page.waitForFunction(() => job.last && !job.running);

/** Puts a text into the box, as pasting does, and returns what became of it. */
export async function paste(page, text) {
  await page.evaluate(text => {
    job.last = null;
    box.value = text;
    box.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste" }));
  }, text);
  await done(page);
  return page.evaluate(() => output().text());
}

/** Opens a file: a list of [bytes, times]. It does not wait. */
export function begin(page, name, parts) {
  return page.evaluate((name, parts) => {
    job.last = null;
    const file = new File(parts.flatMap(([bytes, times]) => Array(times).fill(new Uint8Array(bytes))), name);
    const list = new DataTransfer();
    list.items.add(file);
    picker.files = list.files;
    picker.dispatchEvent(new Event("change"));
  }, name, parts.map(([bytes, times]) => [[...bytes], times]));
}

/** Opens a file and returns what became of it, in hexadecimal. */
export async function upload(page, name, bytes) {
  await begin(page, name, [[bytes, 1]]);
  await done(page);
  return page.evaluate(async () => [...new Uint8Array(await output().arrayBuffer())].map(b => b.toString(16).padStart(2, "0")).join(""));
}

export const text = (page, selector) => page.$eval(selector, e => e.textContent);
