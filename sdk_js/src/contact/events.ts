/** Reads an event stream (HTML, 9.2.6) as it comes in pieces: pure. In: text; out: the events that are whole by now. */
export interface StreamEvent {
  readonly id: string;
  readonly name: string;
  readonly data: string;
}

export function makeReader(): (piece: string) => readonly StreamEvent[] {
  let rest = "";
  let id = "";
  let name = "";
  let data: string[] = [];

  function take(line: string): readonly StreamEvent[] {
    if (!line) {
      const whole = data.length ? [{ id, name: name || "message", data: data.join("\n") }] : [];
      name = "";
      data = [];
      return whole;
    }
    const [, field, value = ""] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (field === "id") id = value;
    else if (field === "event") name = value;
    else if (field === "data") data.push(value);
    return [];
  }

  return (piece) => {
    // A line may end by two characters that come in two pieces.
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    return lines.flatMap(take);
  };
}
