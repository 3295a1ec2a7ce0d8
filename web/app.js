// The page: takes a text or a file, lets a worker repair it, and shows what it did.
// @ts-check

/** @template {HTMLElement} T @param {string} id @param {new () => T} type @returns {T} */
function find(id, type) {
  const e = document.getElementById(id);
  if (!(e instanceof type)) throw new Error("no element " + id);
  return e;
}

const box = find("text", HTMLTextAreaElement), picker = find("file", HTMLInputElement), bar = find("progress", HTMLProgressElement);
const drop = find("drop", HTMLElement), working = find("working", HTMLElement), result = find("result", HTMLElement);
const state = find("status", HTMLElement), languages = find("language", HTMLSelectElement), download = find("download", HTMLAnchorElement);

/** @type {[string, string][]} */
const examples = [
  ["UTF-8 read as GBK", "鎴戜滑鏄庡ぉ鍘荤湅鐢靛奖銆�"],
  ["GBK read as Latin-1", "½ñÌìÍ¼Êé¹Ý±Õ¹Ý"],
  ["a link-farm page", "新學(xué)期開(kāi)始了,圖書(shū)館也換上了新桌椅。"],
  ["lost bytes", "鐜嬪┒閫佹潵涓�绡�楦¤泲銆�"],
  ["traditional", "圖書館裡的燈亮了，大家都在看書。"],
];

/** What is being repaired, or was. */
const job = {
  name: "", size: 0, running: false,
  /** @type {Blob[]} */ out: [],
  /** @type {Map<number, {was: string, now: string}>} */ choices: new Map(),
  /** @type {any} */ last: null,
};

/** @type {Map<string, Rule>} */
const rules = new Map();
const view = new View(find("view", HTMLElement), rules, explain, (at, was, now) => {
  job.choices.set(at, { was, now });
  offer();
});

/** Says something to all readers. @param {string} words @param {...string} with_ */
function say(words, ...with_) {
  state.dataset.text = with_.reduce((s, x, i) => s.replace(`{${i}}`, () => x), words);
  state.textContent = filled(words, ...with_).join("");
}

// The engine: compiled once, and handed to each worker.

/** @type {Promise<{module: WebAssembly.Module, tables: {marker: string, bytes: ArrayBuffer}[]}>} */
const parts = load();
const script = fetch("worker.js").then(r => r.text());
/** @type {Promise<Worker>|null} */
let started = null;
/** @type {((why: Explanation|null) => void)[]} */
let questions = [];

async function load() {
  const { engine, tables } = await (await fetch("parts.json")).json();
  const unpacked = async (/** @type {string} */ name, type = "application/octet-stream") => {
    const packed = await fetch(name);
    if (!packed.ok || !packed.body) throw new Error(`${name}: ${packed.status}`);
    return new Response(packed.body.pipeThrough(new DecompressionStream("gzip")), { headers: { "Content-Type": type } });
  };
  const [module, ...bytes] = await Promise.all([
    WebAssembly.compileStreaming(unpacked(engine, "application/wasm")),
    ...tables.map(async (/** @type {{file: string}} */ t) => (await unpacked(t.file)).arrayBuffer()),
  ]);
  return { module, tables: tables.map((/** @type {{marker: string}} */ t, /** @type {number} */ i) => ({ marker: t.marker, bytes: bytes[i] })) };
}

/** The worker comes from a blob, so that the page's security policy binds it, too. */
const trusted = /** @type {any} */ (window).trustedTypes?.createPolicy("fixtext", { createScriptURL: (/** @type {string} */ url) => url })
  ?? { createScriptURL: (/** @type {string} */ url) => url };

function worker() {
  return started ??= script.then(text => {
    const w = new Worker(trusted.createScriptURL(URL.createObjectURL(new Blob([text], { type: "text/javascript" }))));
    return new Promise((resolve, reject) => {
      w.onmessage = ({ data }) => {
        if (data.ready) {
          for (const r of data.rules) rules.set(r.code, r);
          resolve(w);
        } else if (data.piece) take(data);
        else if (data.why) questions.shift()?.(data.why);
        else if (data.failed) fail(data.failed, reject);
      };
      w.onerror = event => fail(event.message, reject);
      parts.then(p => w.postMessage(p), reject);
    });
  });
}

/** @param {string} why @param {(why: Error) => void} reject */
function fail(why, reject) {
  if (job.running) say("{0} could not be repaired: {1}", job.name || tr("pasted text"), why);
  stop(true);
  reject(new Error(why));
}

/** Ends what is running. @param {boolean} [broken] whether the worker must go in any case */
function stop(broken) {
  if (job.running || broken) {
    started?.then(w => { w.onmessage = null; w.terminate(); }, () => {});
    started = null;
    for (const q of questions) q(null);
    questions = [];
  }
  job.running = false;
  working.hidden = true;
}

/** @param {string} line @returns {Promise<Explanation|null>} */
async function explain(line) {
  const w = await worker();
  return new Promise(resolve => {
    questions.push(resolve);
    w.postMessage({ line });
  });
}

/** @param {Blob} blob @param {string} name */
async function repair(blob, name) {
  stop();
  Object.assign(job, { name, size: blob.size, running: true, out: [], choices: new Map(), last: null });
  view.clear();
  result.hidden = true;
  bar.value = 0;
  working.hidden = false;
  say("Repairing {0}", visible(name || tr("pasted text")));
  const out = job.out;
  try {
    const w = await worker();
    if (job.out === out) w.postMessage({ blob });
  } catch (error) {
    say("The engine could not be started: {0}", String(error));
    stop();
  }
}

/** Ends what is running and shows nothing. @param {string} words to say */
function rest(words) {
  stop();
  result.hidden = true;
  say(words);
  worker();
}

/** Takes a piece of the output. @param {{out: Uint8Array<ArrayBuffer>, piece: any}} data */
function take({ out, piece }) {
  job.out.push(new Blob([out]));
  view.add(piece.lines ?? []);
  bar.value = job.size ? piece.done / job.size : 1;
  result.hidden = false;
  if (!piece.end) return;
  job.running = false;
  working.hidden = true;
  job.last = piece;
  state.dataset.text = "";
  state.textContent = conclusion(piece);
  offer();
}

/** @param {any} last the last piece */
function conclusion({ report, binary, left }) {
  return binary ? tr("This is not text. Nothing was changed.") : summary(report, left);
}

/** The output, with the characters that were chosen. */
function output() {
  const whole = new Blob(job.out);
  const list = [];
  let at = 0;
  for (const [place, { was, now }] of [...job.choices].sort((a, b) => a[0] - b[0])) {
    list.push(whole.slice(at, place), now);
    at = place + new TextEncoder().encode(was).length;
  }
  return new Blob([...list, whole.slice(at)], { type: "text/plain;charset=utf-8" });
}

function offer() {
  URL.revokeObjectURL(download.href);
  download.href = URL.createObjectURL(output());
  download.download = job.name ? job.name.replace(/(\.[^.]*)?$/, ".fixed$1") : "fixed.txt";
}

// What the reader does.

/** @type {ReturnType<typeof setTimeout>|undefined} */
let soon;
box.addEventListener("input", event => {
  clearTimeout(soon);
  const typed = event instanceof InputEvent && event.inputType === "insertText";
  soon = setTimeout(() => box.value ? repair(new Blob([box.value]), "") : rest("Ready"), typed ? 200 : 0);
});
box.addEventListener("paste", event => { // a box of megabytes would be slow
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const file = event.clipboardData?.files[0];
  if (!file && text.length < 1 << 18) return;
  event.preventDefault();
  file ? repair(file, file.name) : repair(new Blob([text]), "");
});
picker.addEventListener("change", () => {
  const file = picker.files?.[0];
  if (file) repair(file, file.name);
  picker.value = "";
});
document.addEventListener("dragover", event => { event.preventDefault(); drop.classList.add("over"); });
document.addEventListener("dragleave", () => drop.classList.remove("over"));
document.addEventListener("drop", event => {
  event.preventDefault();
  drop.classList.remove("over");
  const file = event.dataTransfer?.files[0], text = event.dataTransfer?.getData("text/plain");
  if (file) repair(file, file.name);
  else if (text) repair(new Blob([text]), "");
});
find("cancel", HTMLElement).addEventListener("click", () => rest("Cancelled."));
find("copy", HTMLElement).addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(await output().text());
    say("Copied.");
  } catch {
    say("It could not be copied; download it instead.");
  }
});
for (const [name, text] of examples) {
  const b = make("button", { type: "button", "data-text": name });
  b.addEventListener("click", () => {
    box.value = text;
    repair(new Blob([text]), "");
  });
  find("examples", HTMLElement).append(b);
}

/** @param {string} to */
function speak(to) {
  language = languages.value = to;
  document.documentElement.lang = to === "zh" ? "zh-Hans" : "en";
  translate(document);
  if (job.last && !state.dataset.text) state.textContent = conclusion(job.last);
  if (view.at) view.chosen(view.at);
}
languages.addEventListener("change", () => speak(languages.value));
speak(preferred());
worker().then(() => {
  if (!job.running && !job.last) say("Ready");
  // Without it the page works, but not offline.
  navigator.serviceWorker?.register(trusted.createScriptURL("sw.js")).catch(() => {});
}, error => say("The engine could not be started: {0}", String(error)));
