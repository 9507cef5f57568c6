import { Construct } from 'constructs';
import type { Tree } from './expression';

/** Objects of which a values file says how many there are and what is in them, such as a chart's `extraObjects`. */
export class ObjectList extends Construct {
  constructor(
    scope: Construct,
    id: string,
    /** A tree that gives a list of manifests. */
    readonly objects: Tree,
  ) {
    super(scope, id);
  }
}
