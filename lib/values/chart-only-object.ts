import { Construct } from 'constructs';
import type { Tree } from './expression';
import { includeOnlyIn } from './inclusion';

/** An object's manifest, with deferred values where they are. */
export interface ChartOnlyManifest {
  /** Group and version of its kind. */
  readonly apiVersion: string;
  /** Its kind. */
  readonly kind: string;
  /** Its metadata. */
  readonly metadata: Readonly<Record<string, Tree | undefined>>;
  readonly [field: string]: Tree | undefined;
}

/**
 * An object that only a Helm chart has, such as a hook or a Secret with a password that Helm makes up. Plain synthesis,
 * and cdk8s's own, know nothing of it.
 */
export class ChartOnlyObject extends Construct {
  constructor(
    scope: Construct,
    id: string,
    readonly manifest: ChartOnlyManifest,
  ) {
    super(scope, id);
    includeOnlyIn(this, 'chart');
  }
}
