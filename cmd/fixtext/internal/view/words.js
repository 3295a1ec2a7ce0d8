// The words of the page in Chinese. What stands in chinese, by the English words, is put before
// this script where it is built: {0} is anything; what stands there is translated, too. What is
// not listed is shown in English.
// @ts-check

let language = "en";

/** The words with gaps, the longest first. @type {[RegExp, string][]} */
const patterns = Object.entries(chinese).filter(([english]) => /\{0\}/.test(english)).sort((a, b) => b[0].length - a[0].length).map(([english, words]) =>
  [new RegExp("^" + english.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\d\}/g, "(.+?)") + "$", "s"), words]);

/** Translates words. @param {string} english @returns {string} */
function tr(english) {
  if (language !== "zh" || !english) return english;
  if (chinese[english]) return chinese[english];
  for (const [pattern, words] of patterns) {
    const found = pattern.exec(english);
    if (found) return words.replace(/\{(\d)\}/g, (_, n) => tr(found[Number(n) + 1]));
  }
  return english;
}

/** Translates words and fills their gaps. @param {string} english @param {...(string|Node)} with_ @returns {(string|Node)[]} */
function filled(english, ...with_) {
  return (language === "zh" && chinese[english] || english).split(/\{(\d)\}/).map((s, i) => i % 2 ? with_[Number(s)] : s);
}

/** Writes the words that elements ask for. @param {ParentNode|null} root */
function translate(root) {
  for (const e of /** @type {NodeListOf<HTMLElement>} */ (root?.querySelectorAll("[data-text]") ?? [])) e.textContent = tr(e.dataset.text ?? "");
  for (const e of /** @type {NodeListOf<HTMLElement>} */ (root?.querySelectorAll("[data-label]") ?? [])) e.setAttribute("aria-label", tr(e.dataset.label ?? ""));
  for (const e of /** @type {NodeListOf<HTMLElement>} */ (root?.querySelectorAll("[data-hint]") ?? [])) e.setAttribute("placeholder", tr(e.dataset.hint ?? ""));
}

/** The language that the reader prefers. */
function preferred() {
  return (navigator.languages ?? [navigator.language]).some(l => /^zh\b/i.test(l)) ? "zh" : "en";
}
