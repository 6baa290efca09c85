/**
 * What a device remembers of one site: who it is, what the server last said, and what happened since.
 * In `localStorage` where there is one, else in memory. Tabs share it: each change starts from the newest, and what this tab
 * recorded is put back until it is acknowledged, whatever another tab wrote over it.
 */
import { toJson } from "./json.ts";
import type { Position } from "./tour/position.ts";
import type {
  Attention,
  CompiledStartable,
  CompiledTheme,
  Contact,
  HelpSettings,
  Listed,
  PageEvent,
  Person,
  Preferences,
  Progress,
} from "./wire.gen.ts";

/** A host's event, as conditions count it. */
export interface HostEvent {
  readonly name: string;
  readonly at: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** Where the tour under way stands on this device. */
export interface Cursor extends Position {
  readonly run: string;
  /** Started by hand: no preference stands in its way. */
  readonly byHand: boolean;
}

/** What somebody did who left this device before it was sent. */
export interface Former {
  readonly token: string | undefined;
  readonly device: string;
  readonly visit: string;
  readonly events: readonly PageEvent[];
}

export interface Stored {
  /** Of this shape: what another release left here is forgotten. */
  version: typeof VERSION;
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
  attention: Attention;
  /** When what last started by itself ended here, ISO 8601: the server may not have heard of it. */
  ended: string;
  /** Items that were held back from this person, and told. */
  held: readonly string[];
  /** Where the chunks lie that this device has seen. */
  build?: string;
  revision?: string | undefined;
  person?: Person | undefined;
  preferences: Preferences;
  progress: Readonly<Record<string, Progress>>;
  /** Which articles helped this person, and which did not. */
  votes?: Readonly<Record<string, boolean>>;
  items: readonly Listed[];
  bodies: Readonly<Record<string, CompiledStartable>>;
  themes?: Readonly<Record<string, CompiledTheme>>;
  help?: HelpSettings | null;
  /** Of what the team wrote. */
  unread?: number;
  /** Which conversation is open. */
  contact?: Contact;
}

export interface Store {
  /** The newest, other tabs' changes included. */
  read(): Stored;
  change(edit: (stored: Stored) => Partial<Stored>): void;
  /** Puts it in the queue, in its place in the order of this device. */
  add(event: PageEvent): PageEvent;
  acknowledge(events: readonly PageEvent[]): void;
  /** Forgets who this was; what they did stays to be sent under their own token. */
  close(): void;
}

const VERSION = 1;
const LONGEST_QUEUE = 500;

export const makeId = (): string => crypto.getRandomValues(new Uint32Array(4)).join("-");

const kindOf = (value: unknown): string => ({}).toString.call(value);

/** What is of another kind than it should be, whoever left it here, is as good as not there. */
function fill(found: Partial<Stored>): Stored {
  const fresh = makeFresh();
  const isSound = ([name, value]: [string, unknown]): boolean =>
    !(name in fresh) || kindOf(value) === kindOf(fresh[name as keyof Stored]);
  return { ...fresh, ...(found.version === VERSION && Object.fromEntries(Object.entries(found).filter(isSound))) };
}

const makeFresh = (): Stored => ({
  version: VERSION,
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
  attention: { gap: 30_000, day: 5, week: 15, starts: [], ended: null },
  held: [],
  ended: "",
  items: [],
  bodies: {},
});

export function openStore(key: string, given: Partial<Stored>): Store {
  const name = `handrail:${key}`;
  let stored = fill(given);
  let written: string | null | undefined = null;
  let mine: readonly PageEvent[] = [];
  let isFresh = false;
  let isChanged = false;

  /** Read once and written once for all that our script does at a stretch: nobody else changes it meanwhile, and what is long takes long. */
  function refresh(): void {
    if (isFresh) return;
    isFresh = true;
    queueMicrotask(() => {
      isFresh = false;
      if (isChanged) save();
    });
    try {
      const text: string | undefined = localStorage[name];
      if (text !== written && written !== null) {
        // Emptied under our feet: whoever did that wants us to forget.
        if (text === undefined) mine = [];
        stored = fill(JSON.parse(text ?? "{}"));
        written = text;
      }
    } catch {
      // Memory it is.
    }
  }

  function read(): Stored {
    refresh();
    const there = new Set(stored.queue.map(({ id }) => id));
    const lost = mine.filter(({ id }) => !there.has(id));
    if (lost.length) stored.queue = [...stored.queue, ...lost];
    return stored;
  }

  function save(): void {
    isChanged = false;
    try {
      const text = toJson(stored);
      localStorage[name] = text;
      written = text;
    } catch {
      written = null; // Full or forbidden: from here on memory has the newest.
    }
  }

  const change: Store["change"] = (edit) => {
    const now = read();
    Object.assign(now, edit(now));
    isChanged = true;
  };

  return {
    read,
    change,
    add: (event) => {
      const now = read();
      const placed = { ...event, seq: now.seq + 1 };
      mine = [...mine, placed];
      // `read` has put it there, being one of `mine`
      change(({ queue }) => ({ seq: placed.seq, visited: Date.now(), queue: queue.slice(-LONGEST_QUEUE) }));
      return placed;
    },
    acknowledge: (events) => {
      const done = new Set(events.map(({ id }) => id));
      const waits = ({ id }: PageEvent) => !done.has(id);
      mine = mine.filter(waits);
      change(({ queue }) => ({ queue: queue.filter(waits) }));
    },
    close: () => {
      const { token, device, visit, queue, former, offset } = read();
      const left: readonly Former[] = queue.length ? [{ token, device, visit, events: queue }] : [];
      mine = [];
      stored = fill({ version: VERSION, offset, former: [...former, ...left] });
      isChanged = true;
    },
  };
}
