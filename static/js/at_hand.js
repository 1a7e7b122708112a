/* Leaves of the page only what holds every word that is typed, in any order, with ё as е. */
const finder = document.querySelector("[data-finder]");
const field = finder?.querySelector("input");
const count = finder?.querySelector("[data-left]");
const none = finder?.querySelector("[data-none]");
const everywhere = finder?.querySelector("[data-everywhere]");
// A listener has stopped typing by then; before, it would only be interrupted.
const PAUSE = 500;
let waiting;

const fold = (text) => text.normalize("NFC").toLowerCase().replaceAll("ё", "е");
const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
const items = [...document.querySelectorAll("[data-find]")]
  .map((element) => ({ element, text: fold(element.textContent) }));

function look() {
  const words = wordsOf(field.value);
  for (const { element, text } of items)
    element.hidden = !words.every((word) => text.includes(word));
  for (const group of document.querySelectorAll("[data-group]"))
    group.hidden = !group.querySelector("[data-find]:not([hidden])");
  const left = items.filter(({ element }) => !element.hidden).length;
  none.hidden = left > 0;
  everywhere.search = new URLSearchParams({ q: field.value.slice(0, 200) });
  clearTimeout(waiting);
  waiting = setTimeout(() => tell(words.length ? left : undefined), PAUSE);
}

function tell(left) {
  const rule = new Intl.PluralRules(document.documentElement.lang).select(left ?? 0);
  count.textContent = left === undefined ? "" : finder.dataset[rule].replace(/\d+/, left);
}

if (field) {
  field.addEventListener("input", look);
  // Nothing is sent: what was looked for is in view already, and the call goes on.
  field.form.addEventListener("submit", (event) => event.preventDefault());
  finder.querySelector("button").hidden = true;
  // Back on the page, the browser has kept what was typed.
  addEventListener("pageshow", look);
}
