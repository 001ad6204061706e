// The messages as they will be sent, following the forms above; copying is the first choice.

function render({ model, el }) {
  const words = model.get("_words");
  const make = (tag, name, text, ...children) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (text) node.textContent = text;
    node.append(...children);
    return node;
  };
  const filled = (template, text) => template.replace("{text}", () => text);
  el.classList.add("wb-form");
  el.dir = words.dir;
  el.lang = words.lang;
  const root = make("section", "wb-section");
  root.setAttribute("aria-label", words.title);
  const shown = make("div", "wb-messages");
  root.append(make("h2", "wb-title", words.title), shown);
  el.append(root);

  async function copy(text, node, said) {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = words.copied;
    } catch {
      // Not allowed here: the text is selected, so that the keys for copying work.
      getSelection().selectAllChildren(node);
      said.textContent = words.selected;
    }
  }

  function draw({ title, to, subject, body, link, draft }) {
    const line = (text) => {
      const node = make("p", "wb-lead", text);
      node.dir = "auto";
      return node;
    };
    const text = make("div", "wb-message", body);
    text.dir = "auto";
    const said = make("span", "wb-state");
    said.setAttribute("role", "status");
    const press = (label, name, act) => {
      const node = make("button", name, label);
      node.type = "button";
      node.addEventListener("click", act);
      return node;
    };
    const tools = make("div", "wb-footer", "", press(words.copy, "wb-button", () => copy(body, text, said)));
    const card = make("div", "wb-letter");
    if (title) card.append(make("h3", "wb-letter-title", title));
    if (to) card.append(line(filled(words.to, to)));
    if (subject) {
      const above = line(filled(words.subject, subject));
      card.append(above);
      tools.append(press(words.copy_subject, "wb-quiet", () => copy(subject, above, said)));
    }
    if (link) {
      const mail = make("a", "wb-quiet", words.mail);
      mail.href = link;
      tools.append(mail);
    }
    if (draft) tools.append(fileLink(draft.name, draft.text, words.draft, { class: "wb-quiet", title: words.draft_help }));
    tools.append(said);
    card.append(text, tools);
    return card;
  }

  let last = "";
  const receive = ({ messages }) => {
    // Drawn anew only where something changed: what was just said about copying stays.
    const now = JSON.stringify(messages);
    if (now === last) return;
    last = now;
    shown.replaceChildren(...(messages.length ? messages.map(draw) : [make("p", "wb-help", words.empty)]));
  };
  for (const name of ["keydown", "keyup", "copy", "contextmenu"]) {
    el.addEventListener(name, (event) => event.stopPropagation());
  }
  model.on("msg:custom", receive);
  model.send({ type: "open" });
  return () => model.off("msg:custom", receive);
}

export default { render };
