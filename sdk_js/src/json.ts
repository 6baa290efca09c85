/** A value in, JSON out. Libraries of old give arrays a `toJSON` that makes a text of them; the holder still has what was meant. */
export function takeAsIs(this: Readonly<Record<string, unknown>>, key: string): unknown {
  return this[key];
}

export const toJson = (value: unknown): string =>
  JSON.stringify(value, "toJSON" in Array.prototype ? takeAsIs : undefined);
