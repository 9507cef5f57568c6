import type { Field } from './field';

/** An object as istiod's validation of its kind sees it. */
export interface ValidatedObject {
  readonly name: string;
  readonly namespace: string;
  readonly metadata: Field;
  readonly spec: Field;
}
