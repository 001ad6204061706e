// A JupyterLab extension written by hand: it needs no build, because it imports nothing but what JupyterLab shares.
//
// It runs a notebook on opening if its code is as the workbook sealed it (workbook/lab/seal.py computes the same), runs
// it again after its kernel was restarted, and hides its code. Any other notebook is left alone.

(() => {
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");
  const here = document.currentScript.src;
  const pages = new Set();
  let shared;

  async function load(name) {
    const versions = Object.values(shared[name]);
    return (await versions[0].get())();
  }

  async function isSealed(model) {
    const seal = model.sharedModel.getMetadata("workbook")?.seal;
    // Without a secure context there is no crypto.subtle: the person runs the notebook by hand.
    if (!seal || !config.workbookKey || !crypto.subtle) return false;
    const encoder = new TextEncoder();
    const parts = [];
    for (const cell of model.cells) {
      if (cell.type !== "code") continue;
      const source = encoder.encode(cell.sharedModel.getSource());
      parts.push(encoder.encode(`${source.length}\n`), source);
    }
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    const raw = Uint8Array.from(config.workbookKey.match(/../g), (pair) => parseInt(pair, 16));
    const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    const found = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes));
    return seal === Array.from(found, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function run(panel, NotebookActions) {
    if (!(await isSealed(panel.content.model))) return false;
    await panel.sessionContext.ready;
    const code = panel.content.widgets.filter((cell) => cell.model.type === "code");
    await NotebookActions.runCells(panel.content, code, panel.sessionContext);
    return true;
  }

  /** Say something above the notebook. */
  async function tell(panel, words) {
    const { Widget } = await load("@lumino/widgets");
    const note = new Widget();
    note.addClass("wb-note");
    note.node.setAttribute("role", "status");
    const text = document.createElement("p");
    text.textContent = words;
    note.node.append(text);
    panel.contentHeader.addWidget(note);
    // The bar gives its widgets the height that they ask for, and nothing to those that do not ask.
    const watcher = new ResizeObserver(() => {
      note.node.style.minHeight = `${text.offsetHeight}px`;
      panel.contentHeader.fit();
    });
    watcher.observe(text);
    note.disposed.connect(() => watcher.disconnect());
    return note;
  }

  /** In a window of its own, a notebook needs no menu and no side bars. */
  function asPage(shell) {
    if (shell.mode !== "single-document") return;
    for (const area of ["top", "menu"]) {
      for (const widget of shell.widgets(area)) widget.parent?.hide();
    }
    for (const side of ["left", "right"]) {
      if (shell.isSideTabBarVisible(side)) shell.toggleSideTabBarVisibility(side);
    }
  }

  /** A screen reader meets a page, not a feed of code cells: their names say nothing here, and are not allowed on a div. */
  function readAsPage(panel) {
    const clean = () => {
      for (const node of panel.node.querySelectorAll(".jp-Cell[aria-label]")) node.removeAttribute("aria-label");
      for (const node of panel.node.querySelectorAll(".jp-WindowedPanel-viewport[role]")) {
        node.removeAttribute("role");
        node.removeAttribute("aria-label");
      }
      // A click opens the page in its place; a link that is opened in a new tab must lead to the page, not to its file.
      for (const link of panel.node.querySelectorAll('.rw a[href*="/files/"]')) {
        const { pathname } = new URL(link.href);
        if (pathname.endsWith(".ipynb")) link.href = pathname.replace("/files/", "/doc/tree/");
      }
    };
    const watcher = new MutationObserver(clean);
    watcher.observe(panel.node, { subtree: true, childList: true, attributeFilter: ["aria-label", "role", "href"] });
    panel.disposed.connect(() => watcher.disconnect());
    clean();
  }

  /** The name of the window is the title of the page, not that of a file. */
  function nameWindow(panel) {
    const name = () => {
      const title = panel.isVisible && panel.node.querySelector(".jp-RenderedMarkdown h1")?.firstChild?.textContent;
      if (title && document.title !== title) document.title = title;
    };
    const watcher = new MutationObserver(name);
    watcher.observe(document.querySelector("title"), { childList: true });
    panel.disposed.connect(() => watcher.disconnect());
    name();
  }

  async function opened(app, panel, NotebookActions) {
    await panel.context.ready;
    const model = panel.content.model;
    if (!model.sharedModel.getMetadata("workbook")) return;
    if (!(await isSealed(model))) {
      if (config.workbookChanged) await tell(panel, config.workbookChanged);
      return;
    }
    panel.addClass("wb-sealed");
    pages.add(panel);
    panel.disposed.connect(() => pages.delete(panel));
    readAsPage(panel);
    void app.restored.then(() => asPage(app.shell));
    // There is nothing in it to save: answers are in the journal. So no question on closing, and no autosave.
    const clean = () => {
      if (model.dirty) model.dirty = false;
    };
    model.stateChanged.connect(clean);
    clean();
    // JupyterLab's own word for a kernel that died stands in front of the form and takes the keys of whoever types; a
    // space closes it. The form says what there is to say, so JupyterLab is told that it has said its word.
    Object.defineProperty(panel, "_autorestarting", { get: () => true, set: () => {} });
    // Before the first run: a kernel can die in the midst of it.
    let restarted = false;
    panel.sessionContext.statusChanged.connect((_context, status) => {
      if (status === "restarting" || status === "autorestarting") restarted = true;
      else if (restarted && status === "idle") {
        restarted = false;
        run(panel, NotebookActions).catch(() => {});
      }
    });
    try {
      await run(panel, NotebookActions);
      panel.node.dataset.workbook = "ran";
    } catch {
      // Its kernel ended meanwhile: taken up again above.
    }
    nameWindow(panel);
    const revive = reviveOnReturn(panel, NotebookActions);
    const follows = model.sharedModel.getMetadata("workbook").follows;
    // Another page of the same window may have been filled in meanwhile.
    const shown = (_shell, { newValue }) => {
      if (newValue !== panel) return;
      void revive().then((revived) => {
        if (follows && !revived) run(panel, NotebookActions).catch(() => {});
      });
    };
    app.shell.currentChanged?.connect(shown);
    panel.disposed.connect(() => app.shell.currentChanged?.disconnect(shown));
  }

  /** A kernel that ended while nobody was here (launch.py says when) starts again as the person comes back. */
  function reviveOnReturn(panel, NotebookActions) {
    let reviving = false;
    const revive = async () => {
      const context = panel.sessionContext;
      const kernel = context.session?.kernel;
      const gone = !kernel || kernel.isDisposed || kernel.status === "dead";
      if (reviving || !gone || !panel.isVisible || document.visibilityState !== "visible") return false;
      reviving = true;
      try {
        // The server knows this session no longer, and would be asked to go on with it.
        context.session?.dispose();
        await context.changeKernel({ name: "python3" });
        await run(panel, NotebookActions);
        return true;
      } finally {
        reviving = false;
      }
    };
    document.addEventListener("visibilitychange", revive);
    window.addEventListener("focus", revive);
    panel.disposed.connect(() => {
      document.removeEventListener("visibilitychange", revive);
      window.removeEventListener("focus", revive);
    });
    return revive;
  }

  /** The browser's Back button shows the page that was there before; what is no page is passed over. */
  function goBack(app) {
    window.addEventListener("popstate", () => {
      const path = decodeURIComponent(location.pathname).split("/doc/tree/")[1] ?? "";
      if (path.endsWith(".ipynb")) void app.commands.execute("docmanager:open", { path });
      else history.back();
    });
  }

  /**
   * JupyterLab's own word for a server that is gone speaks of servers and configurations, and stands in front of the
   * form. Ours says what to do, above the page, until the workbook is there again.
   */
  async function connection() {
    const { IConnectionLost } = await load("@jupyterlab/application");
    const pause = () => new Promise((resolve) => setTimeout(resolve, 1000));
    const isThere = async (base) => (await fetch(`${base}api/status`).catch(() => null))?.ok;
    // Several parts of JupyterLab notice it at once.
    let waiting = false;
    async function lost(manager) {
      if (waiting) return;
      waiting = true;
      const notes = await Promise.all([...pages].map((panel) => tell(panel, config.workbookStopped)));
      do await pause();
      while (!(await isThere(manager.serverSettings.baseUrl)));
      for (const note of notes) note.dispose();
      waiting = false;
      // Pages whose kernel went with the server take heart when they learn that it is gone (reviveOnReturn).
      await manager.sessions.refreshRunning();
      window.dispatchEvent(new Event("focus"));
    }
    return {
      id: "recovery-workbook:connection",
      autoStart: true,
      provides: IConnectionLost,
      activate: () => (manager) => void lost(manager),
    };
  }

  /**
   * JupyterLab's own place for the layout of the window saves it on opening, and makes the page wait half a second for
   * that. A window that shows one page has no layout to keep, so this one forgets.
   */
  async function state() {
    const { IStateDB, StateDB } = await load("@jupyterlab/statedb");
    return { id: "recovery-workbook:state", autoStart: true, provides: IStateDB, activate: () => new StateDB() };
  }

  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB["recovery-workbook"] = {
    init(scope) {
      shared = scope;
    },
    async get() {
      const { INotebookTracker, NotebookActions } = await load("@jupyterlab/notebook");
      const plugin = {
        id: "recovery-workbook:open",
        autoStart: true,
        requires: [INotebookTracker],
        activate(app, tracker) {
          const sheet = document.createElement("link");
          sheet.rel = "stylesheet";
          sheet.href = new URL("sealed.css", here).href;
          const fonts = document.createElement("style");
          fonts.textContent = config.workbookFonts ?? "";
          document.head.append(sheet, fonts);
          goBack(app);
          tracker.widgetAdded.connect((_tracker, panel) => void opened(app, panel, NotebookActions));
        },
      };
      // Without __esModule JupyterLab takes the whole object for the plugin, and the page dies.
      const plugins = [plugin, await state(), await connection()];
      return () => ({ __esModule: true, default: plugins });
    },
  };
})();
