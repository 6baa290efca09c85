/** Mounts the step widget for the tests: `steps.show(options)`, `steps.end()`; what was pressed is in `steps.calls`. */
const rows = ["Lumen Optics", "Harbour & Sons", "Birch Bakery", "Otto Glas"];
for (let i = 1; i <= 40; i++) {
  const row = document.createElement("div");
  row.id = `row-${i}`;
  row.append(`${rows[i % 4]}`, document.createElement("span"));
  row.lastChild.textContent = `№ ${1000 + i}`;
  document.querySelector("#list").append(row);
}

const { mount } = await import("/sdk/step.js");
// What comes right after the first card.
await Promise.all(["follow", "menu", "order"].map((name) => import(`/sdk/${name}.js`)));

function createRoot(under = document.body) {
  const host = document.createElement("div");
  host.id = "ours";
  under.append(host);
  return host.attachShadow({ mode: "open" });
}

const steps = {
  calls: [],
  errors: [],
  root: null,
  mounted: null,
  async props({ kind = "open", target, highlights = [], frame, shadow, title = "Start here", text, buttons = ["Back", "Next"], ...rest }) {
    const inner = frame && document.querySelector(frame).contentDocument;
    const tree = inner || (shadow ? document.querySelector(shadow).shadowRoot : document);
    const { words } = await import(`/sdk/words-${rest.locale ?? "en"}.js`);
    const call = (name) => () => steps.calls.push(name);
    const labels = { Next: words.next, Back: words.back, Done: words.done, Undo: words.undo };
    const made = buttons.map((name, at) => ({
      label: labels[name] ?? name,
      primary: at === buttons.length - 1 && kind !== "notice",
      onPress: call(name),
    }));
    if (kind === "notice")
      return { kind, text: text ?? "You won’t see this again.", buttons: made, words, theme: null, onClose: call("close"), entered: "by-itself", ...rest };
    return {
      kind,
      ...(target && { target: tree.querySelector(target) }),
      title: [title],
      text: text ?? [{ tag: "p", children: ["Every invoice starts with ", { tag: "strong", children: ["New invoice"] }, ". You can save it as a draft at any time."] }],
      tour: "Send your first invoice",
      position: 2,
      total: 5,
      buttons: made,
      words,
      theme: null,
      placement: "bottom-start",
      media: null,
      highlights: highlights.map((one) => tree.querySelector(one)),
      padding: 6,
      radius: null,
      entered: "by-person",
      onNotNow: call("not now"),
      onSnooze: (time) => steps.calls.push(`snooze ${time}`),
      onNever: call("never"),
      onNoMoreTours: call("no more tours"),
      ...rest,
    };
  },
  async show(options, under) {
    const props = await steps.props(options);
    if (steps.mounted) return steps.mounted.update(props);
    steps.root = createRoot(under ? document.querySelector(under) : undefined);
    const onError = (error) => steps.errors.push(String(error?.stack ?? error));
    steps.mounted = mount({ root: steps.root, onError }, props);
  },
  end() {
    steps.mounted?.destroy();
    steps.mounted = null;
  },
};
window.steps = steps;
document.documentElement.dataset.ready = "";
