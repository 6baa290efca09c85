/** What an agent offers: a tour that starts on this screen, if the person wants it, or an article to read. */
import { useState } from "preact/hooks";
import type { Message } from "./contract.ts";
import type { DeskProps } from "./view.ts";

interface OfferProps extends DeskProps {
  readonly message: Message;
  readonly offer: NonNullable<Message["offer"]>;
}

export function OfferBox({ panel, go, desk, message, offer, onError }: OfferProps) {
  const { words, talk } = desk;
  const [said, setSaid] = useState("");
  const isTour = offer.kind === "tour";
  const question = (isTour ? words.offers_tour : words.offers_article).replace("{title}", () => offer.title);

  async function answer(accepted: boolean): Promise<void> {
    if (!accepted) return void (await talk.answerOffer(message, false));
    if (!isTour) {
      talk.answerOffer(message, true).catch(onError);
      return go(`articles/${offer.id}`, "link");
    }
    if (await talk.answerOffer(message, true)) panel.acts.start(offer.id);
    else setSaid(words.no_tour);
  }

  const press = (accepted: boolean): void => {
    answer(accepted).catch((error) => {
      onError(error);
      setSaid(panel.words.failed);
    });
  };

  return (
    // A fieldset is for what is filled in.
    // biome-ignore lint/a11y/useSemanticElements: see above
    <div class="offer" role="group" aria-label={question}>
      <p>{question}</p>
      {message.offer_state === "declined" ? (
        <p class="hint">{words.declined}</p>
      ) : isTour && message.offer_state === "accepted" ? (
        <p class="hint">{words.accepted}</p>
      ) : (
        <div class="row">
          <button type="button" class="primary" onClick={() => press(true)}>
            {isTour ? words.start : words.read}
          </button>
          {message.offer_state === "offered" && (
            <button type="button" class="second" onClick={() => press(false)}>
              {words.not_now}
            </button>
          )}
        </div>
      )}
      {said && (
        <p class="wrong" role="alert">
          {said}
        </p>
      )}
    </div>
  );
}
