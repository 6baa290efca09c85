/** What `handrail check` asks of a page: the tours' own finder in, plain answers out. Evaluated once in each document. */
(finder) => {
  const find = (locator) => finder.findTarget([locator]);
  const inside = (locator) => ({ ...locator.within, frame: [...(locator.frame ?? []), ...(locator.within.frame ?? [])] });

  /** The part that finds nothing: a frame, what it is within, or itself. */
  const blame = (locator) => {
    const frames = locator.frame ?? [];
    for (let i = 0; i < frames.length; i++)
      if (!find({ ...frames[i], frame: frames.slice(0, i) }).element) return ["frame", i];
    if (!locator.within || find(inside(locator)).element) return [];
    return ["within", ...blame({ ...locator.within, frame: frames })];
  };

  const list = (locator) => {
    const { frame = [], within, test_id, name, label, text, css } = locator;
    let root = document;
    if (within) root = find(inside(locator)).element;
    else if (frame.length) root = find({ ...frame.at(-1), frame: frame.slice(0, -1) }).element?.contentDocument;
    try {
      return root ? finder.lookUp(locator, root)(`${test_id ?? name ?? label ?? text ?? css}`).filter(finder.isVisible) : [];
    } catch {
      return []; // no selector in this browser
    }
  };

  const attempt = (locator) => {
    const found = find(locator);
    if (found.element) return { missing: null, matches: 1, culprit: [] };
    return { missing: found.missing, matches: list(locator).length, culprit: blame(locator) };
  };

  const look = (locators) => {
    const tries = locators.map(attempt);
    return { tries, winner: tries.findIndex((one) => !one.missing) };
  };

  const CONTROL = "input,select,textarea,[contenteditable]";
  const controlOf = (element) => (element.matches(CONTROL) ? element : (element.querySelector(CONTROL) ?? element));

  return {
    see: ({ lists, asked }) => ({
      ready: document.readyState === "complete",
      url: location.href,
      seen: lists.map(look),
      answers: asked.map(({ element, state }) => finder.askElement(element, state)),
    }),
    element: (locators) => finder.findTarget(locators).element,
    control: controlOf,
    box: (locators) => {
      const element = finder.findTarget(locators).element;
      if (!element) return null;
      let { left, top, width, height } = element.getBoundingClientRect();
      for (let view = element.ownerDocument.defaultView; view.frameElement; view = view.parent) {
        const around = view.frameElement.getBoundingClientRect();
        left += around.left;
        top += around.top;
      }
      const share = (part, whole) => Math.max(0, Math.min(1, part / whole));
      return {
        left: share(left, innerWidth),
        top: share(top, innerHeight),
        width: share(width, innerWidth),
        height: share(height, innerHeight),
      };
    },
    describe: (element) => {
      const field = controlOf(element);
      const text = (value) => (typeof value === "string" ? value : "");
      return {
        tag: field.localName,
        type: text(field.type).toLowerCase(),
        editable: field.isContentEditable === true,
        name: field.getAttribute("name") ?? "",
        test_id: field.getAttribute("data-testid") ?? "",
        label: text(field.labels?.[0]?.textContent ?? field.getAttribute("aria-label")).trim().replace(/\s+/g, " "),
        autocomplete: field.getAttribute("autocomplete") ?? "",
        inputmode: field.getAttribute("inputmode") ?? "",
        accept: field.getAttribute("accept") ?? "",
        min: text(field.min),
        max: text(field.max),
        step: text(field.step),
        min_length: Math.max(0, field.minLength ?? 0),
        max_length: Math.max(0, field.maxLength ?? 0),
        value: text(field.value ?? field.textContent),
        checked: field.checked === true,
        own: field === element,
        options: [...(field.options ?? [])]
          .filter((option) => !option.disabled)
          .map((option) => ({ value: option.value, label: option.label.trim() })),
      };
    },
  };
}
