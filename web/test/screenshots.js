// Takes the pictures of README.md anew: make -C web screenshots.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { open, paste, visit } from "./browser.js";

const folder = fileURLToPath(new URL("../screenshots/", import.meta.url));
mkdirSync(folder, { recursive: true });
const all = await open(), page = await visit(all);
const text = "鎴戜滑鏄庡ぉ鍘荤湅鐢靛奖銆�\n½ñÌìÍ¼Êé¹Ý±Õ¹Ý\n院子里的石榴树今年结了三十多个果子。\n鐜嬪┒閫佹潵涓�绡�楦¤泲銆�\n&#20170;&#22825;&#38381;&#39302;。";

/** @param {string} name @param {object} size @param {number} line */
async function picture(name, size, line) {
  await page.setViewport(size);
  await paste(page, text);
  await page.click(`tr:nth-child(${line}) td.new mark`);
  await page.waitForSelector(".chain");
  await page.evaluate(() => document.activeElement.blur());
  await page.screenshot({ path: folder + name });
}

await picture("page.png", { width: 980, height: 680 }, 4);
await page.select("#language", "zh");
await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
await picture("phone.png", { width: 380, height: 620 }, 2);
await all.close();
