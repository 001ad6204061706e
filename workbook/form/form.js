// One open view of a form: draws the section, shows what the journal holds, hands changes to the saver.
//
// Every word comes with the model's `_spec`. Messages are addressed to one view, because the kernel sends each to all.
// widget.py puts saver.js, controls.js and between.js in front of this file.

const TOO_LONG = 1_000_000; // characters of one answer; the server closes a connection over a message of 10 MB
const VERSIONS = 30; // earlier versions listed at once
const REFRESH = 1000; // ms between two looks at the journal

const GROUPED = new Set(["scale", "choice", "choices"]);

/** One line at the foot of the window for all forms of the page together. */
function showWhole(form, words) {
  if (!form.isConnected) return;
  const page = form.closest(".jp-NotebookPanel, main") ?? document.body;
  const forms = [...page.querySelectorAll(".wb-section[data-state]")].map((node) => node.dataset);
  const are = (...states) => forms.some(({ state }) => states.includes(state));
  let text = forms.some(({ kept }) => kept === "true") ? words.whole_saved : "";
  if (are("opening")) text = "";
  if (are("pending")) text = words.whole_saving;
  if (are("late", "stuck", "silent")) text = words.whole_unsaved;
  let line = page.querySelector(":scope > .wb-whole");
  if (!line) page.append((line = h("p", { class: "wb-whole", dir: form.closest("[dir]")?.dir })));
  line.hidden = !text;
  line.classList.toggle("wb-unsaved", text === words.whole_unsaved);
  if (line.textContent !== text) line.textContent = text;
}

class View {
  constructor(model, el) {
    this.model = model;
    this.el = el;
    this.id = `wb-${random()}`;
    this.spec = model.get("_spec");
    this.words = this.spec.words;
    this.fields = new Map(); // by place
    this.groups = new Map(); // by name
    this.values = new Map(); // by place, as shown
    this.seen = new Map(); // by place: when the newest version that is known here was typed
    this.ready = false;
    this.at = null; // where the person is
    this.saver = new Saver(
      (message) => model.send({ ...message, view: this.id }),
      () => this.showState(),
    );
    this.events = new AbortController();
    this.draw();
    this.listen();
    this.saver.open = () => this.saver.ask({ type: "open" });
    this.saver.open();
    this.showState();
  }

  // Drawing

  draw() {
    const { section, dir, lang } = this.spec;
    this.el.classList.add("wb-form");
    this.el.setAttribute("dir", dir);
    this.el.setAttribute("lang", lang);
    const title = `${this.id}-title`;
    this.body = h("div", { class: "wb-body", inert: true }, ...this.drawFields(section.fields, ""));
    this.hints = h("div", { class: "wb-hints", role: "status" });
    this.why = h("p", {});
    const ready = button(this.words.ready, () => {
      this.set("", "_ready", true, true);
      this.showWaiting("");
      this.body.querySelector("input, textarea, button")?.focus();
    });
    this.waiting = h("div", { class: "wb-waiting", hidden: true }, this.why, ready);
    this.status = new Map(
      ["done", "skip"].map((said) => [said, button(this.words[said], () => this.say(said), { "aria-pressed": "false" })]),
    );
    this.state = h("span", { class: "wb-state", "aria-hidden": "true" });
    this.said = h("p", { class: "wb-said" });
    this.warning = h("p", { class: "wb-warning", role: "alert", hidden: true });
    this.live = h("p", { class: "wb-hidden", role: "status" });
    this.root = h(
      "section",
      { class: "wb-section", "aria-labelledby": title, "aria-busy": "true" },
      h(
        "header",
        { class: "wb-header" },
        h("h2", { class: "wb-title", id: title }, section.title),
        h("span", { class: "wb-minutes" }, this.words.minutes),
        section.lead ? h("p", { class: "wb-lead" }, section.lead) : null,
      ),
      this.waiting,
      this.body,
      this.hints,
      h("div", { class: "wb-footer" }, ...this.status.values(), this.state),
      this.said,
      this.warning,
      this.live,
    );
    this.el.append(this.root);
  }

  drawFields(entries, row) {
    return entries.map((entry) => (entry.kind === "rows" ? this.drawGroup(entry) : this.drawField(entry, row)));
  }

  drawLabel(entry, tag, props = {}) {
    const { words } = this;
    const kept = entry.private ? h("span", { class: "wb-private", title: words.private_help }, words.private) : null;
    return h(tag, { class: "wb-label", ...props }, h("span", {}, entry.label), kept);
  }

  drawField(entry, row) {
    const key = place(row, entry.name);
    const id = `${this.id}-${key.replace(/[^A-Za-z0-9_-]/g, "-")}`;
    const field = { entry, row, key, id };
    const control = CONTROLS[entry.kind](entry, {
      id,
      spec: this.spec,
      words: this.words,
      changed: (value, now) => this.change(field, value, now),
      flush: () => this.saver.flush(),
    });
    const grouped = GROUPED.has(entry.kind);
    const label = grouped ? this.drawLabel(entry, "legend") : this.drawLabel(entry, "label", { for: id });
    const help = entry.help ? h("p", { class: "wb-help", id: `${id}-help` }, entry.help) : null;
    const problem = h("p", { class: "wb-problem", id: `${id}-problem`, hidden: true });
    const hint = h("p", { class: "wb-hint", id: `${id}-hint`, hidden: true });
    const mark = h("span", { class: "wb-mark", "aria-hidden": "true" });
    const tools = h("div", { class: "wb-tools" }, control.clear, mark);
    const node = h(grouped ? "fieldset" : "div", { class: "wb-field" }, label, help, control.node, problem, hint, tools);
    Object.assign(field, { control, problem, hint, mark, tools, node, help, described: grouped ? node : control.inputs[0] });
    this.describe(field);
    if (entry.kind === "line" || entry.kind === "text") this.drawHistory(field);
    if (control.clock) {
      const { forget, sure } = this.drawForget(field, this.words.forget_now);
      control.clock.append(forget);
      control.clock.after(sure);
    }
    this.fields.set(key, field);
    return node;
  }

  /** Tie help and problem to the control for screen readers. */
  describe({ described, help, problem, hint, control }) {
    const ids = [help?.id, problem.hidden ? null : problem.id, hint.hidden ? null : hint.id].filter(Boolean);
    if (ids.length) described.setAttribute("aria-describedby", ids.join(" "));
    else described.removeAttribute("aria-describedby");
    for (const input of control.inputs) input.setAttribute("aria-invalid", String(!problem.hidden));
  }

  drawGroup(entry) {
    const rows = h("div", { class: "wb-rows" });
    const group = { entry, rows, drawn: new Map() };
    const add = button(entry.add, () => {
      this.drawRow(group, this.newRow(entry)).querySelector("input, textarea")?.focus();
      this.applyConditions();
    });
    const help = entry.help ? h("p", { class: "wb-help" }, entry.help) : null;
    group.suggested = h("div", { class: "wb-suggested", hidden: true });
    const node = h("fieldset", { class: "wb-field" }, this.drawLabel(entry, "legend"), help, rows, group.suggested, add);
    const key = place("", entry.name);
    this.groups.set(entry.name, group);
    this.fields.set(key, { entry, row: "", key, node });
    return node;
  }

  /** Ids begin with the time, so that rows stand in the order they were added, in each window. */
  newRow(entry) {
    return `${entry.name}/${Date.now().toString(36)}${random().slice(0, 5)}`;
  }

  drawRow(group, row) {
    const id = `${this.id}-${row.replace("/", "-")}`;
    const number = h("legend", { class: "wb-row-number", id });
    const inner = h("div", { class: "wb-row-body" }, ...this.drawFields(group.entry.fields, row));
    const remove = quiet(this.words.remove, () => {
      this.set(row, "_removed", true, true);
      show(true);
      back.focus();
    }, { id: `${id}-remove`, "aria-labelledby": `${id}-remove ${id}` });
    const back = quiet(this.words.bring_back, () => {
      this.set(row, "_removed", false, true);
      show(false);
      remove.focus();
    });
    const gone = h("p", { class: "wb-gone" }, this.words.removed, " ", back);
    const show = (removed) => {
      inner.hidden = remove.hidden = removed;
      gone.hidden = !removed;
    };
    show(false);
    const node = h("fieldset", { class: "wb-row" }, number, inner, remove, gone);
    const next = [...group.drawn.keys()].sort().find((other) => other > row);
    group.rows.insertBefore(node, next ? group.drawn.get(next).node : null);
    group.drawn.set(row, { node, show });
    const format = new Intl.NumberFormat(this.spec.lang);
    [...group.rows.children].forEach((child, index) => (child.firstChild.textContent = format.format(index + 1)));
    return node;
  }

  // Earlier versions of a text

  drawHistory(field) {
    const panel = h("div", { class: "wb-history", id: `${field.id}-history`, hidden: true });
    const toggle = quiet(this.words.history, () => {
      if (!panel.hidden) return field.closeHistory();
      this.saver.flush();
      this.ask("history", field);
    }, { "aria-expanded": "false", "aria-controls": panel.id, hidden: true });
    field.history = toggle;
    field.closeHistory = () => {
      panel.hidden = true;
      toggle.setAttribute("aria-expanded", "false");
    };
    field.showHistory = (states) => {
      panel.hidden = false;
      toggle.setAttribute("aria-expanded", "true");
      panel.replaceChildren(...this.drawVersions(field, states));
    };
    field.tools.prepend(toggle);
    field.node.append(panel);
  }

  drawVersions(field, states) {
    const { words } = this;
    const when = new Intl.DateTimeFormat(this.spec.lang, { dateStyle: "medium", timeStyle: "short" });
    const items = states.slice(1, VERSIONS + 1).map(({ value, saved_at }) => {
      const restore = () => {
        field.control.set(value);
        this.change(field, field.control.get(), true);
        field.closeHistory();
        field.control.inputs[0].focus();
      };
      return h(
        "li",
        {},
        h("span", { class: "wb-when" }, when.format(saved_at * 1000)),
        h("p", { class: "wb-excerpt", dir: "auto" }, nothing(value) ? words.history_empty : String(value)),
        quiet(words.restore, restore),
      );
    });
    const { forget, sure } = this.drawForget(field, words.forget);
    const undo = quiet(words.undo, () => this.ask("undo", field));
    const list = items.length ? h("ol", { class: "wb-versions" }, ...items) : h("p", { class: "wb-help" }, words.history_none);
    return [list, h("div", { class: "wb-history-tools" }, undo, forget), sure];
  }

  /** A button that forgets a text and all its versions, once the person has said so twice. */
  drawForget(field, label) {
    const { words } = this;
    const keep = button(words.forget_no, () => {
      sure.hidden = true;
      forget.focus();
    });
    const sure = h("div", { class: "wb-confirm", hidden: true }, h("p", {}, words.forget_ask), keep);
    sure.append(
      button(words.forget_yes, () => {
        sure.hidden = true;
        this.saver.drop(field.row, field.entry.name);
        this.ask("forget", field);
      }),
    );
    const forget = quiet(label, () => {
      sure.hidden = false;
      keep.focus();
    });
    return { forget, sure };
  }

  // What the person does

  change(field, value, now) {
    const tooLong = typeof value === "string" && value.length > TOO_LONG;
    this.last = field;
    field.mark.textContent = "";
    this.showProblem(field, tooLong ? this.words.too_long : "");
    if (!tooLong) this.set(field.row, field.entry.name, value, now);
  }

  set(row, name, value, now) {
    const key = place(row, name);
    this.values.set(key, value);
    this.saver.put(row, name, value, this.seen.get(key), now);
    this.applyConditions();
  }

  say(said) {
    this.set("", "_status", this.values.get(place("", "_status")) === said ? null : said, true);
    this.showSaid();
  }

  ask(type, field) {
    this.saver.ask({ type, row: field.row, field: field.entry.name });
  }

  // What the person sees

  showSaid() {
    const said = this.values.get(place("", "_status"));
    for (const [name, node] of this.status) node.setAttribute("aria-pressed", String(name === said));
    this.said.textContent = (said && this.words[`said_${said}`]) ?? "";
    this.said.hidden = !said;
  }

  showProblem(field, text) {
    const value = this.values.get(field.key);
    const unseen = text && field.control.shows && !field.control.shows(value);
    field.problem.textContent = unseen ? `${fill(this.words.kept, { value: String(value) })} ${text}` : text;
    field.problem.hidden = !text;
    this.describe(field);
  }

  // What the workbook says beside the answers

  showAdvice(advice) {
    if (!advice) return;
    const said = new Map();
    for (const [row, name, text, firm] of advice.hints) {
      const key = this.fields.get(place(row, name))?.hint ? place(row, name) : "";
      said.set(key, [...(said.get(key) ?? []), { text, firm }]);
    }
    for (const field of this.fields.values()) {
      if (field.hint) this.showHint(field, said.get(field.key) ?? []);
    }
    const loose = said.get("") ?? [];
    // Only what is new is drawn, so that a screen reader does not hear the same words after each key.
    if (this.hints.textContent !== loose.map(({ text }) => text).join("")) {
      const drawn = loose.map(({ text, firm }) => h("p", { class: firm ? "wb-hint wb-firm" : "wb-hint" }, text));
      this.hints.replaceChildren(...drawn);
    }
    for (const [name, labels] of Object.entries(advice.labels)) {
      this.fields.get(place("", name))?.control?.relabel?.(labels);
    }
    this.offers = advice.offers;
    this.showOffers();
    for (const group of this.groups.values()) this.showSuggestions(group, advice.suggestions);
    this.showWaiting(advice.waits);
  }

  showHint(field, hints) {
    const text = hints.map((hint) => hint.text).join(" ");
    if (field.hint.textContent !== text) field.hint.textContent = text;
    field.hint.hidden = !text;
    field.hint.classList.toggle("wb-firm", hints.some((hint) => hint.firm));
    this.describe(field);
  }

  /** Earlier answers to choose from, as the browser's own list below the line. */
  showOffers() {
    for (const field of this.fields.values()) {
      const name = field.row ? place(field.row.split("/")[0], field.entry.name).replace(":", "/") : field.entry.name;
      const input = field.control?.inputs[0];
      if (!this.offers?.[name]) continue;
      if (field.entry.kind === "text") this.showNotes(field, this.offers[name]);
      if (input?.tagName !== "INPUT") continue;
      field.list ??= h("datalist", { id: `${field.id}-list` });
      field.list.replaceChildren(...this.offers[name].map((value) => h("option", { value })));
      input.setAttribute("list", field.list.id);
      if (!field.list.isConnected) field.node.append(field.list);
    }
  }

  /** Notes that can stand in a text as they are, each with a button; a text has no list of the browser's own. */
  showNotes(field, notes) {
    if (!field.notes) {
      field.notes = h("div", { class: "wb-suggested" });
      field.tools.before(field.notes);
    }
    field.notes.hidden = !notes.length;
    // Only what is new is drawn, so that a button does not vanish under the hand.
    if (field.noted === JSON.stringify(notes)) return;
    field.noted = JSON.stringify(notes);
    const cards = notes.map((note, index) => {
      const shown = h("p", { dir: "auto", id: `${field.id}-note-${index}` }, note);
      const take = () => {
        field.control.set(note);
        this.change(field, note, true);
        this.saver.flush();
        field.control.inputs[0].focus();
      };
      return h("div", { class: "wb-suggestion" }, shown, button(this.words.take, take, { "aria-describedby": shown.id }));
    });
    field.notes.replaceChildren(h("p", { class: "wb-label" }, this.words.noted), ...cards);
  }

  showSuggestions(group, suggestions) {
    const own = suggestions.filter(({ row }) => row.startsWith(`${group.entry.name}/`));
    group.suggested.hidden = !own.length;
    const cards = own.map(({ row, values, why, declined }) =>
      h(
        "div",
        { class: "wb-suggestion" },
        h(
          "p",
          {},
          h("bdi", {}, String(values.name ?? values.act ?? values.question ?? Object.values(values)[0])),
          why ? h("span", { class: "wb-why" }, ` (${why})`) : null,
        ),
        values.fact ? h("p", { class: "wb-help", dir: "auto" }, values.fact) : null,
        button(this.words.take, () => this.takeOver(group, row, values)),
        quiet(this.words.decline, () => this.takeOver(group, row, declined)),
      ),
    );
    group.suggested.replaceChildren(h("p", { class: "wb-label" }, this.words.suggested), ...cards);
  }

  takeOver(group, row, values) {
    for (const [name, value] of Object.entries(values)) this.set(row, name, value, true);
    if (!group.drawn.has(row)) this.drawRow(group, row);
    for (const [name, value] of Object.entries(values)) this.fields.get(place(row, name))?.control?.set(value);
    const { node, show } = group.drawn.get(row);
    show(values._removed === true);
    this.applyConditions();
    this.saver.flush();
    node.querySelector("input, textarea, button:not([hidden])")?.focus();
  }

  /** A section that waits shows why, and a way in. */
  showWaiting(why) {
    const waits = Boolean(why) && this.values.get(place("", "_ready")) !== true;
    if (waits) this.why.textContent = why;
    this.waiting.hidden = !waits;
    this.body.hidden = waits;
  }

  showState() {
    const { saver, words } = this;
    const state = saver.state();
    const text = {
      failed: saver.failure && `${saver.failure.what} ${saver.failure.next}`,
      stuck: words.stuck,
      late: saver.drafts.works ? words.late : `${words.late} ${words.no_drafts}`,
      silent: words.silent,
    }[state];
    if (text && this.warning.hidden) {
      // By the field that the person is at.
      const near = this.last?.node.offsetParent ? this.last.node : this.root;
      near.append(this.warning);
    }
    this.warning.hidden = !text;
    if (this.warning.textContent !== (text ?? "")) {
      this.warning.textContent = text ?? "";
      // Below a long text it could stand out of sight.
      if (this.warning.parentNode.contains(document.activeElement)) this.warning.scrollIntoView({ block: "nearest" });
    }
    const kept = state === "saved" || (state === "idle" && [...this.values.values()].some((value) => !nothing(value)));
    const quietly = !this.ready ? words.opening : kept ? words.saved : "";
    if (this.state.textContent !== quietly) this.state.textContent = quietly;
    // Read aloud once, and again only after a warning: not at every pause of typing.
    const spoken = state === "saved" ? words.saved : text ? "" : this.live.textContent;
    if (this.live.textContent !== spoken) this.live.textContent = spoken;
    this.root.dataset.state = this.ready ? state : "opening";
    this.root.dataset.kept = kept;
    showWhole(this.root, words);
    clearTimeout(this.clock);
    if (state === "pending" || saver.asked !== null) this.clock = setTimeout(() => this.showState(), 250);
  }

  applyConditions() {
    const visible = new Set();
    for (const { entry, row, key, node } of this.fields.values()) {
      const other = entry.when && place(row, entry.when.field);
      const shown = !other || (visible.has(other) && this.isMet(entry.when, this.values.get(other)));
      if (shown) visible.add(key);
      node.hidden = !shown;
    }
  }

  isMet({ at_least, any_of }, value) {
    if (at_least !== null) return typeof value === "number" && value >= at_least;
    return (Array.isArray(value) ? value : [value]).some((item) => any_of.includes(item));
  }

  // What the kernel says

  receive(message) {
    if (message.to !== this.id) return;
    this.saver.heard(message);
    const field = this.fields.get(place(message.row, message.field));
    switch (message.type) {
      case "opened":
        this.opened(message);
        break;
      case "saved":
        this.saved(message);
        break;
      case "refused":
        this.saver.acknowledged(message.seq);
        break;
      case "history":
        field?.showHistory(message.states);
        break;
      case "undone":
        this.opened(message);
        this.ask("history", field);
        break;
      case "forgotten":
        this.opened(message);
        field.closeHistory();
        field.mark.textContent = "";
        field.control.inputs[0].focus();
        this.live.textContent = this.words.forgotten;
        break;
    }
    this.showState();
  }

  /** Show what the journal holds, except where there is something newer here. */
  opened(message) {
    const { saver } = this;
    if (!this.ready) {
      saver.open = null;
      saver.drafts.prefix = message.store;
      for (const [key, draft] of saver.drafts.all()) saver.replay(key, draft);
    }
    const stored = new Map(message.answers.map(([row, name, value]) => [place(row, name), value]));
    this.seen = new Map(message.saved_at.map(([row, name, at]) => [place(row, name), at]));
    const rows = [...stored.keys(), ...[...saver.entries.values()].map((entry) => place(entry.row, entry.field))];
    for (const row of new Set(rows.map((key) => key.slice(0, key.lastIndexOf(":"))))) {
      const group = this.groups.get(row.split("/")[0]);
      if (row && group && !group.drawn.has(row)) this.drawRow(group, row);
    }
    const problems = new Map(message.problems.map(([row, name, text]) => [place(row, name), text]));
    for (const key of new Set([...this.fields.keys(), ...this.values.keys(), ...rows])) {
      this.receiveValue(key, stored.get(key) ?? null, problems.get(key) ?? "");
    }
    for (const group of this.groups.values()) this.showRows(group);
    this.showSaid();
    this.applyConditions();
    this.showAdvice(message.advice);
    if (!this.ready) {
      this.ready = true;
      this.body.inert = false;
      this.root.setAttribute("aria-busy", "false");
      // The draft holds what was typed in between.
      takePlace(saver.drafts.prefix, (key) => this.fields.get(key)?.control);
      saver.flush();
    }
  }

  receiveValue(key, stored, problem) {
    const cut = key.lastIndexOf(":");
    const entry = this.saver.waiting(key.slice(0, cut), key.slice(cut + 1));
    const at = this.seen.get(key);
    const newer = entry && (at === undefined || entry.edited_at > at || entry.seen >= at);
    const value = newer ? entry.value : stored;
    this.values.set(key, value);
    const field = this.fields.get(key);
    if (!field?.control) return;
    if (JSON.stringify(field.control.get()) !== JSON.stringify(value)) field.control.set(value);
    if (field.history) field.history.hidden = at === undefined;
    if (!newer) this.showProblem(field, problem);
  }

  showRows(group) {
    let shown = 0;
    for (const [row, { node, show }] of group.drawn) {
      const removed = this.values.get(place(row, "_removed")) === true;
      show(removed);
      // A row that was removed earlier is out of sight; one removed just now can be brought back.
      if (!this.ready) node.hidden = removed;
      if (!removed) shown += 1;
    }
    if (!this.ready && !shown) this.drawRow(group, this.newRow(group.entry));
  }

  saved(message) {
    this.saver.acknowledged(message.seq);
    const problems = new Map(message.problems.map(([row, name, text]) => [place(row, name), text]));
    for (const [row, name, at] of message.saved) {
      const key = place(row, name);
      this.seen.set(key, Math.max(at, this.seen.get(key) ?? 0));
      const field = this.fields.get(key);
      if (!field?.control || this.saver.waiting(row, name)) continue;
      this.showProblem(field, problems.get(key) ?? "");
      if (this.marked) this.marked.mark.textContent = "";
      field.mark.textContent = this.words.saved;
      this.marked = field;
      if (field.history) field.history.hidden = false;
    }
    this.showAdvice(message.advice);
    if (message.saved.some(([, name]) => name === "_ready")) window.dispatchEvent(new Event("workbook:ready"));
    if (message.behind) this.refresh();
  }

  /** Look whether another window saved something newer. */
  refresh() {
    if (!this.ready || Date.now() - (this.refreshed ?? 0) < REFRESH) return;
    this.refreshed = Date.now();
    this.saver.ask({ type: "open" });
  }

  // Events

  listen() {
    const { signal } = this.events;
    const { el, saver } = this;
    // Keys, the clipboard and the right mouse button act on the form here, not on the notebook around it.
    for (const name of ["keydown", "keyup", "keypress", "copy", "cut", "paste", "contextmenu", "dblclick"]) {
      el.addEventListener(name, (event) => event.stopPropagation(), { signal });
    }
    el.setAttribute("data-lm-suppress-shortcuts", "true");
    const onKey = (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      saver.flush();
    };
    el.addEventListener("keydown", onKey, { signal });
    // Where the person is, also as the form is taken away from under them.
    const onCome = ({ target }) => {
      this.at = target;
      this.page = target.closest(".jp-NotebookPanel, main");
    };
    el.addEventListener("focusin", onCome, { signal });
    const onLeft = ({ target }) =>
      queueMicrotask(() => {
        if (this.at !== target || document.activeElement === target) return;
        if (!target.isConnected) this.holdPlace();
        this.at = null;
      });
    el.addEventListener("focusout", onLeft, { signal });
    el.addEventListener("focusin", () => this.ready && saver.asked === null && saver.ask({ type: "ping" }), { signal });
    const onVisibility = () => {
      saver.flush();
      if (document.visibilityState === "visible") this.refresh();
    };
    document.addEventListener("visibilitychange", onVisibility, { signal });
    window.addEventListener("pagehide", () => saver.flush(), { signal });
    window.addEventListener("focus", () => this.refresh(), { signal });
    // What waits may open with another form.
    window.addEventListener("workbook:ready", () => this.waiting.hidden || this.refresh(), { signal });
    // Asking before the window closes is for the one case where something would be lost: no kernel and no draft.
    const onLeaving = (event) => {
      saver.flush();
      if (!saver.drafts.works && saver.entries.size) event.preventDefault();
    };
    window.addEventListener("beforeunload", onLeaving, { signal });
    onWiped(signal, this.words, () => {
      saver.discard();
      this.root.replaceChildren();
    });
    this.receiver = (message) => this.receive(message);
    this.model.on("msg:custom", this.receiver);
  }

  /** Whoever types while the form is drawn anew goes on typing. */
  holdPlace() {
    const field = [...this.fields.values()].find(({ control }) => control?.inputs.includes(this.at));
    if (!field || !this.page?.isConnected) return;
    const { key, row, entry, control } = field;
    const writer = random();
    holdPlace({
      form: this.saver.drafts.prefix,
      key,
      index: control.inputs.indexOf(this.at),
      input: this.at,
      label: entry.label,
      keep: (value) => {
        const draft = { writer, row, field: entry.name, value, edited_at: Date.now() / 1000, seen: this.seen.get(key) };
        this.saver.drafts.write(`${writer}/${key}`, draft);
      },
    });
  }

  close() {
    if (this.at) this.holdPlace();
    this.saver.close();
    this.events.abort();
    clearTimeout(this.clock);
    this.model.off("msg:custom", this.receiver);
  }
}

export default {
  render({ model, el }) {
    const view = new View(model, el);
    return () => view.close();
  },
};
