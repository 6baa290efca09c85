/** The heading of a view: it can take the focus, so that whoever came here by hand is told where they are. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface HeadingProps {
  readonly arrived: (heading: HTMLElement) => void;
  readonly children: ComponentChildren;
}

export function Heading({ arrived, children }: HeadingProps) {
  const own = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (own.current) arrived(own.current);
  }, []);
  return (
    <h2 ref={own} tabIndex={-1}>
      <bdi>{children}</bdi>
    </h2>
  );
}
