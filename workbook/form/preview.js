// The message as it will be sent, following the forms above; copying it is the first choice.

function render({ model, el }) {
  const words = model.get("_words");
  const make = (tag, name, text) => {
    const node = document.createElement(tag);
    node.className = name;
    if (text) node.textContent = text;
    return node;
  };
  el.classList.add("wb-form");
  el.dir = words.dir;
  el.lang = words.lang;
  const root = make("section", "wb-section");
  root.setAttribute("aria-label", words.title);
  const title = make("h2", "wb-title", words.title);
  const head = make("p", "wb-lead");
  head.dir = "auto";
  const body = make("div", "wb-message");
  body.dir = "auto";
  const copy = make("button", "wb-button", words.copy);
  copy.type = "button";
  const mail = make("a", "wb-quiet", words.mail);
  const said = make("span", "wb-state");
  said.setAttribute("role", "status");
  const tools = make("div", "wb-footer");
  tools.append(copy, mail, said);
  root.append(title, head, body, tools);
  el.append(root);

  let text = "";
  const receive = (message) => {
    text = message.body;
    head.textContent = message.subject;
    body.textContent = message.body;
    mail.hidden = !message.link;
    if (message.link) mail.href = message.link;
    said.textContent = "";
  };
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = words.copied;
    } catch {
      // Not allowed here: the text is selected, so that the keys for copying work.
      getSelection().selectAllChildren(body);
      said.textContent = words.selected;
    }
  });
  for (const name of ["keydown", "keyup", "copy", "contextmenu"]) {
    el.addEventListener(name, (event) => event.stopPropagation());
  }
  model.on("msg:custom", receive);
  model.send({ type: "open" });
  return () => model.off("msg:custom", receive);
}

export default { render };
