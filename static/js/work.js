// Solves ALTCHA's challenge (version 2, PBKDF2) while the form is filled in. The browser derives its
// keys beside the page, so that nothing ever waits for it but the sending of the form.
const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const hex = (buffer) =>
  [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const derive = async ({ nonce, salt, cost, keyLength }, counter) => {
  const start = bytes(nonce);
  const password = new Uint8Array(start.length + 4);
  password.set(start);
  new DataView(password.buffer).setUint32(start.length, counter);
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost };
  return hex(await crypto.subtle.deriveBits(how, key, keyLength * 8));
};

const solve = async (challenge) => {
  for (let counter = 0; ; counter += 1) {
    const derivedKey = await derive(challenge.parameters, counter);
    if (derivedKey.startsWith(challenge.parameters.keyPrefix))
      return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }));
  }
};

for (const box of document.querySelectorAll("[data-work]")) {
  // Without it (no https), the sentence that stands there holds.
  if (!crypto.subtle) continue;
  const form = box.closest("form");
  const field = form.elements.work;
  const status = box.querySelector("[role=status]");
  let wanted = null;
  const hold = (event) => {
    // Sent too early: it goes as soon as the work is done.
    event.preventDefault();
    event.stopImmediatePropagation();
    wanted = { by: event.submitter };
  };
  status.textContent = box.dataset.busy;
  form.addEventListener("submit", hold, { capture: true });
  solve(JSON.parse(box.dataset.work)).then((solution) => {
    field.value = solution;
    status.textContent = box.dataset.done;
    form.removeEventListener("submit", hold, { capture: true });
    if (wanted) form.requestSubmit(wanted.by);
  });
}
