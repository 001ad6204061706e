// Asking the kernel: each question gets one answer, with the steps of a long job on the way.
//
// talk.py puts the forms' controls.js in front of this file. Every word comes with the model's `_spec`.

const SILENCE = 20_000; // ms without a word from the kernel before the person is told
const AGAIN = 3_000; // ms after which a question that changes nothing is asked again

const random = () => Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => (byte % 36).toString(36)).join("");

class Talk {
  constructor(model) {
    this.model = model;
    this.id = `wb-${random()}`;
    this.sequence = 0;
    this.open = new Map(); // by number of the question
    this.receiver = (message, buffers) => this.receive(message, buffers);
    model.on("msg:custom", this.receiver);
  }

  /** Ask; resolves with the answer, `file` in it where there is one; rejects with words for the person. */
  ask(type, content = {}, { files = [], step = () => {} } = {}) {
    this.sequence += 1;
    const seq = this.sequence;
    return new Promise((resolve, reject) => {
      const talk = { resolve, reject, step };
      this.open.set(seq, talk);
      this.wait(seq, talk);
      try {
        this.model.send({ ...content, type, view: this.id, seq }, undefined, files);
      } catch {
        this.end(seq, () => reject(this.silence()));
      }
    });
  }

  /** Ask something that changes nothing, again while there is no answer: a page that just opened may not be heard yet. */
  async look(type, content = {}) {
    let timer;
    const first = this.ask(type, content);
    const again = new Promise((resolve) => {
      const ask = () => {
        this.ask(type, content).then(resolve, () => {});
        timer = setTimeout(ask, AGAIN);
      };
      timer = setTimeout(ask, AGAIN);
    });
    try {
      return await Promise.race([first, again]);
    } finally {
      clearTimeout(timer);
    }
  }

  silence() {
    return { what: this.model.get("_spec").words.silent, next: "" };
  }

  wait(seq, talk) {
    clearTimeout(talk.timer);
    talk.timer = setTimeout(() => this.end(seq, () => talk.reject(this.silence())), SILENCE);
  }

  end(seq, last) {
    clearTimeout(this.open.get(seq)?.timer);
    this.open.delete(seq);
    last();
  }

  receive(message, buffers) {
    const talk = message.to === this.id && this.open.get(message.seq);
    if (!talk) return;
    if (message.type === "step") {
      // A long step is not silence: the process behind it says its end, whatever happens.
      clearTimeout(talk.timer);
      talk.step(message);
    } else if (message.type === "failed") {
      this.end(message.seq, () => talk.reject(message));
    } else {
      this.end(message.seq, () => talk.resolve({ ...message, file: buffers?.[0] }));
    }
  }

  close() {
    for (const talk of this.open.values()) clearTimeout(talk.timer);
    this.model.off("msg:custom", this.receiver);
  }
}

/** What is said of something under way: its steps, its end, what went wrong. Read aloud as it changes. */
function report(words) {
  const said = h("p", { class: "wb-said", role: "status" });
  const wrong = h("p", { class: "wb-warning", role: "alert", hidden: true });
  const bar = h("progress", { class: "wb-progress", hidden: true, max: 1 });
  const say = (text) => {
    if (said.textContent !== text) said.textContent = text;
    wrong.hidden = true;
  };
  return {
    node: h("div", { class: "wb-report" }, bar, said, wrong),
    say: (text) => {
      bar.hidden = true;
      say(text);
    },
    step: ({ number, all, text }) => {
      bar.hidden = false;
      bar.setAttribute("aria-label", text);
      bar.max = all;
      bar.value = number - 0.5;
      say(all > 1 ? fill(words.step, { number, all, text }) : text);
    },
    fail: ({ what, next }) => {
      bar.hidden = true;
      said.textContent = "";
      wrong.textContent = [what, next].filter(Boolean).join(" ");
      wrong.hidden = false;
    },
  };
}

/** The link to save a file that the kernel handed over, large, with its size; a PDF can be looked at. */
function saving(name, data, words, lang) {
  const size = new Intl.NumberFormat(lang).format(Math.max(1, Math.round(data.byteLength / 1000)));
  const text = fill(words.save_file, { name, size: fill(words.kilobytes, { count: size }) });
  const save = fileLink(name, data, text, { class: "wb-button wb-main" });
  const look = name.endsWith(".pdf") ? h("a", { class: "wb-quiet", href: save.href, target: "_blank" }, words.show_file) : null;
  return h("div", { class: "wb-row-of" }, save, look);
}

/**
 * Something that is asked for and then handed to the browser as a file: `give` asks, `said` tells how far it is, and the
 * link to save the file comes into `made`.
 */
function handing(talk, words, lang) {
  const said = report(words);
  const made = h("div", {});
  const give = async (type, content = {}) => {
    made.replaceChildren();
    try {
      const answer = await talk.ask(type, content, { step: said.step });
      said.say(words.ready);
      const link = saving(answer.name, answer.file, words, lang);
      made.replaceChildren(link);
      link.firstChild.focus();
    } catch (problem) {
      said.fail(problem);
    }
  };
  return { said, made, give };
}

/** Something that cannot be taken back: it is said what it does, and asked for once more. */
function confirmed(open, ask, yes, no, act, extra = null) {
  const keep = button(no, () => {
    sure.hidden = true;
    first.focus();
  });
  const go = button(yes, act, { class: "wb-button wb-firm-button" });
  const sure = h("div", { class: "wb-confirm wb-sure", hidden: true }, h("p", {}, ask), keep, extra, go);
  const first = button(open, () => {
    sure.hidden = false;
    keep.focus();
  });
  return { node: h("div", {}, first, sure), close: () => (sure.hidden = true), first };
}

/** Keys, the clipboard and the right mouse button act here, not on the notebook around it. */
function apart(el, signal) {
  for (const name of ["keydown", "keyup", "keypress", "copy", "cut", "paste", "contextmenu", "dblclick"]) {
    el.addEventListener(name, (event) => event.stopPropagation(), { signal });
  }
  el.setAttribute("data-lm-suppress-shortcuts", "true");
}
