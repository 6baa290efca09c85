/** Made by `make schema` from the server's models. Change those, then make it again. */

export type Condition =
  | All
  | AnyOf
  | Not
  | Segment
  | Trait
  | Account
  | Url
  | Query
  | Hash
  | EventCondition
  | Seen
  | Completed
  | Dismissed
  | Active
  | ElementCondition
  | InLocale
  | Device
  | Time;
export type TextNode = string | Var | TextElement;

export interface Wire {
  SyncRequest?: SyncRequest;
  PageEvent?: PageEvent;
  SyncResponse?: SyncResponse;
}
/**
 * At most 100 events and 60 kB. `events` are read one by one, so that a bad one does not spoil the rest.
 */
export interface SyncRequest {
  key: string;
  token?: string | null;
  user_token?: string | null;
  url: string;
  locale?: string;
  release?: string | null;
  device?: string | null;
  visit?: string | null;
  since?: string | null;
  /**
   * @maxItems 100
   */
  events?: unknown[];
}
/**
 * Something that happened in a page. Order is by `seq` per device, not by clock; `id` counts once per person.
 */
export interface PageEvent {
  id: string;
  name: string;
  run?: string | null;
  item?: string | null;
  item_hash?: string | null;
  step?: string | null;
  /**
   * ISO 8601, the page's clock corrected by its offset.
   */
  at: string;
  seq?: number;
  path?: string | null;
  release?: string | null;
  props?: {
    [k: string]: unknown;
  };
}
/**
 * `items` is null and `bodies` empty when `since` still names what the page holds.
 */
export interface SyncResponse {
  token: string;
  now: string;
  person: Person;
  preferences: Preferences;
  progress: {
    [k: string]: Progress;
  };
  revision: string;
  items: ListedItem[] | null;
  bodies?: {
    [k: string]: CompiledTour;
  };
  theme?: CompiledTheme | null;
  unread?: number;
  accepted?: number;
  rejected?: Rejected[];
}
/**
 * `known`: identified by a token that was verified. `acting`: an agent looks through this person's eyes; nothing is recorded.
 */
export interface Person {
  id: string;
  known: boolean;
  acting?: boolean;
  traits?: {
    [k: string]: unknown;
  };
}
/**
 * `tours: false` switches off all automatic starts; `items` those of single items.
 */
export interface Preferences {
  tours?: boolean;
  items?: {
    [k: string]: boolean;
  };
}
/**
 * Where a person is with one item. `started` counts starts; `visit` is that of the last start.
 */
export interface Progress {
  status: "active" | "completed" | "left" | "declined";
  run: string;
  step?: string | null;
  hash?: string | null;
  at: string;
  started?: number;
  visit?: string | null;
  completed?: boolean;
}
/**
 * What the page needs to decide without the body. `auto: false`: only by hand.
 */
export interface ListedItem {
  id: string;
  kind: "tour";
  hash: string;
  start: CompiledStart;
  auto: boolean;
  priority?: number;
  group?: string | null;
  frequency?: string;
}
/**
 * `when` takes in the first step's `page`, so that a tour starts only where it can show.
 */
export interface CompiledStart {
  on: "page" | "event" | "manual";
  when?: Condition | null;
  event?: string | null;
  /**
   * ms
   */
  delay?: number;
}
export interface All {
  all: Condition[];
}
export interface AnyOf {
  any: Condition[];
}
export interface Not {
  not: Condition;
}
export interface Segment {
  /**
   * snake_case.
   */
  segment: string;
}
export interface Trait {
  is?: string | boolean | number | null;
  is_not?: string | boolean | number | null;
  in?: (string | boolean | number)[] | null;
  not_in?: (string | boolean | number)[] | null;
  gt?: number | string | null;
  gte?: number | string | null;
  lt?: number | string | null;
  lte?: number | string | null;
  contains?: string | boolean | number | null;
  exists?: boolean | null;
  /**
   * snake_case.
   */
  trait: string;
}
export interface Account {
  is?: string | boolean | number | null;
  is_not?: string | boolean | number | null;
  in?: (string | boolean | number)[] | null;
  not_in?: (string | boolean | number)[] | null;
  gt?: number | string | null;
  gte?: number | string | null;
  lt?: number | string | null;
  lte?: number | string | null;
  contains?: string | boolean | number | null;
  exists?: boolean | null;
  /**
   * snake_case.
   */
  account: string;
}
/**
 * Glob on the percent-decoded path: `*` crosses `/`, a trailing slash is ignored, case counts.
 */
export interface Url {
  url: string | string[];
}
/**
 * Every named parameter has a value that matches its glob.
 */
export interface Query {
  query: {
    [k: string]: string;
  };
}
/**
 * Glob on the decoded fragment without its `#`.
 */
export interface Hash {
  hash: string | string[];
}
/**
 * How often the host tracked an event: at least once unless said otherwise.
 */
export interface EventCondition {
  /**
   * snake_case.
   */
  event: string;
  at_least?: number | null;
  at_most?: number | null;
  within?: string | null;
  where?: {
    [k: string]: string | boolean | number | Comparison;
  };
}
/**
 * Exactly one operator, without coercion: `"5"` is not `5`.
 */
export interface Comparison {
  is?: string | boolean | number | null;
  is_not?: string | boolean | number | null;
  in?: (string | boolean | number)[] | null;
  not_in?: (string | boolean | number)[] | null;
  gt?: number | string | null;
  gte?: number | string | null;
  lt?: number | string | null;
  lte?: number | string | null;
  contains?: string | boolean | number | null;
  exists?: boolean | null;
}
export interface Seen {
  /**
   * Lower-case letters, digits and hyphens.
   */
  seen: string;
}
export interface Completed {
  /**
   * Lower-case letters, digits and hyphens.
   */
  completed: string;
}
export interface Dismissed {
  /**
   * Lower-case letters, digits and hyphens.
   */
  dismissed: string;
}
export interface Active {
  /**
   * Lower-case letters, digits and hyphens.
   */
  active: string;
}
export interface ElementCondition {
  element: Locator | Locator[] | "target";
  state?: "visible" | "absent" | "enabled" | "filled" | "checked";
}
/**
 * How to find one element by what the user sees. The first of a list that finds exactly one visible element wins.
 */
export interface Locator {
  test_id?: string | null;
  role?: string | null;
  name?:
    | string
    | {
        [k: string]: string;
      }
    | null;
  label?:
    | string
    | {
        [k: string]: string;
      }
    | null;
  text?:
    | string
    | {
        [k: string]: string;
      }
    | null;
  css?: string | null;
  within?: Locator | null;
  nth?: number | null;
  frame?: Locator[] | null;
}
/**
 * `"en"` takes `en-GB` too.
 */
export interface InLocale {
  locale: string | string[];
}
/**
 * By the width of the viewport: phone < 600 <= tablet < 1024 <= desktop, in CSS px.
 */
export interface Device {
  device: ("phone" | "tablet" | "desktop") | ("phone" | "tablet" | "desktop")[];
}
export interface Time {
  time: Period;
}
/**
 * Half open: `after` is in, `before` is out. RFC 3339, with an offset.
 */
export interface Period {
  after?: string | null;
  before?: string | null;
}
export interface CompiledTour {
  kind: "tour";
  id: string;
  locale: string;
  title: string;
  pause_when?: Condition | null;
  steps: CompiledStep[];
}
/**
 * `target` is a list, most trusted first, names in this locale; `interaction` is decided; `next` is a list whose first branch that holds wins.
 */
export interface CompiledStep {
  id: string;
  type: "spotlight" | "modal" | "hidden";
  was?: string[];
  page?: string | null;
  if?: Condition | null;
  target?: Locator[];
  title?: TextNode[];
  text?: TextNode[];
  placement?:
    | "top"
    | "top-start"
    | "top-end"
    | "right"
    | "right-start"
    | "right-end"
    | "bottom"
    | "bottom-start"
    | "bottom-end"
    | "left"
    | "left-start"
    | "left-end";
  interaction?: "blocked" | "open";
  advance: CompiledAdvance;
  on_missing?: CompiledOnMissing | null;
  next?: CompiledBranch[];
  buttons?: Button[];
}
/**
 * Filled in from the person's traits.
 */
export interface Var {
  var: string;
  default: string;
}
export interface TextElement {
  tag: "p" | "strong" | "em" | "code" | "a" | "ul" | "ol" | "li" | "br";
  children?: TextNode[];
  href?: string | null;
}
export interface CompiledAdvance {
  on?: ("next" | "click" | "change" | "key" | "event") | null;
  when?: Condition | null;
  key?: string | null;
  event?: string | null;
}
export interface CompiledOnMissing {
  /**
   * ms
   */
  after: number;
  do: "wait" | "skip" | "float" | "pause" | "end";
}
export interface CompiledBranch {
  if?: Condition | null;
  to: string;
}
export interface Button {
  label: string;
  do: "next" | "back" | "complete" | "dismiss" | "start" | "go";
  tour?: string | null;
  to?: string | null;
}
export interface CompiledTheme {
  scheme?: "auto" | "light" | "dark";
  accent?: string | null;
  accent_dark?: string | null;
  radius?: number | null;
}
export interface Rejected {
  index: number;
  id?: string | null;
  problem: string;
}
