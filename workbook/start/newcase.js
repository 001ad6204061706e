// A new rejection: put in the letter, see what was read, correct it, and only then make the case.

const MOST = 8_000_000; // bytes of a file that are read: a letter comes before its attachments
const BEGUN = "workbook/new"; // where this browser keeps what was begun

/** The draft of a case that is not made yet; without a place for it in the browser it lives as long as the page. */
const begun = {
  get() {
    try {
      return JSON.parse(localStorage.getItem(BEGUN)) ?? {};
    } catch {
      return {};
    }
  },
  put(draft) {
    try {
      if (draft) localStorage.setItem(BEGUN, JSON.stringify(draft));
      else localStorage.removeItem(BEGUN);
    } catch {
      // Switched off, or full.
    }
  },
};

class NewCase {
  constructor(talk, spec, created) {
    this.talk = talk;
    this.spec = spec;
    this.created = created;
    this.words = spec.words;
    this.said = report(spec.words);
    this.draft = begun.get();
    this.id = `${talk.id}-new`;
    const { words } = this;
    const text = `${this.id}-text`;
    const help = `${this.id}-help`;
    this.text = h("textarea", { id: text, class: "wb-input", rows: 6, autocomplete: "off", "aria-describedby": help });
    this.text.style.setProperty("--wb-lines", 6);
    this.text.dir = "auto";
    this.text.value = this.draft.text ?? "";
    this.text.addEventListener("input", () => this.keep({ text: this.text.value }));
    this.file = h("input", { type: "file", accept: ".eml,.txt,.html,.htm,.mbox,message/rfc822,text/*", hidden: true });
    this.file.addEventListener("change", () => this.file.files[0] && this.take(this.file.files[0]));
    this.read = button(words.read, () => this.readText(), { class: "wb-button wb-main" });
    this.putIn = h(
      "div",
      { class: "wb-put-in" },
      h("label", { class: "wb-label", for: text }, words.paste),
      this.text,
      h("p", { class: "wb-help", id: help }, words.paste_help),
      h(
        "div",
        { class: "wb-row-of" },
        this.read,
        button(words.choose, () => this.file.click()),
        button(words.by_hand, () => this.ask("by_hand")),
        this.file,
      ),
    );
    this.form = h("div", { class: "wb-check", hidden: true });
    this.node = section(this.id, words.new, words.new_lead, this.putIn, this.form, this.said.node);
    this.listen();
    if (this.draft.shown) {
      this.show(this.draft.shown, this.draft.values);
      this.said.say(words.kept_draft);
    } else if (this.draft.text) this.said.say(words.kept_draft);
  }

  keep(more) {
    this.draft = { ...this.draft, ...more };
    begun.put(this.draft.text || this.draft.shown ? this.draft : null);
  }

  listen() {
    for (const name of ["dragenter", "dragover"]) {
      this.putIn.addEventListener(name, (event) => {
        event.preventDefault();
        this.putIn.classList.add("wb-over");
      });
    }
    for (const name of ["dragleave", "drop"]) this.putIn.addEventListener(name, () => this.putIn.classList.remove("wb-over"));
    this.putIn.addEventListener("drop", (event) => {
      event.preventDefault();
      const file = event.dataTransfer.files[0];
      const text = event.dataTransfer.getData("text/plain");
      if (file) this.take(file);
      else if (text) {
        this.text.value = text;
        this.readText();
      }
    });
  }

  readText() {
    if (this.text.value.trim()) this.ask("read", { text: this.text.value });
    else this.text.focus();
  }

  async take(file) {
    this.file.value = "";
    this.ask("read", {}, [await file.slice(0, MOST).arrayBuffer()]);
  }

  async ask(type, content = {}, files = []) {
    this.said.say(this.words.reading);
    this.read.disabled = true;
    try {
      const { rejection, values, sentences } = await this.talk.ask(type, content, { files });
      this.said.say("");
      this.show({ byHand: type === "by_hand", rejection, sentences }, values);
      this.form.querySelector("h3").focus();
    } catch (problem) {
      this.said.fail(problem);
    }
    this.read.disabled = false;
  }

  /** Show the form with what was read; each field with the sentence that it came from. */
  show(shown, values) {
    const { words } = this;
    const controls = new Map();
    const changed = () => this.keep({ shown, values: given() });
    const given = () => Object.fromEntries([...controls].map(([name, control]) => [name, control.get()]));
    const fields = this.spec.fields.map((entry) => {
      const { node, control } = this.drawField(entry, values[entry.name] ?? null, shown.sentences[entry.name], changed);
      controls.set(entry.name, control);
      return node;
    });
    const make = button(words.make, () => this.make(given(), make), { class: "wb-button wb-main" });
    const doubt = h(
      "div",
      { class: "wb-waiting", hidden: shown.rejection !== false },
      h("p", {}, h("strong", {}, words.not_refusal), " ", words.not_refusal_help),
    );
    this.form.replaceChildren(
      doubt,
      h("h3", { tabindex: "-1" }, shown.byHand ? words.by_hand_title : words.check),
      h("p", { class: "wb-lead" }, shown.byHand ? words.by_hand_lead : words.check_lead),
      h("div", { class: "wb-body" }, ...fields),
      h("div", { class: "wb-footer" }, make, button(words.start_over, () => this.startOver())),
    );
    this.form.hidden = false;
    this.putIn.hidden = true;
    this.keep({ shown, values });
  }

  drawField(entry, value, sentence, changed) {
    const id = `${this.id}-${entry.name}`;
    const control = CONTROLS[entry.kind](entry, { id, spec: this.spec, words: this.words, changed, flush: () => {} });
    control.set(value);
    const grouped = ["scale", "choice", "choices"].includes(entry.kind);
    const kept = entry.private ? h("span", { class: "wb-private", title: this.words.private_help }, this.words.private) : null;
    const label = h(grouped ? "legend" : "label", { class: "wb-label", for: grouped ? null : id }, h("span", {}, entry.label), kept);
    const help = entry.help ? h("p", { class: "wb-help", id: `${id}-help` }, entry.help) : null;
    const from = sentence && sentence !== value
      ? h("p", { class: "wb-hint", id: `${id}-from`, dir: "auto" }, fill(this.words.from_letter, { sentence }))
      : null;
    const node = h(grouped ? "fieldset" : "div", { class: "wb-field" }, label, help, control.node, from, control.clear ?? null);
    const ids = [help?.id, from?.id].filter(Boolean);
    if (ids.length) (grouped ? node : control.inputs[0]).setAttribute("aria-describedby", ids.join(" "));
    return { node, control };
  }

  async make(values, pressed) {
    pressed.disabled = true;
    try {
      const answer = await this.talk.ask("create", { values });
      this.clean();
      this.said.say("");
      await this.created(answer.case, this.said);
    } catch (problem) {
      this.said.fail(problem);
      pressed.disabled = false;
    }
  }

  startOver() {
    this.clean();
    this.said.say("");
    this.text.focus();
  }

  clean() {
    this.draft = {};
    begun.put(null);
    this.text.value = "";
    this.form.hidden = true;
    this.form.replaceChildren();
    this.putIn.hidden = false;
  }
}

/** A part of the page with its title. */
function section(id, title, lead, ...parts) {
  return h(
    "section",
    { class: "wb-section", "aria-labelledby": `${id}-title` },
    h("h2", { class: "wb-title", id: `${id}-title` }, title),
    lead ? h("p", { class: "wb-lead" }, lead) : null,
    ...parts,
  );
}
