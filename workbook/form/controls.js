// The controls, all native. Each is { node, inputs, get(), set(value) } with, where they apply, shows(value) (whether it
// can show such a value) and clear (a button). They call `changed(value, now)`. A value of null is "not answered".

const nothing = (value) => value === undefined || value === null || value === "" || (Array.isArray(value) && !value.length);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");

/** Make an element: strings become attributes, other values properties, `on…` a listener. */
function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (typeof value === "string") node.setAttribute(name, value);
    else node[name] = value;
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const quiet = (words, onclick, props = {}) => h("button", { type: "button", class: "wb-quiet", onclick, ...props }, words);
const button = (words, onclick, props = {}) => h("button", { type: "button", class: "wb-button", onclick, ...props }, words);

const grows = CSS.supports("field-sizing", "content");

function fitHeight(area) {
  if (grows) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

function textControl(entry, { id, spec, changed, flush }) {
  const long = entry.kind === "text";
  const words = long || entry.entry === "text";
  const input = long ? h("textarea", { id, rows: entry.lines }) : h("input", { id, type: entry.entry });
  input.className = "wb-input";
  // What a person writes here is not for the browser's own memory.
  input.setAttribute("autocomplete", "off");
  if (long) input.style.setProperty("--wb-lines", entry.lines);
  const shown = () => {
    // An empty box is left-to-right under dir="auto", also in a right-to-left form.
    input.dir = !words ? "ltr" : input.value ? "auto" : spec.dir;
    if (long) fitHeight(input);
  };
  input.addEventListener("input", () => {
    shown();
    changed(input.value === "" ? null : input.value, false);
  });
  input.addEventListener("blur", flush);
  shown();
  return {
    node: input,
    inputs: [input],
    get: () => (input.value === "" ? null : input.value),
    set: (value) => {
      input.value = nothing(value) ? "" : String(value);
      if (long) requestAnimationFrame(shown);
      shown();
    },
  };
}

function dateControl(_entry, { id, changed, flush }) {
  const input = h("input", { id, type: "date", class: "wb-input wb-date" });
  input.addEventListener("input", () => changed(input.value || null, false));
  input.addEventListener("blur", flush);
  return {
    node: input,
    inputs: [input],
    get: () => input.value || null,
    set: (value) => (input.value = typeof value === "string" ? value : ""),
    shows: (value) => nothing(value) || input.value === value,
  };
}

/** Radio buttons, or checkboxes if `many`, over `options` of { value, label, mark, name, apart }; none is preselected. */
function optionsControl(options, { id, many, layout, words, changed }) {
  const inputs = options.map(({ name }, index) =>
    h("input", { type: many ? "checkbox" : "radio", name: id, id: `${id}-${index}`, class: "wb-tick", "aria-label": name }),
  );
  const get = () => {
    const chosen = options.filter((_option, index) => inputs[index].checked).map(({ value }) => value);
    return many ? (chosen.length ? chosen : null) : (chosen[0] ?? null);
  };
  const clear = many
    ? null
    : quiet(words.clear, () => {
        for (const input of inputs) input.checked = false;
        clear.hidden = true;
        inputs[0].focus();
        changed(null, true);
      });
  const shown = () => clear && (clear.hidden = get() === null);
  for (const input of inputs) {
    input.addEventListener("change", () => {
      shown();
      changed(get(), true);
    });
  }
  shown();
  const labels = options.map(({ label, mark, apart }, index) =>
    h(
      "label",
      { class: apart ? "wb-option wb-apart" : "wb-option", for: `${id}-${index}` },
      inputs[index],
      mark ? h("span", { class: "wb-number" }, mark) : null,
      label ? h("span", { dir: "auto" }, label) : null,
    ),
  );
  const holds = (value) => options.some((option) => option.value === value);
  return {
    node: h("div", {}, h("div", { class: `wb-options wb-${layout}` }, ...labels)),
    inputs,
    get,
    clear,
    set: (value) => {
      options.forEach((option, index) => {
        inputs[index].checked = many ? Array.isArray(value) && value.includes(option.value) : option.value === value;
      });
      shown();
    },
    shows: (value) => nothing(value) || (many ? Array.isArray(value) && value.every(holds) : holds(value)),
  };
}

function scaleControl(entry, context) {
  const format = new Intl.NumberFormat(context.spec.lang, { useGrouping: false });
  const steps = Array.from({ length: entry.high - entry.low + 1 }, (_step, index) => entry.low + index);
  const told = steps.filter((step) => entry.anchors[step]);
  // With words for each number they stand beside it; with a few (the ends, the middle) they stand below the row.
  const beside = told.length === steps.length;
  const name = (step) =>
    entry.anchors[step] && fill(context.words.anchor, { number: format.format(step), words: entry.anchors[step] });
  const options = steps.map((step) => ({
    value: step,
    mark: format.format(step),
    label: beside ? entry.anchors[step] : "",
    name: name(step),
  }));
  if (entry.dont_know) options.push({ value: "dont_know", label: entry.dont_know, apart: true });
  const control = optionsControl(options, { ...context, many: false, layout: beside ? "list" : "numbers" });
  if (!beside && told.length) {
    const ends = told.map((step) => h("span", { dir: "auto" }, name(step)));
    control.node.append(h("div", { class: "wb-ends", "aria-hidden": "true" }, ...ends));
  }
  return control;
}

function choiceControl(entry, context) {
  const options = entry.options.map(({ key, label }) => ({ value: key, label }));
  return optionsControl(options, { ...context, many: entry.kind === "choices", layout: "list" });
}

const CONTROLS = {
  line: textControl,
  text: textControl,
  date: dateControl,
  scale: scaleControl,
  choice: choiceControl,
  choices: choiceControl,
};
