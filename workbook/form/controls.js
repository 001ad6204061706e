// The controls, all native. Each is { node, inputs, get(), set(value) } with, where they apply, shows(value) (whether it
// can show such a value), clear (a button) and clock (a bar above the text). They call `changed(value, now)`. A value
// of null is "not answered".

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

const FILES = { pdf: "application/pdf", zip: "application/zip", eml: "message/rfc822" };

/** A link under which the browser saves a file that the kernel handed over. */
function fileLink(name, data, text, props) {
  const type = FILES[name.split(".").pop()];
  return h("a", { ...props, href: URL.createObjectURL(new Blob([data], { type })), download: name }, text);
}

/** Once everything was removed (on the first page, in whichever window), nothing of it stays on the screen here. */
function onWiped(signal, words, forget) {
  const channel = new BroadcastChannel("workbook");
  channel.onmessage = ({ data }) => {
    if (data !== "wiped") return;
    forget();
    // The window that did it shows what was removed.
    if (!window.workbookWiped) document.body.replaceChildren(h("p", { class: "wb-gone-page" }, words.wiped_elsewhere));
  };
  signal.addEventListener("abort", () => channel.close());
}

const SHORT = 26; // characters of an option that may stand beside others

const grows = CSS.supports("field-sizing", "content");

function fitHeight(area) {
  if (grows) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

/** A clock for free writing: it counts whole minutes, can be paused and stopped, and ends nothing. */
function timer(minutes, words) {
  let left = 0;
  let ticking = null;
  const said = h("span", { class: "wb-timer-said", role: "status" });
  const show = () => {
    const text = left > 0 ? fill(words.timer_left, { minutes: Math.ceil(left / 60) }) : words.timer_over;
    if (said.textContent !== text) said.textContent = text;
  };
  const halt = () => {
    clearInterval(ticking);
    ticking = null;
    pause.textContent = words.timer_go_on;
  };
  const run = () => {
    pause.textContent = words.timer_pause;
    ticking = setInterval(() => {
      left -= 1;
      if (left <= 0) halt();
      pause.hidden = left <= 0;
      show();
    }, 1000);
    show();
  };
  const began = (running) => {
    start.hidden = running;
    pause.hidden = stop.hidden = !running;
  };
  const start = button(fill(words.timer_start, { minutes }), () => {
    left = minutes * 60;
    began(true);
    run();
  });
  const pause = button(words.timer_pause, () => (ticking ? halt() : run()));
  const stop = button(words.timer_stop, () => {
    halt();
    said.textContent = "";
    began(false);
  });
  began(false);
  return h("div", { class: "wb-timer" }, start, pause, stop, said);
}

function textControl(entry, { id, spec, words, changed, flush }) {
  const long = entry.kind === "text";
  const plain = long || entry.entry === "text";
  const input = long ? h("textarea", { id, rows: entry.lines }) : h("input", { id, type: entry.entry });
  input.className = "wb-input";
  // What a person writes here is not for the browser's own memory.
  input.setAttribute("autocomplete", "off");
  if (long) input.style.setProperty("--wb-lines", entry.lines);
  const shown = () => {
    // An empty box is left-to-right under dir="auto", also in a right-to-left form.
    input.dir = !plain ? "ltr" : input.value ? "auto" : spec.dir;
    if (long) fitHeight(input);
  };
  input.addEventListener("input", () => {
    shown();
    changed(input.value === "" ? null : input.value, false);
  });
  input.addEventListener("blur", flush);
  shown();
  const clock = long && entry.timer ? timer(entry.timer, words) : null;
  return {
    node: clock ? h("div", {}, clock, input) : input,
    clock,
    inputs: [input],
    get: () => (input.value === "" ? null : input.value),
    set: (value) => {
      input.value = nothing(value) ? "" : String(value);
      if (long) requestAnimationFrame(shown);
      shown();
    },
    // A field for a time of day shows nothing else.
    shows: entry.entry === "time" ? (value) => nothing(value) || input.value === value : undefined,
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
function optionsControl(options, { id, many, layout, groups, words, changed }) {
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
  const said = options.map(({ label }) => (label ? h("span", { dir: "auto" }, label) : null));
  const labels = options.map(({ mark, apart }, index) =>
    h(
      "label",
      { class: apart ? "wb-option wb-apart" : "wb-option", for: `${id}-${index}` },
      inputs[index],
      mark ? h("span", { class: "wb-number" }, mark) : null,
      said[index],
    ),
  );
  // Short options stand side by side; under headings where there are groups.
  const short = layout === "list" && options.every(({ label, mark }) => !mark && label.length <= SHORT);
  const shape = `wb-options wb-${layout}${short ? " wb-short" : ""}`;
  const parts = (groups?.length ? groups : [{ title: "", keys: options.map(({ value }) => value) }]).map(({ title, keys }) =>
    h(
      "div",
      title ? { class: "wb-part", role: "group", "aria-label": title } : {},
      title ? h("p", { class: "wb-part-title", "aria-hidden": "true" }, title) : null,
      h("div", { class: shape }, ...options.flatMap(({ value }, index) => (keys.includes(value) ? [labels[index]] : []))),
    ),
  );
  const holds = (value) => options.some((option) => option.value === value);
  return {
    node: h("div", {}, ...parts),
    inputs,
    get,
    clear,
    /** Show other words for the options, by value. */
    relabel: (told) => {
      options.forEach(({ value }, index) => {
        if (told[value] && said[index].textContent !== told[value]) said[index].textContent = told[value];
      });
      if (said.some((words_) => words_?.textContent.length > SHORT)) {
        for (const part of parts) part.querySelector(".wb-short")?.classList.remove("wb-short");
      }
    },
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
  const count = Math.floor((entry.high - entry.low) / entry.step) + 1;
  const steps = Array.from({ length: count }, (_step, index) => entry.low + index * entry.step);
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
  return optionsControl(options, { ...context, many: entry.kind === "choices", layout: "list", groups: entry.groups });
}

const CONTROLS = {
  line: textControl,
  text: textControl,
  date: dateControl,
  scale: scaleControl,
  choice: choiceControl,
  choices: choiceControl,
};
