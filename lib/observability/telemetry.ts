import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Telemetry as TelemetryObject, type TelemetrySpec } from '@cdk8s/istio-imports';
import { meshObject, type MeshObjectProps } from '../edges/mesh-object';
import { policyTarget, type PolicyTargetProps } from '../edges/policy-target';
import type { Deferred, DeferredTree } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { accessLogging, type AccessLogging } from './access-logging';
import { metrics, type Metrics } from './metrics';
import { tracing, type Tracing } from './tracing';

/** Options of a Telemetry. */
export interface TelemetryProps extends MeshObjectProps, PolicyTargetProps {
  /** Traces; one for all, or one for callers' and one for services' proxies. @default - as the policy above says */
  readonly tracing?: readonly Tracing[];
  /** Metrics. @default - as the policy above says */
  readonly metrics?: readonly Metrics[];
  /** Logs of requests and connections. @default - as the policy above says */
  readonly accessLogging?: readonly AccessLogging[];
}

/**
 * Istio's `Telemetry`: what proxies trace, measure and log. The one for a workload is laid over that of its namespace,
 * and that over the mesh's (in istiod's namespace); a part that is left out is inherited. A namespace has but one
 * without selector, and a pod is selected by but one: of others Istio takes the oldest.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/
 * @throws ConfigError `telemetry` when it says nothing, or names nothing where a name is asked for
 * @throws ConfigError `policy-target` when both pods and targets are named
 *
 * @example
 * ```ts
 * new Telemetry(chart, 'telemetry', {
 *   tracing: [{ provider: 'jaeger', randomSamplingPercentage: 1 }],
 *   metrics: [{ overrides: [{ tags: { request_host: MetricTag.set('request.host') } }] }],
 *   accessLogging: [{ providers: ['envoy'], filter: 'response.code >= 500' }],
 * });
 * ```
 */
export class Telemetry extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** Istio's `Telemetry`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: TelemetryProps) {
    super(scope, id);
    const parts = [props.tracing, props.metrics, props.accessLogging];
    if (parts.every((part) => part === undefined) || parts.some((part) => part?.length === 0)) {
      throw new ConfigError(
        'telemetry',
        this,
        "nothing is said, or one of 'tracing', 'metrics' and 'accessLogging' is an empty list; give it an entry or leave it out",
      );
    }
    const spec: Tree = {
      ...policyTarget(this, props),
      tracing: props.tracing?.map((part) => tracing(part, this)),
      metrics: props.metrics?.map((part) => metrics(part, this)),
      accessLogging: props.accessLogging?.map((part) => accessLogging(part, this)),
    };
    const object = meshObject(TelemetryObject, this, props, { spec: spec as DeferredTree<TelemetrySpec> });
    this.name = object.name;
    this.namespace = object.namespace;
    this.resource = object.resource;
  }
}
