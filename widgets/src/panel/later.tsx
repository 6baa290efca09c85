/** Views that are chunks of their own, with what they need to know: both are fetched when somebody comes there. */
import type { ComponentType } from "preact";
import type { ListViewProps } from "../checklist/view.ts";
import type { Desk } from "../contact/contract.ts";
import { useLoaded, Waiting } from "../kit/kit.ts";
import type { HelpSource, ViewProps } from "./contract.ts";

type Chunk<Props> = { readonly View: ComponentType<Props> };

/** A `part` of a view does without. */
const fetchLater =
  <D, P extends { readonly part?: string | undefined }>(
    load: (source: HelpSource) => Promise<readonly [Chunk<ViewProps & P & { readonly desk: D }>, D]>,
  ) =>
  (view: ViewProps & P) => {
    const { panel, part } = view;
    const loaded = useLoaded(() => load(panel.source), []);
    if (!loaded.value) return part ? null : <Waiting loaded={loaded} words={panel.words} />;
    const [{ View }, desk] = loaded.value;
    return <View {...view} desk={desk} />;
  };

/** Without an answer there is still what was known, and what is written waits. */
const ask = (desk: Desk): Promise<Desk> =>
  desk.talk.refresh().then(
    () => desk,
    () => desk,
  );

/** How to reach a person. */
export const Contact = fetchLater<Desk, { readonly part?: undefined }>((source) =>
  Promise.all([import("../contact/desk.ts"), source.desk().then(ask)]),
);

/** Checklists, quizzes, and what is new; or a part of it, in the panel's home. */
export const Lists = fetchLater<ListViewProps["desk"], Pick<ListViewProps, "part">>((source) =>
  Promise.all([import("../checklist/list.ts"), source.lists()]),
);
