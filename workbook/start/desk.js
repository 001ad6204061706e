// The first page: the cases, a new rejection, a copy to keep, and everything removed.

class Desk {
  constructor(model, el) {
    this.el = el;
    this.spec = model.get("_spec");
    this.words = this.spec.words;
    this.talk = new Talk(model);
    this.events = new AbortController();
    el.classList.add("wb-form", "wb-desk");
    el.dir = this.spec.dir;
    el.lang = this.spec.lang;
    apart(el, this.events.signal);
    this.draw();
    // Coming back from another page or window: what was done there shows.
    const again = () => document.visibilityState === "visible" && !this.busy && this.refresh();
    document.addEventListener("visibilitychange", again, { signal: this.events.signal });
    window.addEventListener("pageshow", (event) => event.persisted && again(), { signal: this.events.signal });
    void this.refresh();
  }

  draw() {
    const { words, talk } = this;
    this.list = h("div", { class: "wb-cases" });
    this.said = report(words);
    this.patterns = this.drawPatterns();
    this.cases = section(`${talk.id}-cases`, words.cases, "", this.list, this.said.node, this.patterns);
    this.cases.setAttribute("aria-busy", "true");
    this.said.say(words.opening);
    this.fresh = new NewCase(talk, this.spec, (id, said) => this.created(id, said));
    this.el.append(this.cases, this.fresh.node, this.drawBackup(), this.drawWipe());
  }

  async refresh() {
    try {
      const { cases, unprepared } = await this.talk.look("open");
      this.show(cases);
      this.said.say("");
      if (unprepared.length && !this.busy) await this.prepare(unprepared, this.said);
    } catch (problem) {
      this.said.fail(problem);
    }
    this.cases.setAttribute("aria-busy", "false");
  }

  async prepare(cases, said) {
    this.busy = true;
    try {
      await this.talk.ask("prepare", { cases }, { step: said.step });
      said.say("");
    } finally {
      this.busy = false;
    }
  }

  // Cases

  show(cases) {
    // What is open in a card stays as it is: only what is new is drawn.
    const told = JSON.stringify(cases);
    if (told === this.told) return;
    this.told = told;
    const drawn = cases.map((card) => this.drawCard(card));
    this.patterns.hidden = cases.length < 2;
    this.list.replaceChildren(...(drawn.length ? drawn : [h("p", { class: "wb-lead" }, this.words.no_cases)]));
    this.links = new Map(cases.map((card, index) => [card.id, drawn[index].querySelector(".wb-main")]));
  }

  day(iso, style = { day: "numeric", month: "long", year: "numeric" }) {
    const [year, month, date] = iso.split("-").map(Number);
    return new Intl.DateTimeFormat(this.spec.lang, style).format(new Date(year, month - 1, date));
  }

  drawCard(card) {
    const { words, talk } = this;
    const format = new Intl.NumberFormat(this.spec.lang);
    const id = `${talk.id}-${card.id}`;
    const both = card.role && card.company;
    const title = both ? fill(words.role_at, card) : card.role || card.company || words.unnamed;
    const touched = new Date(card.touched * 1000);
    const touchedDay = [touched.getFullYear(), touched.getMonth() + 1, touched.getDate()].join("-");
    const dates = [
      card.notice && fill(words.answered, { day: this.day(card.notice) }),
      fill(words.begun, { day: this.day(card.begun) }),
      touchedDay.split("-").map(Number).join() !== card.begun.split("-").map(Number).join() &&
        fill(words.touched, { day: this.day(touchedDay) }),
    ].filter(Boolean);
    const stages = card.stages.map((stage) => {
      const part = h("span", { class: "wb-part-done" });
      part.style.setProperty("--wb-done", stage.all ? stage.settled / stage.all : 0);
      const count = fill(words.progress, { count: format.format(stage.settled), all: format.format(stage.all) });
      return h("li", {}, h("a", { href: stage.href }, stage.title), part, h("small", {}, count));
    });
    const go = h(
      "a",
      { class: "wb-button wb-main", href: card.go_on, "aria-describedby": id },
      fill(card.untouched ? words.begin : words.go_on, { page: card.go_on_title }),
    );
    const said = report(words);
    const remove = confirmed(words.delete, words.delete_ask, words.delete_yes, words.keep, () => this.remove(card, said, remove));
    return h(
      "article",
      { class: "wb-case", "aria-labelledby": id },
      h("h3", { id }, h("bdi", {}, title)),
      h("p", { class: "wb-help" }, dates.join(" · ")),
      h("ol", { class: "wb-stages" }, ...stages),
      card.coming && !card.untouched
        ? h("p", { class: "wb-help" }, fill(words.coming, { day: this.day(card.coming, { weekday: "long", day: "numeric", month: "long" }) }))
        : null,
      h("div", { class: "wb-row-of" }, go, card.go_on === card.plan ? null : h("a", { class: "wb-button", href: card.plan }, words.plan)),
      h(
        "details",
        { class: "wb-more" },
        h("summary", {}, words.more),
        takeAway(talk, this.spec, card.id),
        remove.node,
        said.node,
      ),
    );
  }

  /** What several cases have in common. */
  drawPatterns() {
    const { words, talk, spec } = this;
    const { said, made, give } = handing(talk, words, spec.lang);
    const begin = button(words.patterns, async () => {
      begin.disabled = true;
      await give("patterns");
      begin.disabled = false;
    });
    const help = h("p", { class: "wb-help" }, words.patterns_help);
    return h("div", { class: "wb-patterns", hidden: true }, h("div", { class: "wb-row-of" }, begin), help, said.node, made);
  }

  async created(id, said) {
    await this.refreshQuietly();
    await this.prepare([id], said);
    said.say(this.words.made);
    this.links.get(id)?.focus();
  }

  async refreshQuietly() {
    this.show((await this.talk.look("open")).cases);
  }

  async remove(card, said, asked) {
    asked.close();
    try {
      const { left } = await this.talk.ask("delete", { case: card.id }, { step: said.step });
      forgetDrafts((name) => name.split("/")[2] === card.id);
      await this.refreshQuietly();
      this.said.say([this.words.deleted, ...left.map((folder) => fill(this.words.left, { folder }))].join(" "));
      this.fresh.text.focus({ preventScroll: true });
    } catch (problem) {
      said.fail(problem);
    }
  }

  // A copy

  drawBackup() {
    const { words, talk, spec } = this;
    const { said, made, give } = handing(talk, words, spec.lang);
    const file = h("input", { type: "file", accept: ".zip,.json", hidden: true });
    file.addEventListener("change", () => file.files[0] && restore(file.files[0]));
    const restore = async (chosen) => {
      file.value = "";
      made.replaceChildren();
      try {
        const { cases } = await talk.ask("restore", { name: chosen.name }, { files: [await chosen.arrayBuffer()] });
        await this.refreshQuietly();
        await this.prepare(cases, said);
        said.say(fill(words.restored, { cases: cases.join(", ") }));
      } catch (problem) {
        said.fail(problem);
      }
    };
    this.backup = () => give("backup");
    const buttons = [button(words.backup_make, this.backup), button(words.backup_restore, () => file.click())];
    return section(
      `${talk.id}-backup`, words.backup, words.backup_lead, h("div", { class: "wb-row-of" }, ...buttons, file), said.node, made,
    );
  }

  // Everything removed

  drawWipe() {
    const { words, talk } = this;
    const said = report(words);
    const copy = button(words.wipe_copy, () => this.backup());
    const asked = confirmed(words.wipe_begin, words.wipe_ask, words.wipe_yes, words.keep, () => wipe(), copy);
    const wipe = async () => {
      asked.close();
      this.busy = true;
      try {
        const done = await talk.ask("wipe", {}, { step: said.step });
        begun.put(null);
        const drafts = forgetDrafts(() => true);
        // Pages of the workbook in other windows let go of what they show (onWiped in controls.js).
        window.workbookWiped = true;
        new BroadcastChannel("workbook").postMessage("wiped");
        this.showWiped(done, drafts);
      } catch (problem) {
        said.fail(problem);
        this.busy = false;
      }
    };
    return section(`${talk.id}-wipe`, words.wipe, words.wipe_lead, asked.node, said.node);
  }

  showWiped({ cases, journal_gone, left }, drafts) {
    const { words, talk, spec } = this;
    const count = (number) => new Intl.NumberFormat(spec.lang).format(number);
    const gone = [
      fill(words.wiped_cases, { count: count(cases) }),
      journal_gone ? words.wiped_journal : words.wiped_journal_emptied,
      words.wiped_pages,
      spec.exports ? words.wiped_exports : null,
      fill(words.wiped_drafts, { count: count(drafts) }),
    ].filter(Boolean);
    const stays = [
      words.wiped_downloads,
      ...left.map((folder) => fill(words.wiped_left, { folder })),
      words.wiped_windows,
    ];
    const list = (items) => h("ul", { class: "wb-plain" }, ...items.map((item) => h("li", {}, item)));
    const end = section(
      `${talk.id}-end`, words.wiped, "", list(gone), h("h3", {}, words.wiped_not), list(stays),
      h("p", { class: "wb-end" }, words.wiped_close),
    );
    const title = end.querySelector("h2");
    title.tabIndex = -1;
    this.el.replaceChildren(end);
    title.focus();
  }

  close() {
    this.talk.close();
    this.events.abort();
  }
}

/** Remove what this browser keeps for the workbook under names that `wanted` says yes to; returns how many. */
function forgetDrafts(wanted) {
  let names = [];
  try {
    names = Object.keys(localStorage).filter((name) => name.startsWith("workbook/") && wanted(name));
    for (const name of names) localStorage.removeItem(name);
  } catch {
    // Switched off: then nothing is kept there.
  }
  return names.length;
}

export default {
  render({ model, el }) {
    const desk = new Desk(model, el);
    return () => desk.close();
  },
};
