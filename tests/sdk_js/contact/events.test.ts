import fc from "fast-check";
import { expect, it } from "vitest";
import { makeReader, type StreamEvent } from "../../../sdk_js/src/contact/events.ts";

const readAll = (pieces: readonly string[]): readonly StreamEvent[] => {
  const take = makeReader();
  return pieces.flatMap((piece) => [...take(piece)]);
};

it.each<readonly [string, string, readonly StreamEvent[]]>([
  ["a name and an id", "id: 7\nevent: message\ndata: {}\n\n", [{ id: "7", name: "message", data: "{}" }]],
  ["neither", "data: x\n\n", [{ id: "", name: "message", data: "x" }]],
  ["more than one line", "data: a\ndata: b\n\n", [{ id: "", name: "message", data: "a\nb" }]],
  ["no blank", "data:x\n\n", [{ id: "", name: "message", data: "x" }]],
  ["one of two blanks", "data:  x\n\n", [{ id: "", name: "message", data: " x" }]],
  ["a colon in it", "data: a:b\n\n", [{ id: "", name: "message", data: "a:b" }]],
  ["a field without a value", "data\n\n", [{ id: "", name: "message", data: "" }]],
  ["comments, and what nobody knows", ": here\nretry: 5\ndata: x\n\n", [{ id: "", name: "message", data: "x" }]],
  ["nothing to tell", "event: seen\n\n: here\n\n", []],
  ["an end that never came", "data: x\n", []],
  [
    "the id of the one before",
    "id: 1\ndata: a\n\ndata: b\n\n",
    [
      { id: "1", name: "message", data: "a" },
      { id: "1", name: "message", data: "b" },
    ],
  ],
])("reads an event with %s", (_, text, events) => {
  for (const end of ["\n", "\r\n", "\r"]) expect(readAll([`${text.replaceAll("\n", end)}:`])).toEqual(events);
});

it("reads the same, wherever the stream was cut", () => {
  const value = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, ""));
  const event = fc.record({ id: value, name: value, data: fc.array(value, { minLength: 1, maxLength: 3 }) });
  const end = fc.constantFrom("\n", "\r\n", "\r");
  const cuts = fc.array(fc.nat(400), { maxLength: 12 });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 5 }), end, cuts, (events, end, cuts) => {
      const lines = events.flatMap(({ id, name, data }) => [
        `id: ${id}`,
        `event: ${name}`,
        ...data.map((one) => `data: ${one}`),
        "",
      ]);
      const text = `${lines.map((line) => line + end).join("")}:`;
      const places = [0, ...cuts.map((cut) => cut % text.length).sort((a, b) => a - b), text.length];
      const pieces = places.slice(1).map((to, index) => text.slice(places[index], to));
      expect(readAll(pieces)).toEqual(
        events.map(({ id, name, data }) => ({ id, name: name || "message", data: data.join("\n") })),
      );
    }),
  );
});
