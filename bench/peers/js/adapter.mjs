// The adapter of the peers in JavaScript. Usage: node adapter.mjs PEER
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const version = (name) => JSON.parse(readFileSync(new URL(`./node_modules/${name}/package.json`, import.meta.url))).version;

const peers = {
  "simplecc-wasm": () => {
    const { simplecc } = require("simplecc-wasm");
    return [version("simplecc-wasm"), { t2s: (s) => simplecc(s, "t2s") }];
  },
  "opencc-js": () => {
    const { Converter } = require("opencc-js");
    return [version("opencc-js"), { t2s: Converter({ from: "t", to: "cn" }) }];
  },
};

const [name, operations] = peers[process.argv[2]]();
const answer = (...fields) => process.stdout.write(fields.join("\t") + "\n");
let file = { key: "", text: "" };

answer("ready", name);
createInterface({ input: process.stdin }).on("line", (line) => {
  const [verb, operation, input, size] = line.split("\t");
  try {
    const run = operations[operation];
    if (verb === "run") {
      answer("ok", Buffer.from(run(Buffer.from(input, "base64").toString("utf8")), "utf8").toString("base64"));
      return;
    }
    const key = input + size;
    if (file.key !== key) file = { key, text: readFileSync(input).subarray(0, Number(size)).toString("utf8") };
    const cpu = process.cpuUsage(), wall = process.hrtime.bigint();
    run(file.text);
    const used = process.cpuUsage(cpu);
    answer("ok", (used.user + used.system) * 1000, process.hrtime.bigint() - wall);
  } catch (error) {
    answer("err", String(error).replace(/[\t\n]/g, " ").slice(0, 200));
  }
});
