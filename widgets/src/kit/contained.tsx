/** Nothing that goes wrong in a tree of ours gets out into the host's page: neither while it is drawn, nor in what its elements call. */
import { Component, type ComponentChildren, options, type VNode } from "preact";

interface ContainedProps {
  readonly onError: (error: unknown) => void;
  readonly children: ComponentChildren;
}

/** What could not be drawn is left out. */
export class Contained extends Component<ContainedProps, { readonly failed: boolean }> {
  override state = { failed: false };

  override componentDidCatch(error: unknown): void {
    this.setState({ failed: true });
    this.props.onError(error);
  }

  override render() {
    return this.state.failed ? null : this.props.children;
  }
}

/** For all trees: Preact calls listeners by itself, with nobody around to catch what they throw. */
export function guardEvents(onError: (error: unknown) => void): void {
  options.vnode = ({ type, props }: VNode) => {
    if (typeof type !== "string") return;
    const given = props as Record<string, unknown>;
    for (const [name, react] of Object.entries(given)) {
      if (/^on[A-Z]/.test(name) && typeof react === "function")
        given[name] = (event: Event) => {
          try {
            react(event);
          } catch (error) {
            onError(error);
          }
        };
    }
  };
}
