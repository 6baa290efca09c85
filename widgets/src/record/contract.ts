/** What is seen of a recording. */
export interface Recording {
  readonly paused: boolean;
  /** What was done so far, in words, the first first. */
  readonly done: readonly string[];
}

export interface RecorderProps extends Recording {
  readonly onPause: () => void;
  readonly onUndo: () => void;
  readonly onStop: () => void;
  readonly onDiscard: () => void;
  /** What `finish` said was read. */
  readonly onClose: () => void;
}

export interface MountedRecorder {
  update(recording: Recording): void;
  say(said: string): void;
  /** It was put elsewhere on the page. */
  raise(): void;
  /** It is over: what became of it stands there until it was read. */
  finish(said: string): void;
  destroy(): void;
}
