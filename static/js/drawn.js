/* Drops the number from the page the moment its time is over, and keeps the minutes right. */
const lent = document.querySelector("[data-left]");
const over = document.querySelector("[data-over]");
const minutes = document.querySelector("[data-minutes]");
const gone = document.querySelectorAll("[data-drop]");

// Counted from the request, so that a slow answer shows the number for less time, never for more.
const [page] = performance.getEntriesByType("navigation");
const ends = performance.timeOrigin + page.requestStart + lent.dataset.left * 1000;

function look() {
  const left = ends - Date.now();
  if (left > 0) {
    tell(Math.max(1, Math.ceil(left / 60000)));
    // At the next full minute; the last one ends with the loan.
    setTimeout(look, Math.max(left % 60000, 200));
  } else {
    drop();
    over.hidden = false;
  }
}

function tell(count) {
  const words = minutes?.querySelector("p");
  const rule = new Intl.PluralRules(document.documentElement.lang).select(count);
  if (words) words.textContent = minutes.dataset[rule].replace(/\d+/, count);
}

function drop() {
  for (const part of gone) part.remove();
}

look();
// A phone that slept runs no timers; what the back button brings up may be reported long since.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && Date.now() >= ends) look();
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  drop();
  location.reload();
});
