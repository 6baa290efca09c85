interface Window {
  /** Calls that wait, then the same object with the methods of `Handrail`. */
  handrail?: unknown;
}
