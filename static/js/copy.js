/* A tap on the field selects it whole; the button copies it and says so. */
for (const field of document.querySelectorAll("[data-copy]")) {
  const button = field.parentElement.querySelector("button");
  field.addEventListener("focus", () => field.select());
  if (!button || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.copied;
  });
}
