// Escape twice within a second, or the button: away from here, and nothing left behind "back".
const form = document.querySelector("[data-exit]");
const others = new BroadcastChannel("exit");
const GONE = "gone=1; max-age=180; path=/; samesite=lax";
const SOON = 1000;
const PATIENCE = 1500;
let last = -SOON;

function go() {
  document.documentElement.hidden = true;
  document.title = "…";
  location.replace(form.dataset.exit);
}

async function leave() {
  document.documentElement.hidden = true;
  const asked = fetch(form.action, { method: "POST", redirect: "manual", keepalive: true });
  const tired = new Promise((over) => { setTimeout(over, PATIENCE); });
  await Promise.race([asked, tired]).catch(() => {});
  // Only now: the answer clears all cookies.
  document.cookie = GONE;
  others.postMessage("");
  go();
}

// Escape has its own meaning where something is open, is being typed, or can be emptied.
function isTaken(event) {
  const { target } = event;
  return event.defaultPrevented || event.isComposing || event.repeat
    || document.querySelector("dialog[open], :popover-open") || (target.type === "search" && target.value);
}

function hear(event) {
  if (event.key !== "Escape") { last = -SOON; return; }
  if (isTaken(event)) return;
  if (event.timeStamp - last < SOON) leave();
  last = event.timeStamp;
}

if (form) {
  addEventListener("keydown", hear);
  form.addEventListener("submit", (event) => { event.preventDefault(); leave(); });
  others.addEventListener("message", go);
  // What the back button wakes up as it was is asked of no server.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && document.cookie.includes("gone=1")) go();
  });
}
