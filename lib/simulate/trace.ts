/** Collects the steps of a decision, where somebody wants to read them. */
export interface Trace {
  /** @param step is only asked for its words when they are wanted */
  say(step: () => string): void;
}

/** Nobody wants to read them. */
export const silent: Trace = { say: () => undefined };

/** Keeps the steps. */
export class WrittenTrace implements Trace {
  readonly steps: string[] = [];

  say(step: () => string): void {
    this.steps.push(step());
  }
}
