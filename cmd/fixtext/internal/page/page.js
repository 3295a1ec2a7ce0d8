const box = document.getElementById("search"), found = document.getElementById("found"), all = [...document.querySelectorAll(".sample")];
const texts = all.map(a => a.textContent.toLowerCase());
function search() {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  let n = 0;
  all.forEach((a, i) => { a.hidden = !words.every(w => texts[i].includes(w)); if (!a.hidden) n++; });
  found.textContent = found.dataset.text.replace("{0}", n).replace("{1}", all.length);
}
box.addEventListener("input", search);
search();
