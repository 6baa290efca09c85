/** A 16 px line drawing in the text's colour, hidden from who can't see it: whatever holds it has a name. */
export function Icon({ path }: { readonly path: string }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
