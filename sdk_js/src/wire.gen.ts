/** Made by `make schema` from the server's models. Change those, then make it again. */

/** One in the locale of the item. */
export type Localised = string;

export type Condition = All | AnyOf | Not | Segment | Trait | Account | Url | Query | Hash | EventCount | Seen | Completed | Dismissed | Active | Passed | ElementState | InLocale | Device | Time;

export type TextPart = string | Var | TextElement;

export type ArticlePart = string | ArticleElement;

export type Listed = ListedItem | ListedSnippet | ListedArticle;

export type CompiledStartable = CompiledTour | CompiledQuiz | CompiledSurvey | CompiledChecklist;

/** At most 100 events and 60 kB. `events` are read one by one, so that a bad one does not spoil the rest. What is too long to matter is cut. */
export interface SyncRequest {
  readonly key: string;
  readonly token?: string | null;
  readonly user_token?: string | null;
  readonly url: string;
  readonly locale?: string;
  readonly release?: string | null;
  readonly device?: string | null;
  readonly visit?: string | null;
  readonly since?: string | null;
  readonly events?: readonly unknown[];
}

/** Something that happened in a page. Order is by `seq` per device, not by clock; `id` counts once per person. Other keys are left out. */
export interface PageEvent {
  readonly id: string;
  readonly name: string;
  readonly run?: string | null;
  readonly item?: string | null;
  readonly item_hash?: string | null;
  readonly step?: string | null;
  /** ISO 8601, the page's clock corrected by its offset. */
  readonly at: string;
  readonly seq?: number;
  readonly path?: string | null;
  readonly release?: string | null;
  readonly props?: Readonly<Record<string, unknown>>;
}

/** `items` is null and `bodies` empty when `since` still names what the page holds. `themes` by id: what the listed items use, and `default`. `help` is null where a site has none to give. `votes`: which articles helped this person. `unread`: of what the team wrote to them. */
export interface SyncResponse {
  readonly token: string;
  readonly now: string;
  readonly person: Person;
  readonly identity: Identity | null;
  readonly preferences: Preferences;
  readonly progress: Readonly<Record<string, Progress>>;
  readonly votes: Readonly<Record<string, boolean>>;
  readonly revision: string;
  readonly items: readonly Listed[] | null;
  readonly bodies: Readonly<Record<string, CompiledStartable>>;
  readonly themes: Readonly<Record<string, CompiledTheme>>;
  readonly attention: Attention;
  readonly help: HelpSettings | null;
  readonly unread: number;
  readonly contact: Contact;
  readonly accepted: number;
  readonly rejected: readonly Rejected[];
}

export interface CompiledSnippet {
  readonly kind: "snippet";
  readonly id: string;
  readonly locale: string;
  readonly title: string;
  readonly text: readonly ArticlePart[];
  readonly media: CompiledMedia | null;
}

/** `summary` is the author's, or else how the article begins. `related` are articles, by id. */
export interface CompiledArticle {
  readonly kind: "article";
  readonly id: string;
  readonly locale: string;
  readonly title: string;
  readonly summary: string;
  readonly topic: string | null;
  readonly tags: readonly string[];
  readonly related: readonly string[];
  readonly body: readonly ArticlePart[];
  readonly headings: readonly CompiledHeading[];
}

export interface CompiledTopic {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** The help panel was opened, on `path`: `""` is its home, `articles/refunds` an article. */
export interface HelpOpened {
  readonly locale?: string | null;
  readonly path?: string;
}

/** An article was opened. `from`: what led to it. */
export interface ArticleRead {
  readonly locale?: string | null;
  readonly from?: "panel" | "search" | "snippet" | "link" | "answer";
}

/** An answer to "Did this help?", with a reason for no. The last one counts. */
export interface ArticleVoted {
  readonly locale?: string | null;
  readonly helped: boolean;
  readonly reason?: string | null;
}

/** A piece of help on an element, or for the page, was opened. */
export interface SnippetOpened {
  readonly locale?: string | null;
}

/** Somebody looked for `q`, once they paused or chose; `results`: how many they were shown. */
export interface Searched {
  readonly locale?: string | null;
  readonly q: string;
  readonly results: number;
}

/** A result of a search for `q` was chosen: the one at `position`, the first being 1. */
export interface ResultOpened {
  readonly locale?: string | null;
  readonly q: string;
  readonly position: number;
  readonly kind?: "article" | "snippet" | "tour";
}

/** A question was put to the articles; `answered`: they had an answer. */
export interface QuestionAsked {
  readonly locale?: string | null;
  readonly q: string;
  readonly answered: boolean;
}

/** `url` is the page that it is asked on. */
export interface AskContact {
  readonly key: string;
  readonly token: string;
  readonly user_token?: string | null;
  readonly locale?: string;
  readonly url?: string | null;
}

/**
 * What is shown before somebody writes. `open`: the team is there now, or keeps no hours; `opens_at`: when it is next, if it is not.
 *
 * `expected_minutes` until an answer, in hours in which the team is there. `trail`: what the server knows that the person tried, the oldest
 * first. `keep_query`: parameters of the page's address that may go along. `answers_by_mail`: whoever leaves an address gets answers there.
 */
export interface ContactForm {
  readonly ways: ContactWays;
  readonly conversations: boolean;
  readonly open: boolean;
  readonly keeps_hours: boolean;
  readonly opens_at: string | null;
  readonly expected_minutes: number | null;
  readonly trail: readonly Line[];
  readonly keep_query: readonly string[];
  readonly limits: ContactLimits;
  readonly answers_by_mail: boolean;
  readonly conversation: ShownConversation | null;
}

/** `shared`: somebody else was identified on this device before; then whoever signs in on it next does not get this conversation. */
export interface BeginConversation {
  readonly key: string;
  readonly token: string;
  readonly user_token?: string | null;
  readonly client_id: string;
  readonly text: string;
  readonly files?: readonly string[];
  readonly email?: string | null;
  /** A list of `Line` as JSON. Kept as it is, byte for byte. */
  readonly capsule?: string;
  readonly locale?: string;
  readonly shared?: boolean;
}

export interface SayMessage {
  readonly key: string;
  readonly token: string;
  readonly user_token?: string | null;
  readonly client_id: string;
  readonly text: string;
  readonly files?: readonly string[];
  readonly email?: string | null;
}

/** `after`: what was said later than that, at most 200. */
export interface AskConversation {
  readonly key: string;
  readonly token: string;
  readonly user_token?: string | null;
  readonly after?: number;
}

/**
 * As its person sees it. `agent`: the name of who has it. `unread`: of the team's messages. `asks_rating`: it is closed, and was not rated yet.
 *
 * `messages` ascend; of the list of all conversations there are none. `more`: there are later ones than those.
 */
export interface ShownConversation {
  readonly id: string;
  readonly number: number;
  readonly status: "open" | "closed";
  readonly subject: string;
  readonly agent: string | null;
  readonly email: string | null;
  readonly created_at: string;
  readonly last_at: string;
  readonly last_seq: number;
  readonly seen_by_person: number;
  readonly seen_by_agents: number;
  readonly unread: number;
  readonly rating: number | null;
  readonly asks_rating: boolean;
  readonly messages: readonly ShownMessage[];
  readonly more: boolean;
}

/** `seq` is its place in the conversation; some are missing, which were not for the person. `name`: of the agent. `change`: then it has no text; `reason` of a closing, where it may be told. `client_id`: of the person's own. */
export interface ShownMessage {
  readonly id: string;
  readonly conversation_id: string;
  readonly seq: number;
  readonly kind: "message" | "offer" | "change";
  readonly author: "person" | "agent" | "system";
  readonly name: string | null;
  readonly text: string;
  readonly files: readonly Attachment[];
  readonly offer: Offer | null;
  readonly offer_state: "offered" | "accepted" | "declined" | null;
  readonly change: "closed" | "reopened" | null;
  readonly reason: "solved" | "no_answer" | null;
  readonly client_id: string | null;
  /** ISO 8601 */
  readonly at: string;
}

/** The newest first, at most 50. */
export interface MyConversations {
  readonly conversations: readonly ShownConversation[];
}

/** Everything up to `seq` was on the screen. */
export interface TellSeen {
  readonly key: string;
  readonly token: string;
  readonly user_token?: string | null;
  readonly seq: number;
}

export interface RateConversation {
  readonly key: string;
  readonly token: string;
  readonly user_token?: string | null;
  readonly score: number;
  readonly text?: string | null;
}

export interface AnswerOffer {
  readonly key: string;
  readonly token: string;
  readonly user_token?: string | null;
  readonly accepted: boolean;
}

/** `size` in bytes. `/v1/files/{id}` has them, as a download. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly media_type: string;
  readonly size: number;
}

/** `last_event_id`: of the last event that was read, to go on after it. */
export interface AskStream {
  readonly key: string;
  readonly token: string;
  readonly user_token?: string | null;
  readonly last_event_id?: string | null;
}

/** By the team, up to `seq`. */
export interface StreamSeen {
  readonly conversation_id: string;
  readonly seq: number;
}

/** An agent writes. It holds for some seconds. */
export interface StreamTyping {
  readonly conversation_id: string;
  readonly name: string | null;
}

/** `known`: identified by a token that was verified. `acting`: an agent looks through this person's eyes; nothing is recorded. */
export interface Person {
  readonly id: string;
  readonly known: boolean;
  readonly acting: boolean;
  readonly traits: Readonly<Record<string, unknown>>;
}

/** `tours: false` switches off all automatic starts; `items` those of single items. */
export interface Preferences {
  readonly tours: boolean;
  readonly items: Readonly<Record<string, boolean>>;
}

/** How much may start by itself, and what did: on all devices of the person. `starts` ascend. */
export interface Attention {
  /** ms after `ended` */
  readonly gap: number;
  /** Starts within 24 hours. */
  readonly day: number;
  /** Starts within 7 days. */
  readonly week: number;
  /** ISO 8601. Of the last 7 days, the newest that the caps can ask for. */
  readonly starts: readonly string[];
  readonly ended: string | null;
}

/** `open`: the id of this person's conversation that is open. */
export interface Contact {
  readonly open: string | null;
}

export interface ContactWays {
  readonly email: string | null;
  readonly phone: string | null;
  readonly url: string | null;
}

/** Sizes in characters, `file` in bytes. */
export interface ContactLimits {
  readonly text: number;
  readonly files: number;
  readonly file: number;
  readonly capsule: number;
  readonly lines: number;
  readonly custom: number;
  readonly value: number;
}

/** Why the `user_token` was not taken: the page goes on without it. After `expired`, bring a fresh one. */
export interface Identity {
  readonly problem: "too_large" | "malformed" | "wrong_algorithm" | "bad_signature" | "missing_sub" | "missing_exp" | "expired" | "too_long" | "not_yet_valid";
}

/**
 * Where a person is with one item: in its last run. `started` counts runs, `at` and `visit` are those of the last start, `completed` is true once any run was. `until`: snoozed until then.
 *
 * Of a quiz: `passed` once any attempt was, and how many `attempts` were finished. Of a checklist: the entries that are `done`. What is not said of these is false, 0 or none.
 */
export interface Progress {
  readonly status: "active" | "completed" | "left" | "declined" | "snoozed";
  readonly run: string;
  readonly step: string | null;
  readonly hash: string | null;
  readonly at: string;
  readonly started: number;
  readonly visit: string | null;
  readonly completed: boolean;
  readonly until: string | null;
  readonly passed?: boolean;
  readonly attempts?: number;
  readonly done?: readonly string[];
}

/** As written, but for the palettes: their accents are those that count. */
export interface CompiledTheme {
  readonly scheme: "auto" | "light" | "dark";
  readonly accent: string | null;
  readonly accent_dark: string | null;
  readonly light: CompiledPalette;
  readonly dark: CompiledPalette;
  readonly font: string;
  readonly radius: number | null;
  readonly width: number | null;
}

/** What the help panel is told before it is opened. */
export interface HelpSettings {
  readonly launcher: "bottom-end" | "bottom-start" | "none";
  readonly title: string | null;
  readonly topics: readonly HelpTopic[];
  readonly contact: HelpContact | null;
}

/** `bad_event`: not of the shape; `incomplete`: it lacks the item, run or step that its name asks for; `unknown_event`: neither ours nor declared in `site.json`; `by_server`: the server alone says so; `acting`: somebody else looks through this person's eyes; `too_many`: so much is kept of this person that there is no room for more of the kind, or one address votes without end. */
export interface Rejected {
  readonly index: number;
  readonly id: string | null;
  readonly problem: "bad_event" | "bad_id" | "bad_time" | "bad_props" | "props_too_large" | "unknown_event" | "by_server" | "incomplete" | "acting" | "too_many";
}

/** `src` and `captions` are https addresses, or paths of this server, as in `/v1/content/….png`. `alt` is empty when an image only decorates. */
export interface CompiledMedia {
  readonly kind: "image" | "video";
  readonly src: string;
  readonly alt: string;
  readonly captions: string | null;
  readonly captions_locale: string | null;
}

/** `level` is 2 to 4. */
export interface CompiledHeading {
  readonly id: string;
  readonly level: number;
  readonly text: string;
}

/** One thing that goes along, in the words in which it is shown. */
export interface Line {
  readonly kind: "page" | "title" | "release" | "locale" | "time_zone" | "viewport" | "browser" | "tour" | "read" | "search" | "asked" | "quiz" | "error" | "custom";
  readonly label: string;
  readonly value: string;
}

/** What an agent offers: a tour to walk, or an article to read. */
export interface Offer {
  readonly kind: "tour" | "article";
  readonly id: string;
  readonly title: string;
}

/** An announcement is a tour of one step. */
export interface CompiledTour {
  readonly kind: "tour" | "announcement";
  readonly id: string;
  readonly locale: string;
  readonly title: string;
  readonly theme: string;
  readonly pause_when: Condition | null;
  readonly steps: readonly CompiledStep[];
}

/** `attempts` null: any number of them. `pass` is a share of the points. `outcomes` are a finder's. */
export interface CompiledQuiz {
  readonly kind: "quiz";
  readonly id: string;
  readonly locale: string;
  readonly title: string;
  readonly theme: string;
  readonly text: readonly ArticlePart[];
  readonly mode: "graded" | "finder";
  readonly feedback: "each" | "end";
  readonly retry: "missed" | "all";
  readonly attempts: number | null;
  readonly pass: number;
  readonly shuffle: boolean;
  readonly questions: readonly CompiledQuestion[];
  readonly outcomes: readonly CompiledOutcome[];
}

/** `anonymous`: an answer is sent without the person's token. */
export interface CompiledSurvey {
  readonly kind: "survey";
  readonly id: string;
  readonly locale: string;
  readonly title: string;
  readonly theme: string;
  readonly text: readonly ArticlePart[];
  readonly anonymous: boolean;
  readonly thanks: readonly ArticlePart[];
  readonly questions: readonly CompiledSurveyQuestion[];
}

export interface CompiledChecklist {
  readonly kind: "checklist";
  readonly id: string;
  readonly locale: string;
  readonly title: string;
  readonly theme: string;
  readonly text: readonly ArticlePart[];
  readonly ordered: boolean;
  readonly finish: string | null;
  readonly items: readonly CompiledEntry[];
}

export interface CompiledPalette {
  readonly surface: string | null;
  readonly ink: string | null;
  readonly muted: string | null;
  readonly line: string | null;
  readonly accent: string | null;
  readonly on_accent: string | null;
  /** The ring and the like: 3:1 to the surface */
  readonly mark: string | null;
}

/**
 * A piece of an article. `h2` to `h4` have the `id` that links name; an `aside` is a `callout`; a `pre` has `span`s, each a `token` of code in `language`.
 *
 * `href` is http(s), mailto, a path of the host, or leads to an item: `article:refunds#how-long`, `tour:first-invoice`, `contact:`.
 * `src` and `captions` (of a `video`) are https addresses, or paths of this server, as in `/v1/content/….png`.
 */
export interface ArticleElement {
  readonly tag: "p" | "strong" | "em" | "del" | "code" | "a" | "ul" | "ol" | "li" | "br" | "h2" | "h3" | "h4" | "blockquote" | "aside" | "pre" | "span" | "table" | "thead" | "tbody" | "tr" | "th" | "td" | "hr" | "img" | "video";
  readonly children?: readonly ArticlePart[];
  readonly id?: string;
  readonly href?: string;
  readonly callout?: "note" | "tip" | "warning";
  readonly language?: string;
  readonly token?: "keyword" | "string" | "number" | "comment" | "name" | "function" | "operator" | "punctuation";
  readonly align?: "left" | "center" | "right";
  /** The first number of an `ol` */
  readonly start?: number;
  readonly src?: string;
  readonly alt?: string;
  readonly captions?: string;
  readonly captions_locale?: string;
}

/**
 * What the page needs to decide without the body. `auto: false`: only by hand. `held`: what would start by itself is held back from this person.
 *
 * `was`: its former names. `title`: of all but tours. `show`: a card, or in the help panel alone. `in_panel`: it is listed there; `since`: from when on it is there, where that is said. What is not said of these is null, card or false.
 */
export interface ListedItem {
  readonly id: string;
  readonly kind: "tour" | "quiz" | "checklist" | "survey" | "announcement";
  readonly hash: string;
  readonly start: CompiledStart;
  readonly auto: boolean;
  readonly priority: number;
  readonly group: string | null;
  readonly frequency: "once" | "until-completed" | "every-visit" | Every;
  readonly held: boolean;
  readonly schedule: ListedSchedule | null;
  readonly was?: readonly string[];
  readonly title?: string;
  readonly show?: "card" | "panel";
  readonly in_panel?: boolean;
  /** ISO 8601 */
  readonly since?: string;
}

/** Help on an element of the page, or on the page itself where `target` is empty; `when` takes in its pages. What it says is fetched by its hash, as `CompiledSnippet`. */
export interface ListedSnippet {
  readonly id: string;
  readonly kind: "snippet";
  readonly hash: string;
  readonly title: string;
  readonly when: Condition | null;
  readonly show: "beside" | "focus" | "underline";
  readonly target: readonly Locator[];
  readonly placement: "top" | "top-start" | "top-end" | "right" | "right-start" | "right-end" | "bottom" | "bottom-start" | "bottom-end" | "left" | "left-start" | "left-end";
  readonly theme: string;
}

/** An article that is suggested where `when` holds. */
export interface ListedArticle {
  readonly id: string;
  readonly kind: "article";
  readonly hash: string;
  readonly title: string;
  readonly when: Condition;
}

export interface HelpTopic {
  readonly id: string;
  readonly title: string;
}

/** How the team is reached. `conversations`: people can write here. */
export interface HelpContact {
  readonly email: string | null;
  readonly url: string | null;
  readonly phone: string | null;
  readonly conversations: boolean;
}

/** `when` takes in the first step's `page`, so that a tour starts only where it can show. `of`: the item that an event of our own has to be about. */
export interface CompiledStart {
  readonly on: "page" | "event" | "manual";
  readonly when: Condition | null;
  readonly event: string | null;
  readonly of?: string;
  /** ms */
  readonly delay: number;
}

/** `buttons` that were written are all that it has beside Not now; without a label it is our own Next or Done, with Back beside it. `target` is a list, most trusted first, names in this locale; `interaction` is decided; `next` is a list whose first branch that holds wins. `highlights` are ringed, too, each a list as `target` is; `radius` null is the element's own; `quiz` is the id of the one that a step of this type asks. */
export interface CompiledStep {
  readonly id: string;
  readonly type: "spotlight" | "tooltip" | "modal" | "quiz" | "slide-out" | "banner" | "hidden";
  readonly was: readonly string[];
  readonly page: string | null;
  readonly if: Condition | null;
  readonly target: readonly Locator[];
  readonly highlights: readonly (readonly Locator[])[];
  /** CSS px */
  readonly padding: number;
  readonly radius: number | null;
  readonly title: readonly TextPart[];
  readonly text: readonly TextPart[];
  readonly media: CompiledMedia | null;
  readonly placement: "top" | "top-start" | "top-end" | "right" | "right-start" | "right-end" | "bottom" | "bottom-start" | "bottom-end" | "left" | "left-start" | "left-end";
  readonly position: "top" | "bottom";
  readonly interaction: "blocked" | "open";
  readonly advance: CompiledAdvance;
  readonly on_missing: CompiledOnMissing | null;
  readonly next: readonly CompiledBranch[];
  readonly buttons: readonly CompiledButton[];
  readonly quiz?: string;
}

/** `options` of a choice; `unit` of a number; `when` and `page` of what is done in the host. */
export interface CompiledQuestion {
  readonly id: string;
  readonly type: "choice" | "choices" | "true-false" | "text" | "number" | "do";
  readonly text: readonly ArticlePart[];
  readonly media?: CompiledMedia;
  readonly hint?: readonly ArticlePart[];
  readonly points?: number;
  readonly shuffle?: boolean;
  readonly options?: readonly CompiledOption[];
  readonly unit?: string;
  readonly when?: Condition;
  readonly page?: string;
}

export interface CompiledOutcome {
  readonly id: string;
  readonly title: string;
  readonly text?: readonly ArticlePart[];
  readonly media?: CompiledMedia;
  readonly action?: CompiledAction;
}

/** `nps` is 0 to 10, `csat` 1 to 5, `ces` 1 to 7, with what the lowest and the highest say. `options` and `several` of a poll; `text` is in one line. */
export interface CompiledSurveyQuestion {
  readonly id: string;
  readonly type: "nps" | "csat" | "ces" | "poll" | "text";
  readonly text: readonly ArticlePart[];
  readonly required?: boolean;
  readonly if?: CompiledAnswerIs;
  readonly low?: string;
  readonly high?: string;
  readonly options?: readonly CompiledPollOption[];
  readonly several?: boolean;
  readonly placeholder?: string;
}

/** It leads to a tour, an article, an address or a quiz, or to nothing. Done when `done` holds; without it by what it leads to; `by_hand` by hand, too. */
export interface CompiledEntry {
  readonly id: string;
  readonly was?: readonly string[];
  readonly title: string;
  readonly text?: readonly ArticlePart[];
  readonly tour?: string;
  readonly article?: string;
  readonly url?: string;
  readonly quiz?: string;
  readonly done?: Condition;
  readonly by_hand?: boolean;
  readonly after?: readonly string[];
  readonly optional?: boolean;
}

/** When it may start by itself. No `days`: any day. After `until`, by the server's clock, there is no such item. */
export interface ListedSchedule {
  readonly days: readonly ("mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun")[];
  readonly hours: Hours | null;
  readonly until: string | null;
}

/** How to find one element by what the user sees. The first of a list that finds exactly one visible element wins. */
export interface Locator {
  /** What `data-testid` says. The most trusted way. */
  readonly test_id?: string;
  readonly role?: string;
  /** The accessible name, one or one per locale. Goes with `role`. */
  readonly name?: Localised;
  /** The label of a form field. */
  readonly label?: Localised;
  /** What the element says. */
  readonly text?: Localised;
  /** A selector. The least trusted way. */
  readonly css?: string;
  /** The element is inside this one. */
  readonly within?: Locator;
  /** 1 is the first. Only under `within`. */
  readonly nth?: number;
  /** The frames around it, the outermost first. */
  readonly frame?: readonly Locator[];
}

export interface CompiledAdvance {
  readonly on: "next" | "click" | "change" | "key" | "event" | null;
  readonly when: Condition | null;
  readonly key: string | null;
  readonly event: string | null;
}

/** Again by itself when this long has passed since it last started. */
export interface Every {
  /** A whole number and ms, s, m, h or d, as in "8s" or "7d". */
  readonly every: string;
}

/** Each of them holds. */
export interface All {
  readonly all: readonly Condition[];
}

/** At least one of them holds. */
export interface AnyOf {
  readonly any: readonly Condition[];
}

/** It does not hold. */
export interface Not {
  readonly not: Condition;
}

/** A condition that `site.json` gives a name. */
export interface Segment {
  /** Lower-case letters, digits and underscores, as in first_name. */
  readonly segment: string;
}

/** A trait of the person, as `site.json` declares it. One that the person does not have is unknown. */
export interface Trait {
  readonly is?: string | boolean | number;
  readonly is_not?: string | boolean | number;
  readonly in?: readonly (string | boolean | number)[];
  readonly not_in?: readonly (string | boolean | number)[];
  readonly gt?: number | string;
  readonly gte?: number | string;
  readonly lt?: number | string;
  readonly lte?: number | string;
  /** A part of a text, or an entry of a list. */
  readonly contains?: string | boolean | number;
  /** Whether it is there at all. */
  readonly exists?: boolean;
  /** Lower-case letters, digits and underscores, as in first_name. */
  readonly trait: string;
}

/** A field of the person's account, as `site.json` declares it. */
export interface Account {
  readonly is?: string | boolean | number;
  readonly is_not?: string | boolean | number;
  readonly in?: readonly (string | boolean | number)[];
  readonly not_in?: readonly (string | boolean | number)[];
  readonly gt?: number | string;
  readonly gte?: number | string;
  readonly lt?: number | string;
  readonly lte?: number | string;
  /** A part of a text, or an entry of a list. */
  readonly contains?: string | boolean | number;
  /** Whether it is there at all. */
  readonly exists?: boolean;
  /** Lower-case letters, digits and underscores, as in first_name. */
  readonly account: string;
}

/** Glob on the percent-decoded path: `*` crosses `/`, a trailing slash is ignored, case counts. */
export interface Url {
  readonly url: string | readonly string[];
}

/** Every named parameter has a value that matches its glob. */
export interface Query {
  readonly query: Readonly<Record<string, string>>;
}

/** Glob on the decoded fragment without its `#`. */
export interface Hash {
  readonly hash: string | readonly string[];
}

/** How often the host tracked an event: at least once unless said otherwise. */
export interface EventCount {
  /** Lower-case letters, digits and underscores, as in first_name. */
  readonly event: string;
  readonly at_least?: number;
  readonly at_most?: number;
  /** Only the last of them, as in "7d". */
  readonly within?: string;
  /** Only those whose properties are so. */
  readonly where?: Readonly<Record<string, string | boolean | number | Comparison>>;
}

/** The person was shown this item. */
export interface Seen {
  /** Lower-case letters, digits and hyphens, as in first-invoice. */
  readonly seen: string;
}

/** The person went through this item to its end. */
export interface Completed {
  /** Lower-case letters, digits and hyphens, as in first-invoice. */
  readonly completed: string;
}

/** The person left or declined this item. */
export interface Dismissed {
  /** Lower-case letters, digits and hyphens, as in first-invoice. */
  readonly dismissed: string;
}

/** The person is in the middle of this item. */
export interface Active {
  /** Lower-case letters, digits and hyphens, as in first-invoice. */
  readonly active: string;
}

/** The person passed this quiz. */
export interface Passed {
  /** Lower-case letters, digits and hyphens, as in first-invoice. */
  readonly passed: string;
}

/** An element of the page. `"target"` is the step's own, within its `advance`. */
export interface ElementState {
  readonly element: Locator | readonly Locator[] | "target";
  readonly state?: "visible" | "absent" | "enabled" | "filled" | "checked";
}

/** `"en"` takes `en-GB` too. */
export interface InLocale {
  readonly locale: string | readonly string[];
}

/** By the width of the viewport: phone < 600 <= tablet < 1024 <= desktop, in CSS px. */
export interface Device {
  readonly device: "phone" | "tablet" | "desktop" | readonly ("phone" | "tablet" | "desktop")[];
}

/** The server's clock. */
export interface Time {
  readonly time: Period;
}

export interface CompiledOnMissing {
  /** ms */
  readonly after: number;
  readonly do: "wait" | "skip" | "float" | "pause" | "end";
}

export interface CompiledBranch {
  readonly if: Condition | null;
  readonly to: string;
}

/** Without `label` it has our own word for what it does: Next, Done. */
export interface CompiledButton {
  readonly label: string | null;
  readonly do: "next" | "back" | "complete" | "dismiss" | "start" | "go" | "snooze" | "link" | "article" | "track" | "contact";
  readonly tour: string | null;
  readonly to: string | null;
  readonly for: "hour" | "day" | "week" | null;
  readonly url: string | null;
  readonly article?: string;
  readonly event: string | null;
}

export interface CompiledAction {
  readonly label: string;
  readonly do: "start" | "article" | "link" | "contact";
  readonly tour?: string;
  readonly article?: string;
  readonly url?: string;
}

/** One operator beside `answer`, which is the id of an earlier question. */
export interface CompiledAnswerIs {
  readonly answer: string;
  readonly is?: string | number | boolean;
  readonly is_not?: string | number | boolean;
  readonly in?: readonly (string | number | boolean)[];
  readonly not_in?: readonly (string | number | boolean)[];
  readonly gt?: number | string;
  readonly gte?: number | string;
  readonly lt?: number | string;
  readonly lte?: number | string;
  readonly contains?: string | number | boolean;
  readonly exists?: boolean;
}

/** `HH:MM`, in the person's own time: `from` is in, `to` is out. Past midnight when `to` is the earlier one. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}

/** Half open: `after` is in, `before` is out. */
export interface Period {
  readonly after?: string;
  readonly before?: string;
}

/** Filled in from the person's traits. */
export interface Var {
  readonly var: string;
  readonly default: string;
}

export interface TextElement {
  readonly tag: "p" | "strong" | "em" | "code" | "a" | "ul" | "ol" | "li" | "br";
  readonly children: readonly TextPart[];
  readonly href: string | null;
}

/** `weights` and `to` are a finder's. */
export interface CompiledOption {
  readonly id: string;
  readonly text: readonly ArticlePart[];
  readonly media?: CompiledMedia;
  readonly weights?: Readonly<Record<string, number>>;
  readonly to?: string;
}

export interface CompiledPollOption {
  readonly id: string;
  readonly text: string;
}

/** Exactly one operator, without coercion: `"5"` is not `5`. `gt`, `gte`, `lt` and `lte` order numbers, and times (RFC 3339). */
export interface Comparison {
  readonly is?: string | boolean | number;
  readonly is_not?: string | boolean | number;
  readonly in?: readonly (string | boolean | number)[];
  readonly not_in?: readonly (string | boolean | number)[];
  readonly gt?: number | string;
  readonly gte?: number | string;
  readonly lt?: number | string;
  readonly lte?: number | string;
  /** A part of a text, or an entry of a list. */
  readonly contains?: string | boolean | number;
  /** Whether it is there at all. */
  readonly exists?: boolean;
}
