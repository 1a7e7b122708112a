// The list of texts: rows can be dragged to another place. The buttons beside them do the same.
const list = document.querySelector("#result_list tbody");
const first = list?.querySelector("button[formaction][name=up]");

if (first) {
  let dragged;
  for (const row of list.rows) {
    row.draggable = true;
    row.addEventListener("dragstart", () => {
      dragged = row;
      row.classList.add("dragged");
    });
    row.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      const box = row.getBoundingClientRect();
      const isBelow = event.clientY > box.top + box.height / 2;
      row[isBelow ? "after" : "before"](dragged);
    });
    row.addEventListener("dragend", async () => {
      dragged.classList.remove("dragged");
      dragged = undefined;
      const body = new FormData();
      const token = document.querySelector("#changelist-form [name=csrfmiddlewaretoken]");
      body.set(token.name, token.value);
      body.set("order", [...list.querySelectorAll("button[name=up]")].map((b) => b.value).join());
      const answer = await fetch(first.formAction, { method: "POST", body });
      if (!answer.ok) location.reload();
    });
  }
}
