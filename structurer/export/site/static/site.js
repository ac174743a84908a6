// Search and facets of the index, without a server: rows are hidden, nothing is fetched. The address keeps what is shown.
"use strict";

const rows = Array.from(document.querySelectorAll("#records tbody tr"));
const form = document.getElementById("search");
const count = document.getElementById("count");
const none = document.getElementById("none");
const texts = window.structurerTexts || [];
const facets = ["year", "publisher", "department", "verdict"];

// as the texts are spelt: without widths and spaces, in small letters
function spelt(text) {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
}

function shown(row, place, words, wanted) {
  return wanted.every((name) => row.dataset[name] === form.elements[name].value)
    && words.every((word) => (texts[place] || "").includes(word));
}

function filter() {
  const words = form.elements.text.value.split(/\s+/u).map(spelt).filter((word) => word);
  const wanted = facets.filter((name) => form.elements[name].value);
  let found = 0;
  rows.forEach((row, place) => {
    row.hidden = !shown(row, place, words, wanted);
    found += row.hidden ? 0 : 1;
  });
  count.textContent = found === rows.length ? `${found}` : `${found} / ${rows.length}`;
  none.hidden = found > 0;
}

function remember() {
  const asked = new URLSearchParams();
  ["text", ...facets].forEach((name) => {
    if (form.elements[name].value) asked.set(name, form.elements[name].value);
  });
  const address = `#${asked}`;
  if (address !== (window.location.hash || "#")) window.location.replace(address);
}

function recall() {
  const asked = new URLSearchParams(window.location.hash.slice(1));
  ["text", ...facets].forEach((name) => {
    form.elements[name].value = asked.get(name) || "";
  });
  filter();
}

form.addEventListener("input", filter);
form.addEventListener("change", remember);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  remember();
});
form.addEventListener("reset", () => window.setTimeout(() => {
  filter();
  remember();
}));
window.addEventListener("hashchange", recall);
form.hidden = false;
recall();
