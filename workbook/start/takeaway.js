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

  /** All that goes out, question by question, each part with a box to leave it out or add it; and what stays. */
  function listing({ parts, figures, staying, gives_away }, again) {
    const drawn = parts.map(({ key, title, rows, goes }) => {
      const tick = h("input", { type: "checkbox", class: "wb-tick", checked: goes });
      tick.addEventListener("change", async () => {
        tick.disabled = true;
        try {
          await talk.ask("choose", { case: caseId, part: key, goes: tick.checked });
          await again(key);
        } catch (problem) {
          said.fail(problem);
        }
      });
      tick.dataset.part = key;
      return h("div", {}, h("label", { class: "wb-goes" }, tick, h("span", { dir: "auto" }, title)), asked(rows));
    });
    return [
      parts.length ? h("p", { class: "wb-help" }, words.choose_parts) : "",
      h(
        "div",
        { class: "wb-list", tabindex: "0", role: "region", "aria-label": words.goes_out },
        figures ? h("div", {}, h("h4", {}, words.bundle_numbers), asked(figures)) : "",
        ...(drawn.length || figures ? drawn : [h("p", {}, words.goes_nothing)]),
      ),
      gives_away ? h("p", { class: "wb-warning" }, words.bundle_gives_away) : "",
      staying.length ? h("p", { class: "wb-help" }, fill(words.stays, { sections: staying.join(" · ") })) : "",
    ];
  }

  const asked = (rows) =>
    h("dl", {}, ...rows.flatMap(([question, answer]) => [h("dt", {}, question), h("dd", { dir: "auto" }, answer)]));

  /** A list that follows the boxes in it; the box that was used keeps the focus, and the list its place. */
  function following(ask) {
    const node = h("div", { class: "wb-going" });
    const draw = async (key) => {
      const held = await ask();
      const place = node.querySelector(".wb-list")?.scrollTop ?? 0;
      node.replaceChildren(...listing(held, draw));
      node.querySelector(".wb-list").scrollTop = place;
      if (key) node.querySelector(`[data-part="${key}"]`)?.focus({ preventScroll: true });
    };
    return { node, draw };
  }

  async function drawPlan(back) {
    const { node, draw } = following(() => talk.ask("going_out", { case: caseId }));
    await draw();
    const go = button(words.make_share, () => make("make", { audience: "share", what: "plan" }));
    return [node, h("div", { class: "wb-row-of" }, go, back)];
  }

  async function drawBundle(back) {
    let wishes = { named: false, figures_only: false };
    const { node, draw } = following(() => talk.ask("going_to_counsellor", { case: caseId, ...wishes }));
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
      node,
      h("div", { class: "wb-row-of" }, go, back),
    ];
  }

  return h("div", { class: "wb-takeaway" }, h("div", { class: "wb-row-of" }, ...buttons), outgoing, said.node, made);
}
