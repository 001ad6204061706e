// Drafts and saving: what is typed is kept in localStorage until the kernel has said that it is on the disk.

const PAUSE = 250; // ms without a key before what was typed is sent
const LONGEST_WAIT = 1000; // ms after which it is sent while typing goes on
const PATIENCE = 2000; // ms without an acknowledgement before the person is told
const LONG = 20000; // ms after which it is also said what to do
const OPENING_PATIENCE = 15000; // a kernel that starts or runs other cells answers late
const RETRIES = [2000, 4000, 8000]; // ms

const place = (row, field) => `${row}:${field}`;
const random = () => Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => (byte % 36).toString(36)).join("");

/** The drafts of one section of one case in localStorage, a draft per writer and answer. */
class Drafts {
  constructor() {
    this.prefix = "";
    this.works = true;
  }

  write(key, { writer, row, field, value, edited_at, seen }) {
    try {
      localStorage.setItem(this.prefix + key, JSON.stringify({ writer, row, field, value, edited_at, seen }));
      this.works = true;
    } catch {
      // Switched off, or full: the warning says that there is no copy.
      this.works = false;
    }
  }

  /** Remove the draft unless it was typed on meanwhile. */
  clear(key, edited_at) {
    try {
      const raw = localStorage.getItem(this.prefix + key);
      if (raw !== null && !(JSON.parse(raw).edited_at > edited_at)) localStorage.removeItem(this.prefix + key);
    } catch {
      this.works = false;
    }
  }

  forget(row, field) {
    for (const [key, draft] of this.all()) if (draft.row === row && draft.field === field) this.clear(key, Infinity);
  }

  all() {
    const found = [];
    let names = [];
    try {
      names = Object.keys(localStorage).filter((name) => name.startsWith(this.prefix));
    } catch {
      this.works = false;
    }
    for (const name of names) {
      try {
        const draft = JSON.parse(localStorage.getItem(name));
        if (typeof draft.edited_at !== "number") throw new TypeError(name);
        found.push([name.slice(this.prefix.length), draft]);
      } catch {
        localStorage.removeItem(name);
      }
    }
    return found;
  }
}

/** Sends changes, sends them again until they are acknowledged, and knows whether everything is saved. */
class Saver {
  constructor(send, changed) {
    this.send = send;
    this.changed = changed; // called when the state may be another
    this.writer = random();
    this.drafts = new Drafts();
    this.entries = new Map(); // what is not acknowledged, by draft key
    this.inFlight = new Map(); // number of a message -> the versions that it carries
    this.sequence = 0;
    this.tries = 0;
    this.asked = null; // when the first message went out that has no answer yet
    this.patience = OPENING_PATIENCE;
    this.failure = null;
    this.everSaved = false;
    this.open = null; // asks for the answers; null once they are here
  }

  /** Take a change. `seen` is the time of the version that it was typed over. */
  put(row, field, value, seen, now = false) {
    const key = `${this.writer}/${place(row, field)}`;
    const before = this.entries.get(key);
    const edited_at = Math.max(Date.now() / 1000, (before?.edited_at ?? 0) + 0.001);
    const since = before?.since ?? Date.now();
    const entry = { writer: this.writer, row, field, value, edited_at, seen, since, sent: false };
    this.entries.set(key, entry);
    this.drafts.write(key, entry);
    this.schedule(now ? 0 : PAUSE);
    this.changed();
  }

  /** Take up a draft that another view left. It keeps its writer, so that it stays one version with what was saved. */
  replay(key, draft) {
    this.entries.set(key, { ...draft, since: Date.now(), sent: false });
  }

  /** Return the newest unsaved version of one answer, whoever typed it. */
  waiting(row, field) {
    let newest;
    for (const entry of this.entries.values()) {
      if (entry.row !== row || entry.field !== field) continue;
      if (!newest || entry.edited_at > newest.edited_at) newest = entry;
    }
    return newest;
  }

  drop(row, field) {
    for (const [key, entry] of this.entries) if (entry.row === row && entry.field === field) this.entries.delete(key);
    this.drafts.forget(row, field);
  }

  /** Let go of everything: the case is gone. */
  discard() {
    clearTimeout(this.timer);
    for (const key of this.entries.keys()) this.drafts.clear(key, Infinity);
    this.entries.clear();
  }

  schedule(wait) {
    clearTimeout(this.timer);
    const unsent = [...this.entries.values()].filter((entry) => !entry.sent);
    const latest = Math.min(...unsent.map((entry) => entry.since)) + LONGEST_WAIT;
    this.timer = setTimeout(() => this.flush(), Math.max(0, Math.min(wait, latest - Date.now())));
  }

  /** Send now what was not sent. */
  flush() {
    clearTimeout(this.timer);
    const writers = new Map();
    for (const [key, entry] of this.entries) {
      if (entry.sent) continue;
      entry.sent = true;
      writers.set(entry.writer, [...(writers.get(entry.writer) ?? []), [key, entry]]);
    }
    for (const [writer, group] of writers) {
      const changes = group.map(([, { row, field, value, edited_at, seen }]) => ({ row, field, value, edited_at, seen }));
      this.inFlight.set(this.sequence + 1, group.map(([key, entry]) => [key, entry.edited_at]));
      this.ask({ type: "save", writer, changes });
    }
  }

  /** Send a message that gets an answer. */
  ask(message) {
    this.sequence += 1;
    this.asked ??= Date.now();
    try {
      this.send({ ...message, seq: this.sequence });
    } catch {
      // The line to the kernel is closed: it is tried again, and the person is told.
    }
    this.watch();
  }

  watch() {
    clearTimeout(this.watcher);
    if (this.asked === null && !this.entries.size && !this.open) return;
    this.watcher = setTimeout(() => {
      this.tries += 1;
      for (const entry of this.entries.values()) entry.sent = false;
      if (this.open) this.open();
      else if (this.entries.size) this.flush();
      else this.ask({ type: "ping" });
      this.changed();
    }, RETRIES[Math.min(this.tries, RETRIES.length - 1)]);
  }

  /** Take note of an answer of any kind: the kernel is there. */
  heard(message) {
    this.asked = null;
    if (message.type === "failed") {
      this.failure = message;
      this.inFlight.delete(message.seq);
    } else if (message.type !== "here") {
      this.failure = null;
      this.tries = 0;
      this.patience = PATIENCE;
    }
    this.watch();
  }

  /** The kernel has saved (or refused for good) what message `seq` carried. */
  acknowledged(seq) {
    for (const [key, edited_at] of this.inFlight.get(seq) ?? []) {
      const entry = this.entries.get(key);
      this.drafts.clear(key, edited_at);
      if (entry?.edited_at === edited_at) this.entries.delete(key);
      else if (entry) entry.since = Date.now();
    }
    this.inFlight.delete(seq);
    this.everSaved = true;
    this.watch();
  }

  state() {
    const now = Date.now();
    if (this.failure) return "failed";
    const oldest = Math.min(...[...this.entries.values()].map((entry) => entry.since));
    if (now - oldest >= LONG && this.drafts.works) return "stuck";
    if (now - oldest >= PATIENCE) return "late";
    if (this.asked !== null && now - this.asked >= this.patience) return "silent";
    if (this.entries.size) return "pending";
    return this.everSaved ? "saved" : "idle";
  }

  close() {
    this.flush();
    clearTimeout(this.timer);
    clearTimeout(this.watcher);
  }
}
