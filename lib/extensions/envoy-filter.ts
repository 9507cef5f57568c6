import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { EnvoyFilter as EnvoyFilterObject, type EnvoyFilterSpec } from '@cdk8s/istio-imports';
import { meshObject, type Labels, type MeshObjectProps } from '../edges/mesh-object';
import { policyTarget, type TargetRef } from '../edges/policy-target';
import type { Deferred, DeferredTree } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import type { EnvoyPatch } from './envoy-patch';

/** Options of an EnvoyFilter. */
export interface EnvoyFilterProps extends MeshObjectProps {
  /** Labels of the pods that it is for. @default - all of the namespace; of the mesh, in istiod's namespace */
  readonly selectorLabels?: Labels;
  /** Gateways or waypoints, or services behind one, that it is for instead of pods. @default - none */
  readonly targetRefs?: readonly TargetRef[];
  /** Changes, carried out in this order. */
  readonly patches: readonly EnvoyPatch[];
  /**
   * Order among EnvoyFilters: lower ones are carried out first, those of istiod's namespace before others. Without a
   * number, it would depend on when they were made.
   * @default 10
   */
  readonly priority?: Deferred<number>;
}

/**
 * Istio's `EnvoyFilter`: changes the configuration that istiod makes for proxies. Nothing checks the result before
 * Envoy does: a mistake can take a pod's traffic away, and an upgrade can bring one. Use it where no other kind says
 * what is needed, select few pods, and pin `proxyVersion`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/
 * @throws ConfigError `envoy-patch` when there are no patches
 * @throws ConfigError `policy-target` when both pods and targets are named
 *
 * @example
 * ```ts
 * new EnvoyFilter(chart, 'keepalive', {
 *   selectorLabels: { app: 'orders' },
 *   patches: [
 *     EnvoyPatch.cluster({
 *       context: 'SIDECAR_OUTBOUND',
 *       cluster: { service: 'legacy.shop.svc.cluster.local' },
 *       change: EnvoyChange.merge({ upstream_connection_options: { tcp_keepalive: { keepalive_time: 60 } } }),
 *     }),
 *   ],
 * });
 * ```
 */
export class EnvoyFilter extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** Istio's `EnvoyFilter`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: EnvoyFilterProps) {
    super(scope, id);
    const { patches, selectorLabels, priority = 10 } = props;
    if (patches.length === 0) {
      throw new ConfigError(
        'envoy-patch',
        this,
        "'patches' is empty; name a change, or leave the object out",
      );
    }
    const { targetRefs } = policyTarget(this, props);
    const spec: Tree = {
      workloadSelector: selectorLabels === undefined ? undefined : { labels: selectorLabels },
      targetRefs,
      priority,
      configPatches: patches.map((patch) => patch._toIstio()),
    };
    const object = meshObject(EnvoyFilterObject, this, props, {
      spec: spec as DeferredTree<EnvoyFilterSpec>,
    });
    this.name = object.name;
    this.namespace = object.namespace;
    this.resource = object.resource;
  }
}
