// Taking away: the plan for oneself, the plan to share (after seeing what goes out), everything.

function takeAway(talk, { words, lang }, caseId) {
  const said = report(words);
  const made = h("div", {});
  const outgoing = h("div", { class: "wb-outgoing", hidden: true });
  const buttons = [
    button(words.take_private, () => make("private", "plan")),
    button(words.take_share, () => show(), { "aria-expanded": "false" }),
    button(words.take_all, () => make("private", "all"), { title: words.take_all_help }),
  ];
  const rest = (resting) => buttons.forEach((one) => (one.disabled = resting));

  async function make(audience, what) {
    hide();
    made.replaceChildren();
    rest(true);
    try {
      const answer = await talk.ask("make", { case: caseId, audience, what }, { step: said.step });
      said.say(words.ready);
      const link = saving(answer.name, answer.file, words, lang);
      made.replaceChildren(link);
      link.firstChild.focus();
    } catch (problem) {
      said.fail(problem);
    }
    rest(false);
  }

  function hide() {
    outgoing.hidden = true;
    buttons[1].setAttribute("aria-expanded", "false");
  }

  async function show() {
    if (!outgoing.hidden) return hide();
    made.replaceChildren();
    said.say("");
    try {
      const { parts, staying } = await talk.ask("going_out", { case: caseId });
      const drawn = parts.map(([title, rows]) =>
        h(
          "div",
          {},
          h("h4", {}, title),
          h(
            "dl",
            {},
            ...rows.flatMap(([question, answer]) => [h("dt", {}, question), h("dd", { dir: "auto" }, answer)]),
          ),
        ),
      );
      const title = h("h3", { tabindex: "-1" }, words.goes_out);
      outgoing.replaceChildren(
        title,
        h(
          "div",
          { class: "wb-list", tabindex: "0", role: "region", "aria-label": words.goes_out },
          ...(drawn.length ? drawn : [h("p", {}, words.goes_nothing)]),
        ),
        staying.length ? h("p", { class: "wb-help" }, fill(words.stays, { sections: staying.join(" · ") })) : "",
        h(
          "div",
          { class: "wb-row-of" },
          button(words.make_share, () => make("share", "plan")),
          quiet(words.not_now, () => {
            hide();
            buttons[1].focus();
          }),
        ),
      );
      outgoing.hidden = false;
      buttons[1].setAttribute("aria-expanded", "true");
      title.focus();
    } catch (problem) {
      said.fail(problem);
    }
  }

  return h("div", { class: "wb-takeaway" }, h("div", { class: "wb-row-of" }, ...buttons), outgoing, said.node, made);
}
