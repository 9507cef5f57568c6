import { Construct } from 'constructs';
import { Enrolment } from '../enrolment/enrolment';
import { Waypoint } from '../enrolment/waypoint';
import { MeshNamespace } from '../enrolment/mesh-namespace';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { includeWhen } from '../values/inclusion';
import { equals, not, or } from '../values/conditions';

/** How far a namespace is on its way from sidecars to ambient mode. */
export type AmbientMigrationStep = 'sidecars' | 'waypoint' | 'both' | 'ambient';

/** Options of a migration. */
export interface AmbientMigrationProps {
  /** The namespace. */
  readonly namespace: Deferred<string>;
  /** How far it is; each step can be taken back. */
  readonly step: Deferred<AmbientMigrationStep>;
  /** Level of Pod Security. @default 'restricted' */
  readonly podSecurity?: Deferred<'restricted' | 'baseline' | 'privileged'>;
  /** Further labels of the namespace. @default - none */
  readonly labels?: Tree;
}

/**
 * Takes a namespace from sidecars to ambient mode, step by step, without an interruption:
 *
 * 1. `sidecars`: as it was. The installation must have ztunnel and Istio's CNI plugin before the next step.
 * 2. `waypoint`: the waypoint runs, and nothing uses it yet. Write the policies that need HTTP a second time, attached
 *    to it (`TargetRef.gateway(migration.waypoint)`), and HTTPRoutes beside VirtualServices of versions; allow the
 *    waypoint's principal where a policy selects pods.
 * 3. `both`: the namespace is enrolled in ambient mode and uses the waypoint. Pods with a sidecar keep it and are called
 *    as before; restart one workload after another with the pod label `sidecar.istio.io/inject: "false"` to try.
 * 4. `ambient`: new pods get no sidecar; restart the rest. Then remove Sidecars, EnvoyFilters for sidecars and policies
 *    for pods that need HTTP: ztunnel does not read them, or denies what it cannot decide.
 *
 * @see https://istio.io/latest/docs/ambient/migrate/
 *
 * @example
 * ```ts
 * const migration = new AmbientMigration(chart, 'migration', { namespace: 'shop', step: 'waypoint' });
 * new AuthorizationPolicy(chart, 'reading', {
 *   targetRefs: [TargetRef.gateway(migration.waypoint)],
 *   rules: [{ to: [{ methods: ['GET'] }] }],
 * });
 * ```
 */
export class AmbientMigration extends Construct {
  /** The waypoint, once a step makes it. */
  readonly waypoint: Waypoint;

  constructor(scope: Construct, id: string, props: AmbientMigrationProps) {
    super(scope, id);
    const { namespace, podSecurity, labels } = props;
    const step: Deferred<string> = props.step;
    this.waypoint = new Waypoint(this, 'Waypoint', { namespace });
    includeWhen(this.waypoint, not(equals(step, 'sidecars')));
    new MeshNamespace(this, 'Namespace', {
      name: namespace,
      enrolment: Enrolment._migrating({
        sidecars: not(equals(step, 'ambient')),
        ambient: or(equals(step, 'both'), equals(step, 'ambient')),
        waypoint: this.waypoint,
      }),
      ...(podSecurity === undefined ? {} : { podSecurity }),
      ...(labels === undefined ? {} : { labels }),
    });
  }
}
