/** What somebody wrote, as text: addresses of the web in it can be followed, and nothing else is more than text. */
const ADDRESS = /https?:\/\/[^\s<>"']+/gi;
/** Ends a sentence more often than an address. */
const TRAILING = /[.,;:!?)\]}»”。、）]+$/;

export interface Piece {
  readonly text: string;
  readonly href?: string;
}

export function splitLinks(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found.replace(TRAILING, "");
    if (!URL.canParse(address)) continue;
    pieces.push({ text: text.slice(from, index) }, { text: address, href: address });
    from = index + address.length;
  }
  return [...pieces, { text: text.slice(from) }].filter((piece) => piece.text);
}

interface SaidProps {
  readonly text: string;
  readonly newTab: string;
}

export function Said({ text, newTab }: SaidProps) {
  return (
    <p class="said-text" dir="auto">
      {splitLinks(text).map((piece) =>
        piece.href ? (
          <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow ugc">
            {piece.text}
            <span class="quiet"> ({newTab})</span>
          </a>
        ) : (
          piece.text
        ),
      )}
    </p>
  );
}
