// Taking away: the plan for oneself, the plan or a file to share (after seeing what goes out), everything.

function takeAway(talk, { words, lang }, caseId) {
  const { said, made, give } = handing(talk, words, lang);
  const outgoing = h("div", { class: "wb-outgoing", hidden: true });
  const share = button(words.take_share, () => show(share, drawPlan), { "aria-expanded": "false" });
  const counsellor = button(words.take_bundle, () => show(counsellor, drawBundle), { "aria-expanded": "false" });
  const buttons = [
    button(words.take_private, () => make("make", { audience: "private", what: "plan" })),
    share,
    counsellor,
    button(words.take_all, () => make("make", { audience: "private", what: "all" }), { title: words.take_all_help }),
  ];
  const rest = (resting) => buttons.forEach((one) => (one.disabled = resting));

  async function make(type, wishes) {
    hide();
    rest(true);
    await give(type, { case: caseId, ...wishes });
    rest(false);
  }

  function hide() {
    outgoing.hidden = true;
    for (const one of [share, counsellor]) one.setAttribute("aria-expanded", "false");
  }

  /** Show what goes out, below the buttons; the same button once more takes it away. */
  async function show(opener, draw) {
    const open = opener.getAttribute("aria-expanded") === "true";
    hide();
    made.replaceChildren();
    said.say("");
    if (open) return;
    try {
      const title = h("h3", { tabindex: "-1" }, words.goes_out);
      const back = quiet(words.not_now, () => {
        hide();
        opener.focus();
      });
      outgoing.replaceChildren(title, ...(await draw(back)));
      outgoing.hidden = false;
      opener.setAttribute("aria-expanded", "true");
      title.focus();
    } catch (problem) {
      said.fail(problem);
    }
  }

  /** All that goes out, question by question, and what stays. */
  function listing({ parts, staying, gives_away }) {
    const drawn = parts.map(([title, rows]) =>
      h(
        "div",
        {},
        h("h4", {}, title),
        h("dl", {}, ...rows.flatMap(([question, answer]) => [h("dt", {}, question), h("dd", { dir: "auto" }, answer)])),
      ),
    );
    return [
      h(
        "div",
        { class: "wb-list", tabindex: "0", role: "region", "aria-label": words.goes_out },
        ...(drawn.length ? drawn : [h("p", {}, words.goes_nothing)]),
      ),
      gives_away ? h("p", { class: "wb-warning" }, words.bundle_gives_away) : "",
      staying.length ? h("p", { class: "wb-help" }, fill(words.stays, { sections: staying.join(" · ") })) : "",
    ];
  }

  async function drawPlan(back) {
    const held = await talk.ask("going_out", { case: caseId });
    const go = button(words.make_share, () => make("make", { audience: "share", what: "plan" }));
    return [...listing(held), h("div", { class: "wb-row-of" }, go, back)];
  }

  async function drawBundle(back) {
    let wishes = { named: false, figures_only: false };
    const list = h("div", { class: "wb-going" });
    const draw = async () => {
      list.replaceChildren(...listing(await talk.ask("going_to_counsellor", { case: caseId, ...wishes })));
    };
    const offered = { named: words.bundle_named, figures_only: words.bundle_figures };
    const choice = optionsControl(
      Object.entries(offered).map(([value, label]) => ({ value, label, name: label })),
      {
        id: `${talk.id}-${caseId}-wishes`,
        many: true,
        layout: "list",
        words,
        changed: (chosen) => {
          wishes = { named: !!chosen?.includes("named"), figures_only: !!chosen?.includes("figures_only") };
          draw().catch(said.fail);
        },
      },
    );
    await draw();
    const go = button(words.make_share, () => make("bundle", wishes));
    return [
      h("p", { class: "wb-help" }, words.bundle_lead),
      h("div", { role: "group", "aria-label": words.take_bundle }, choice.node),
      list,
      h("div", { class: "wb-row-of" }, go, back),
    ];
  }

  return h("div", { class: "wb-takeaway" }, h("div", { class: "wb-row-of" }, ...buttons), outgoing, said.node, made);
}
