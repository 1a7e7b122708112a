// Chooses the time zone that this device keeps, if the list has it and nothing was chosen yet.
const select = document.querySelector("#id_time_zone");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

// Browsers call some zones by an older name than the list does: Europe/Kiev, Asia/Calcutta.
const isHere = ({ value }) => {
  if (!value) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone === here;
  } catch {
    return false;
  }
};

if (select && here && !select.value) {
  const options = [...select.options];
  const found = options.find(({ value }) => value === here) ?? options.find(isHere);
  if (found) select.value = found.value;
}

// A double click would ask for two codes.
document.querySelector("main form")?.addEventListener("submit", ({ target }) => {
  const button = target.querySelector("button");
  button.disabled = true;
  // Back again from another page: the form can be sent once more.
  addEventListener("pageshow", () => { button.disabled = false; }, { once: true });
});
