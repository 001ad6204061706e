// The timer of a session. It counts by the clock: a tab that slept shows the right time when it wakes.

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
}

function spoken(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function render({ model, el }) {
  const { parts, words, lang, dir } = model.get("_spec");
  const make = (tag, name, text) => {
    const node = document.createElement(tag);
    node.className = name;
    if (text) node.textContent = text;
    return node;
  };
  // "since" is when the running stretch began; "spent" the seconds of this part before that; "more" what was added.
  const state = { part: 0, since: null, spent: 0, more: 0, done: false };
  const spent = () => state.spent + (state.since === null ? 0 : (Date.now() - state.since) / 1000);
  const left = () => 60 * (parts[state.part].minutes + state.more) - spent();

  el.classList.add("wt");
  el.lang = lang;
  el.dir = dir;
  const root = make("section", "wt-card");
  root.setAttribute("aria-label", words.title);
  const title = make("h2", "wt-title");
  const aim = make("p", "wt-aim");
  const clock = make("p", "wt-clock");
  clock.setAttribute("role", "timer");
  const rail = make("div", "wt-rail");
  rail.setAttribute("aria-hidden", "true");
  const fillBar = make("i", "");
  rail.append(fillBar);
  const said = make("p", "wt-said");
  said.setAttribute("role", "status");
  const then = make("p", "wt-then");
  const tools = make("div", "wt-tools");
  const button = (name, text, act) => {
    const node = make("button", `wt-button ${name}`, text);
    node.type = "button";
    node.addEventListener("click", () => {
      act();
      draw();
    });
    tools.append(node);
    return node;
  };
  const run = button("wt-main", words.start, () => {
    if (state.done) return;
    if (state.since === null) state.since = Date.now();
    else {
      state.spent = spent();
      state.since = null;
    }
  });
  const go = (to) => {
    const running = state.since !== null;
    if (to >= parts.length) {
      state.spent = spent();
      state.since = null;
      state.done = true;
      return;
    }
    Object.assign(state, { part: Math.max(0, to), spent: 0, more: 0, done: false, since: running ? Date.now() : null });
  };
  button("wt-next", words.next, () => go(state.part + 1));
  button("wt-more", words.longer, () => {
    state.more += 2;
  });
  button("wt-back", words.back, () => go(state.done ? state.part : state.part - 1));
  button("wt-reset", words.reset, () => {
    state.since = null;
    go(0);
  });
  const list = make("ol", "wt-list");
  const rows = parts.map((part) => {
    const row = make("li", "");
    row.append(make("span", "", part.title), make("span", "wt-min", fill(words.minutes, { count: part.minutes })));
    list.append(row);
    return row;
  });
  root.append(title, aim, clock, rail, said, then, tools, list);
  el.append(root);

  function draw() {
    const part = parts[state.part];
    const seconds = left();
    const over = seconds < 0;
    title.textContent = part.title;
    aim.textContent = part.aim;
    clock.textContent = state.done ? "" : fill(words.left, { time: spoken(seconds) });
    const share = Math.min(1, Math.max(0, spent() / (60 * (part.minutes + state.more))));
    fillBar.style.width = `${state.done ? 100 : 100 * share}%`;
    root.classList.toggle("wt-over", over && !state.done);
    let text = "";
    if (state.done) text = words.done;
    else if (over) text = fill(words.over, { time: `+${spoken(-seconds)}` });
    // Said once, not each second: a screen reader would never stop.
    const kind = state.done ? "done" : over ? `over${state.part}` : "";
    if (said.dataset.kind !== kind) said.textContent = text;
    said.dataset.kind = kind;
    const next = parts[state.part + 1];
    then.textContent = state.done ? "" : next ? fill(words.then, { what: next.title }) : words.end;
    run.textContent = state.since !== null ? words.pause : spent() > 0 && !state.done ? words.on : words.start;
    run.disabled = state.done;
    rows.forEach((row, at) => {
      row.classList.toggle("wt-past", at < state.part || state.done);
      if (at === state.part && !state.done) row.setAttribute("aria-current", "step");
      else row.removeAttribute("aria-current");
    });
  }

  const timer = setInterval(draw, 500);
  // Shortcuts of JupyterLab would act on the notebook.
  for (const name of ["keydown", "keyup", "contextmenu"]) el.addEventListener(name, (event) => event.stopPropagation());
  draw();
  return () => clearInterval(timer);
}

export default { render };
