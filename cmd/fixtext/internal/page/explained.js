// Shows what fixtext explain --html found.
(() => {
  const data = JSON.parse(document.getElementById("data")?.textContent ?? "{}");
  language = preferred();
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  const root = make("div", {});
  const copy = make("button", { type: "button" }, tr("Copy the repaired text"));
  const state = make("p", { role: "status" }, summary(data.report, data.left));
  document.body.append(make("main", {},
    make("h1", {}, data.name ? visible(data.name) : "fixtext"),
    make("p", { class: "soft" }, `fixtext ${data.version}. `, tr("Everything happens in this page. Nothing is sent anywhere.")),
    state, ...(data.whole ? [copy] : []), root));
  const view = new View(root, new Map(data.rules.map((/** @type {Rule} */ r) => [r.code, r])), async () => null, () => {});
  view.add(data.lines ?? []);
  copy.addEventListener("click", async () => {
    const text = view.lines.map(l => (l.new ?? []).map(p => p.text).join("")).join("\n");
    try {
      await navigator.clipboard.writeText(text);
      state.textContent = tr("Copied.");
    } catch {
      state.textContent = tr("It could not be copied; copy it from the page instead.");
    }
  });
})();
