/**
 * What a device remembers of one site: who it is, what the server last said, and what happened since.
 * In `localStorage` where there is one, else in memory. Tabs share it: each change starts from the newest, and what this tab
 * recorded is put back until it is acknowledged, whatever another tab wrote over it.
 */
import type { CompiledTheme, CompiledTour, ListedItem, PageEvent, Person, Preferences, Progress } from "./wire.gen.ts";

/** A host's event, as conditions count it. */
export interface HostEvent {
  readonly name: string;
  readonly at: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** Where the tour under way stands on this device. */
export interface Cursor {
  readonly item: string;
  readonly run: string;
  readonly step: string;
  /** Started by hand: no preference stands in its way. */
  readonly byHand: boolean;
  /** The person closed the line that said it waits elsewhere. */
  readonly quiet: boolean;
}

/** Events of somebody who left this device before they were sent. */
export interface Former {
  readonly token: string | undefined;
  readonly device: string;
  readonly visit: string;
  readonly queue: readonly PageEvent[];
}

export interface Stored {
  device: string;
  seq: number;
  visit: string;
  /** When a page last did something, ms. */
  visited: number;
  token?: string | undefined;
  sub?: string | undefined;
  locale?: string | undefined;
  /** The server's clock less this one's, ms. */
  offset: number;
  queue: readonly PageEvent[];
  former: readonly Former[];
  happened: readonly HostEvent[];
  cursor?: Cursor | undefined;
  revision?: string | undefined;
  person?: Person | undefined;
  preferences: Preferences;
  progress: Readonly<Record<string, Progress>>;
  items: readonly ListedItem[];
  bodies: Readonly<Record<string, CompiledTour>>;
  theme: CompiledTheme | null;
}

export interface Store {
  /** The newest, other tabs' changes included. */
  read(): Stored;
  change(edit: (stored: Stored) => void): void;
  add(event: PageEvent): void;
  acknowledge(ids: readonly string[]): void;
  /** Forgets who this was; what they did stays to be sent under their own token. */
  close(): void;
}

const LONGEST_QUEUE = 500;

export const makeId = (): string => crypto.getRandomValues(new Uint32Array(4)).join("-");

const isRecord = (value: unknown): value is object => !!value && typeof value === "object" && !Array.isArray(value);

/** Whatever lies there, as something that can be relied on. */
function shape(found: Partial<Stored>): Stored {
  const fresh: Stored = {
    device: makeId(),
    seq: 0,
    visit: makeId(),
    visited: Date.now(),
    offset: 0,
    queue: [],
    former: [],
    happened: [],
    preferences: { tours: true, items: {} },
    progress: {},
    items: [],
    bodies: {},
    theme: null,
  };
  const stored: Record<string, unknown> = { ...fresh };
  for (const [name, value] of Object.entries(found)) {
    const model = (fresh as unknown as Record<string, unknown>)[name];
    const fits = Array.isArray(model) ? Array.isArray(value) : isRecord(model) ? isRecord(value) : true;
    if (fits && value != null) stored[name] = value;
  }
  return stored as unknown as Stored;
}

export function openStore(key: string, given: Partial<Stored>): Store {
  const name = `handrail:${key}`;
  let stored = shape(given);
  let written: string | null = null;
  let mine: readonly PageEvent[] = [];

  function read(): Stored {
    try {
      const text = localStorage.getItem(name);
      if (text !== written && written !== null) {
        // Emptied under our feet: whoever did that wants us to forget.
        if (text === null) mine = [];
        stored = shape(text === null ? {} : JSON.parse(text));
        written = text;
      }
    } catch {
      // Memory it is.
    }
    const there = new Set(stored.queue.map(({ id }) => id));
    const lost = mine.filter(({ id }) => !there.has(id));
    if (lost.length) stored.queue = [...stored.queue, ...lost];
    return stored;
  }

  function save(): void {
    try {
      const text = JSON.stringify(stored);
      localStorage.setItem(name, text);
      written = text;
    } catch {
      written = null; // Full or forbidden: from here on memory has the newest.
    }
  }

  const change = (edit: (stored: Stored) => void): void => {
    edit(read());
    save();
  };

  return {
    read,
    change,
    add: (event) => {
      mine = [...mine, event];
      change((now) => {
        now.queue = dropOldest(now.queue);
      });
    },
    acknowledge: (ids) => {
      const done = new Set(ids);
      const waits = ({ id }: PageEvent) => !done.has(id);
      mine = mine.filter(waits);
      change((now) => {
        now.queue = now.queue.filter(waits);
      });
    },
    close: () => {
      const { token, device, visit, queue, former, offset } = read();
      mine = [];
      stored = shape({ offset, former: queue.length ? [...former, { token, device, visit, queue }] : former });
      save();
    },
  };
}

/** Rather a host's event than what the person decided. */
function dropOldest(queue: readonly PageEvent[]): readonly PageEvent[] {
  if (queue.length <= LONGEST_QUEUE) return queue;
  const least = Math.max(0, queue.findIndex(({ item, name }) => !item && name !== "preferences_changed"));
  return queue.filter((_, index) => index !== least);
}
