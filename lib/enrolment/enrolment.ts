import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { when } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';

/** Options of a namespace in ambient mode. */
export interface AmbientOptions {
  /** Waypoint of the namespace that its services and pods use. @default - none: ztunnel alone, without HTTP */
  readonly waypoint?: { readonly name: Deferred<string> };
}

/**
 * How the pods of a namespace are part of the mesh: exactly one way, since Istio's labels contradict one another
 * (`istio-injection` beside `istio.io/rev` keeps the old proxy).
 *
 * @see https://istio.io/latest/docs/overview/dataplane-modes/
 */
export class Enrolment {
  /** A sidecar in each new pod, of the control plane without revision or of the default tag. */
  static sidecars(): Enrolment {
    return new Enrolment({ 'istio-injection': 'enabled' });
  }

  /**
   * A sidecar of a revision, such as `1-30-3`, or of a tag, such as `prod-stable`, which the installation moves from one
   * revision to the next. Pods change when they start anew.
   *
   * @throws ConfigError `enrolment` when the revision is no DNS label
   */
  static sidecarsOfRevision(revision: Deferred<string>): Enrolment {
    return new Enrolment({ 'istio.io/rev': checkedRevision(revision) });
  }

  /** No sidecars: ztunnel of each node carries the traffic, at once, without a restart. */
  static ambient({ waypoint }: AmbientOptions = {}): Enrolment {
    return new Enrolment({ 'istio.io/dataplane-mode': 'ambient', 'istio.io/use-waypoint': waypoint?.name });
  }

  /** Not part of the mesh, whatever the installation's default is. */
  static none(): Enrolment {
    return new Enrolment({ 'istio-injection': 'disabled', 'istio.io/dataplane-mode': 'none' });
  }

  /** @internal Both at once, as a migration needs it: pods with a sidecar keep it. */
  static _migrating(parts: {
    readonly sidecars: Deferred<boolean>;
    readonly ambient: Deferred<boolean>;
    readonly waypoint: { readonly name: Deferred<string> };
  }): Enrolment {
    return new Enrolment({
      'istio-injection': when(parts.sidecars, 'enabled'),
      'istio.io/dataplane-mode': when(parts.ambient, 'ambient'),
      'istio.io/use-waypoint': when(parts.ambient, parts.waypoint.name),
    });
  }

  private constructor(private readonly labels: Readonly<Record<string, Tree | undefined>>) {}

  /** @internal Labels of the namespace. */
  _labels(): Readonly<Record<string, Tree | undefined>> {
    return this.labels;
  }
}

/** @throws ConfigError `enrolment` when a revision is no DNS label */
export function checkedRevision(revision: Deferred<string>): Deferred<string> {
  if (isDeferral(revision) || /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(revision)) return revision;
  throw new ConfigError(
    'enrolment',
    undefined,
    `'revision' is '${revision}', expected a DNS label such as '1-30-3' or 'prod-stable'`,
  );
}
