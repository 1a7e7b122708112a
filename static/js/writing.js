// The form of a text: keeps what is typed, shows it as readers would see it, and puts back what was
// never saved.
const preview = document.querySelector("[data-preview]");
const form = preview?.closest("form");
const frame = preview?.querySelector("iframe");
const kept = preview?.querySelector("[data-kept]");
const PAUSE = 1000;

let language = document.documentElement.lang.startsWith("ru") ? "ru" : "en";
let waiting;

const fields = () => {
  const found = new FormData(form);
  found.set("language", language);
  found.set("text_id", preview.dataset.text);
  return found;
};

const show = async () => {
  const answer = await fetch(preview.dataset.preview, { method: "POST", body: fields() });
  if (answer.ok) frame.srcdoc = await answer.text();
};

const keep = async () => {
  try {
    const answer = await fetch(preview.dataset.keep, { method: "POST", body: fields() });
    kept.textContent = answer.ok ? kept.dataset.yes : kept.dataset.no;
  } catch {
    kept.textContent = kept.dataset.no;
  }
};

if (preview) {
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      show();
      keep();
    }, PAUSE);
  });
  for (const button of preview.querySelectorAll("button")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      language = button.value;
      show();
    });
  }
  preview.querySelector("[data-phone]").addEventListener("change", (event) => {
    frame.classList.toggle("phone", event.target.checked);
  });
  show();
}

const typed = document.querySelector("[data-typed]");
if (typed) {
  typed.hidden = false;
  typed.querySelector("[data-take]").addEventListener("click", () => {
    const values = JSON.parse(document.getElementById("typed-fields").textContent);
    // As many forms of what stands beside the text as there were.
    for (const [name, count] of Object.entries(values)) {
      const prefix = name.match(/^(.*)-TOTAL_FORMS$/)?.[1];
      const add = prefix && document.querySelector(`#${prefix}-group .add-row a`);
      for (let n = Number(form.elements[name]?.value); add && n < count; n++) add.click();
    }
    for (const field of form.elements) {
      if (!field.name || field.type === "hidden" || field.name === "language") continue;
      if (field.type === "checkbox") field.checked = field.name in values;
      else if (field.name in values) field.value = values[field.name];
    }
    // It was begun on this version: whoever has saved since is not written over unseen.
    form.elements.seen.value = typed.dataset.version;
    typed.hidden = true;
    show();
  });
}
