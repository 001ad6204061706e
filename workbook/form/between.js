// A kernel that starts again draws each form anew, and for some moments there is no field. What is typed then goes into
// a line out of sight and into the draft of that answer, and on from there in the field of the new form.

const LONGEST_GAP = 30000; // ms after which the line is taken away; the draft stays
const SETTLING = 3000; // ms during which JupyterLab, done with its cells, may take the focus

/** Keep the focus on *input* while things settle, unless the person goes elsewhere. */
function stayAt(input) {
  const events = new AbortController();
  const options = { signal: events.signal, capture: true };
  document.addEventListener("pointerdown", () => events.abort(), options);
  document.addEventListener("keydown", ({ key }) => key === "Tab" && events.abort(), options);
  document.addEventListener("focusin", ({ target }) => target === input || (input.isConnected && input.focus()), options);
  setTimeout(() => events.abort(), SETTLING);
  input.focus();
}

/** Hold the place of the field *input*, which had the focus as its form was taken away. `keep` writes the draft. */
function holdPlace({ form, key, index, input, label, keep }) {
  window.workbookBetween?.line?.remove();
  const held = { form, key, index };
  window.workbookBetween = held;
  // Text goes on where it stood; elsewhere the focus alone comes back.
  if (typeof input.selectionStart !== "number") return;
  const line = h("textarea", { class: "wb-between", "aria-label": label, "data-lm-suppress-shortcuts": "true" });
  held.line = line;
  line.value = input.value;
  document.body.append(line);
  line.setSelectionRange(input.selectionStart, input.selectionEnd);
  for (const name of ["keydown", "keyup", "keypress"]) line.addEventListener(name, (event) => event.stopPropagation());
  line.addEventListener("input", () => keep(line.value));
  stayAt(line);
  setTimeout(() => line.remove(), LONGEST_GAP);
}

/** Give the place that was held for *form* to its new field: `find` tells which. */
function takePlace(form, find) {
  const held = window.workbookBetween;
  if (held?.form !== form) return;
  window.workbookBetween = null;
  const { line } = held;
  const input = find(held.key)?.inputs[held.index];
  const from = line?.selectionStart;
  const to = line?.selectionEnd;
  line?.remove();
  if (!input) return;
  stayAt(input);
  if (line && typeof input.selectionStart === "number") input.setSelectionRange(from, to);
}
