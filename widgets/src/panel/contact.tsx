/** How to reach a person. What it takes is fetched when somebody comes here. */
import type { Desk } from "../contact/contract.ts";
import { useLoaded, Waiting } from "../kit/kit.ts";
import type { ViewProps } from "./contract.ts";

/** Without an answer there is still what was known, and what is written waits. */
const ask = (desk: Desk): Promise<Desk> =>
  desk.talk.refresh().then(
    () => desk,
    () => desk,
  );

export function Contact(view: ViewProps) {
  const { words, source } = view.panel;
  const loaded = useLoaded(() => Promise.all([import("../contact/desk.ts"), source.desk().then(ask)]), []);
  if (!loaded.value) return <Waiting loaded={loaded} words={words} />;
  const [{ DeskView }, desk] = loaded.value;
  return <DeskView {...view} desk={desk} />;
}
