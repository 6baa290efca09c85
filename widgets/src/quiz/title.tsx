/** The heading of a question or of what came of it: it takes the focus of whoever came to it by hand. */
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface TitleProps {
  readonly arrived: (heading: HTMLElement) => void;
  readonly children: ComponentChildren;
}

export function Title({ arrived, children }: TitleProps) {
  const own = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (own.current) arrived(own.current);
  }, []);
  return (
    <h3 ref={own} tabIndex={-1}>
      {children}
    </h3>
  );
}
