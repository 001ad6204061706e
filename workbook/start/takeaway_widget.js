// Taking away as a part of its own, in the notebook of the plan.

export default {
  render({ model, el }) {
    const spec = model.get("_spec");
    const talk = new Talk(model);
    const events = new AbortController();
    el.classList.add("wb-form");
    el.dir = spec.dir;
    el.lang = spec.lang;
    apart(el, events.signal);
    onWiped(events.signal, spec.words, () => el.replaceChildren());
    const id = `${talk.id}-title`;
    el.append(
      h(
        "section",
        { class: "wb-section", "aria-labelledby": id, "aria-busy": "false" },
        h("h2", { class: "wb-title", id }, spec.words.take),
        h("p", { class: "wb-lead" }, spec.words.take_lead),
        takeAway(talk, spec, spec.case),
      ),
    );
    return () => {
      talk.close();
      events.abort();
    };
  },
};
