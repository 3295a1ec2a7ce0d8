// Shows the lines of a repair, and what each edit rests on. The page and the file of
// fixtext explain --html both use it. Text goes into the document as text, never as HTML.
// @ts-check

/**
 * What package view writes; view.go and explain.go say what it means.
 * @typedef {{text: string, edit?: number, at?: number, may?: May[], was?: string}} Part
 * @typedef {{text: string, chance?: number}} May
 * @typedef {{rule: string, verdict: string, confidence: number, note?: string, bytes?: string, more?: number}} Edit
 * @typedef {{name: string, of?: string}} Charset
 * @typedef {{is: Charset, as: Charset, bytes?: string, more?: number, text?: string}} Stage
 * @typedef {{words: string, weight?: number, never?: boolean}} Evidence
 * @typedef {{old: string, new: string, plan: string, made: boolean, stages?: Stage[], evidence?: Evidence[]}} Reading
 * @typedef {{reason: string, readings?: Reading[]}} Explanation
 * @typedef {{no: number, old: Part[], new: Part[], edits?: Edit[], why?: Explanation}} Line
 * @typedef {{code: string, name: string, summary: string, why: string}} Rule
 * @typedef {{bytes_in: number, bytes_out: number, lines: number, exact: number, inferred: number, unrepairable: number}} Sums
 */

/**
 * Makes an element: its attributes, and what is in it.
 * @param {string} tag @param {Record<string, string>} attributes @param {...(Node|string)} inside
 */
function make(tag, attributes, ...inside) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
  e.append(...inside);
  return e;
}

/**
 * Writes what would not be seen, or would disturb the order of what is seen, as escapes.
 * @param {string} text
 */
function visible(text) {
  return text.replace(/(?![\t\uFFFD])[\p{C}\p{Zl}\p{Zp}\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0]/gu,
    c => "\\u{" + (c.codePointAt(0) ?? 0).toString(16).toUpperCase() + "}");
}

/** Shows lines. */
class View {
  /**
   * @param {HTMLElement} root
   * @param {Map<string, Rule>} rules
   * @param {(line: string) => Promise<Explanation|null>} explain tells more of a line, if it can
   * @param {(at: number, was: string, now: string) => void} choose takes the choice for a character that lost bytes
   */
  constructor(root, rules, explain, choose) {
    this.rules = rules;
    this.explain = explain;
    this.choose = choose;
    this.body = make("tbody", {});
    this.detail = make("section", { class: "detail", "aria-live": "polite", "data-label": "About the edit" });
    const head = ["Line", "Before", "After"].map(s => make("th", { scope: "col", "data-text": s }));
    root.replaceChildren(make("table", { class: "lines" }, make("thead", {}, make("tr", {}, ...head)), this.body), this.detail);
    root.classList.add("view");
    this.clear();
    this.body.addEventListener("click", event => this.chosen(event.target));
    this.body.addEventListener("keydown", event => this.key(event));
  }

  clear() {
    /** @type {Line[]} */
    this.lines = [];
    /** @type {HTMLElement[]} */
    this.marks = [];
    /** @type {HTMLElement|null} */
    this.at = null;
    this.body.replaceChildren();
    this.detail.replaceChildren(make("p", { class: "soft", "data-text": "Choose an edit to see what it rests on. The arrow keys go from one to the next." }));
    translate(this.detail.parentElement);
  }

  /** @param {Line[]} lines */
  add(lines) {
    const rows = document.createDocumentFragment();
    for (const line of lines) {
      const n = this.lines.push(line) - 1;
      rows.append(make("tr", line.edits ? {} : { class: "same" }, make("th", { scope: "row" }, String(line.no)),
        make("td", { class: "old", lang: "zh" }, ...this.parts(line, n, line.old)),
        make("td", { class: "new", lang: "zh-Hans" }, ...this.parts(line, n, line.new))));
    }
    this.body.append(rows);
    if (!this.at && this.marks.length) this.marks[0].tabIndex = 0;
  }

  /** @param {Line} line @param {number} n @param {Part[]|null} parts @returns {(Node|string)[]} */
  parts(line, n, parts) {
    return (parts ?? []).filter(p => p.text).map(p => {
      if (!p.edit || !line.edits) return visible(p.text);
      const m = make("mark", {
        role: "button", tabindex: "-1", "aria-pressed": "false",
        class: line.edits[p.edit - 1].verdict + (p.may ? " lost" : ""), "data-line": String(n), "data-edit": String(p.edit),
      }, visible(p.text));
      if (p.may) m.dataset.at = String(p.at);
      this.marks.push(m);
      return m;
    });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.chosen(event.target);
    } else if (event.key.startsWith("Arrow") && this.marks.length) {
      event.preventDefault();
      this.step(event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : -1);
    }
  }

  /** Goes to the next edit, or the one before. @param {number} by */
  step(by) {
    const now = this.at ?? this.marks[0], column = now.parentElement?.className;
    const place = (/** @type {HTMLElement} */ m) => Number(m.dataset.line) * 1e6 + Number(m.dataset.edit);
    /** @type {Map<number, HTMLElement>} one of each edit, in this column if it is there */
    const edits = new Map();
    for (const m of this.marks) if (!edits.has(place(m)) || m.parentElement?.className === column) edits.set(place(m), m);
    const order = [...edits.keys()].sort((a, b) => a - b);
    const next = edits.get(order[order.indexOf(place(now)) + (this.at ? by : 0)]);
    next?.focus();
    this.chosen(next ?? null);
  }

  /** @param {EventTarget|null} target */
  chosen(target) {
    const mark = target instanceof Element ? /** @type {HTMLElement|null} */ (target.closest("mark")) : null;
    if (!mark) return;
    for (const m of this.body.querySelectorAll("mark[aria-pressed=true]")) m.setAttribute("aria-pressed", "false");
    for (const m of this.body.querySelectorAll(`mark[data-line="${mark.dataset.line}"][data-edit="${mark.dataset.edit}"]`)) m.setAttribute("aria-pressed", "true");
    (this.at ?? this.marks[0]).tabIndex = -1;
    this.at = mark;
    this.at.tabIndex = 0;
    this.show(this.lines[Number(mark.dataset.line)], Number(mark.dataset.edit));
    mark.scrollIntoView({ block: "nearest" });
  }

  /** @param {Line} line @param {number} no */
  show(line, no) {
    const edit = line.edits?.[no - 1];
    if (!edit) return;
    const text = (/** @type {Part[]|null} */ parts) => (parts ?? []).filter(p => p.edit === no).map(p => visible(p.text)).join("");
    const [name, does, because] = this.words(edit.rule);
    const old = text(line.old), now = text(line.new);
    const confidence = edit.verdict === "inferred" ? " " + Math.min(edit.confidence, 0.99).toFixed(2) : ""; // what is inferred is never certain
    const all = [
      make("h2", {}, make("code", {}, edit.rule), " ", name, " ",
        make("span", { class: "verdict " + edit.verdict }, tr(edit.verdict) + confidence)),
      make("p", { class: "change", lang: "zh" }, make("del", {}, old || "∅"), " → ", make("ins", {}, now || "∅")),
    ];
    all.push(...this.lost(line, no));
    if (does) all.push(make("p", {}, does), make("p", { class: "soft" }, because));
    if (edit.note) all.push(make("p", { class: "note" }, edit.note.split("; ").map(tr).join(tr("; "))));
    if (edit.bytes) all.push(make("p", {}, tr("Bytes of the input:"), " ", bytes(edit)));
    const why = make("div", {});
    this.detail.replaceChildren(...all, why);
    this.detail.scrollTop = 0;
    if (edit.rule.startsWith("FT10")) this.explained(line, old, why);
  }

  /** The name of a rule, what it does, and how the damage comes about. @param {string} code */
  words(code) {
    const rule = this.rules.get(code);
    return [rule?.name ?? "", rule?.summary ?? "", rule?.why ?? ""].map(tr);
  }

  /** Lets characters that lost bytes be chosen: the one at hand, or all of the edit. @param {Line} line @param {number} no */
  lost(line, no) {
    const one = this.at?.dataset.at, parts = line.new ?? [];
    return parts.filter(p => p.edit === no && p.may && (one === undefined || one === String(p.at))).map(p => {
      const before = visible(parts.slice(0, parts.indexOf(p)).map(q => q.text).join("")).slice(-4);
      const buttons = (p.may ?? []).map(({ text: c, chance }) => {
        const b = make("button", { type: "button", lang: "zh-Hans", "aria-pressed": String(p.text === c), "data-text": c }, c);
        if (chance) b.append(make("small", {}, ` ${(100 * chance).toFixed(chance < 0.1 ? 1 : 0)} %`));
        b.addEventListener("click", () => {
          const was = p.was ??= p.text;
          p.text = p.text === c ? was : c;
          this.choose(p.at ?? 0, was, p.text);
          this.redraw(line, no);
          for (const other of buttons) other.setAttribute("aria-pressed", String(other.dataset.text === p.text));
        });
        return b;
      });
      return make("div", { class: "choices", role: "group", "aria-label": tr("A lost character may be") },
        make("span", {}, tr("A lost character may be"), " ", make("span", { lang: "zh-Hans", class: "soft" }, before + "▢")), ...buttons);
    });
  }

  /** Shows a line anew, in which a character was chosen. @param {Line} line @param {number} no */
  redraw(line, no) {
    const n = this.lines.indexOf(line);
    const cell = this.body.children[n].querySelector(".new");
    if (!cell) return;
    const first = this.marks.findIndex(m => cell.contains(m));
    const after = this.marks.slice(first).filter(m => !cell.contains(m));
    this.marks.length = first;
    cell.replaceChildren(...this.parts(line, n, line.new));
    const at = this.at?.dataset.at;
    this.at = this.marks.slice(first).find(m => m.dataset.edit === String(no) && m.dataset.at === at) ?? null;
    for (const m of this.marks.slice(first)) if (m.dataset.edit === String(no)) m.setAttribute("aria-pressed", "true");
    if (this.at) this.at.tabIndex = 0;
    this.marks.push(...after);
  }

  /** @param {Line} line @param {string} old what the edit is about @param {HTMLElement} where */
  async explained(line, old, where) {
    const why = line.why ?? await this.explain((line.old ?? []).map(p => p.text).join(""));
    if (!why) return;
    line.why = why;
    const made = why.readings?.filter(r => r.made);
    const best = made?.find(r => old.includes(visible(r.old))) ?? made?.[0];
    where.replaceChildren(make("p", {}, tr(why.reason)));
    if (best?.stages) where.append(make("h3", {}, tr("What happened to the line")), chain(best));
    if (why.readings) where.append(make("details", {}, make("summary", {}, tr("What was weighed")), ...why.readings.map(weighed)));
  }
}

/** @param {{bytes?: string, more?: number}} x */
function bytes(x) {
  return make("code", { class: "bytes" }, (x.bytes ?? "") + (x.more ? " " + tr(`and ${x.more} more`) : ""));
}

/** @param {Charset} c */
function charset(c) {
  return make("b", {}, c.name + (c.of ? tr(` (${c.of})`) : ""));
}

/** The way back through wrong decodings. @param {Reading} r */
function chain(r) {
  const list = make("ol", { class: "chain" }, make("li", { lang: "zh" }, visible(r.old)));
  for (const s of r.stages ?? []) {
    list.append(make("li", {}, ...filled("is what a program saw that took {0} for {1}, though they were {2}",
      s.bytes ? bytes(s) : tr("bytes, of which some are lost,"), charset(s.as), charset(s.is))));
    if (s.text) list.append(make("li", { lang: "zh" }, visible(s.text)));
  }
  if (r.stages?.at(-1)?.text !== r.new) list.append(make("li", { lang: "zh" }, visible(r.new)));
  return list;
}

/** @param {Reading} r */
function weighed(r) {
  const rows = (r.evidence ?? []).map(x => make("tr", {},
    make("td", {}, x.never ? tr("never") : x.weight ? (x.weight > 0 ? "+" : "−") + Math.abs(x.weight).toFixed(1) : ""),
    make("td", {}, tr(x.words))));
  return make("div", { class: "reading" },
    make("p", {}, r.made ? "✓ " : "✗ ", r.plan.split(", ").map(tr).join(tr(", ")), tr(": "), make("span", { lang: "zh" }, visible(r.new))),
    make("table", {}, make("tbody", {}, ...rows)));
}

/** What was done, in a sentence. @param {Sums} report @param {number} left */
function summary(report, left) {
  /** @type {[number, string][]} */
  const counts = [[report.exact, "proved"], [report.inferred, "inferred"], [report.unrepairable, "beyond repair"]];
  const parts = counts.filter(([n]) => n).map(([n, what]) => tr(`${n.toLocaleString()} ${what}`));
  if (!parts.length) return tr("Nothing is broken here. The text stays as it is, byte for byte.");
  if (left) parts.push(tr(`${left.toLocaleString()} more lines with edits are not shown`));
  return tr("Edits: {0}").replace("{0}", parts.join(tr(", "))) + tr(".");
}
