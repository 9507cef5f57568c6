import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { WasmPlugin as WasmPluginObject, type WasmPluginSpec } from '@cdk8s/istio-imports';
import { meshObject, type MeshObjectProps } from '../edges/mesh-object';
import { policyTarget, type PolicyTargetProps } from '../edges/policy-target';
import type { Deferred, DeferredTree } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { trafficSelections, type TrafficSelection } from './traffic-selection';
import { wasmFields, type WasmOptions } from './wasm-module';

/** Options of a WasmPlugin. */
export interface WasmPluginProps extends MeshObjectProps, PolicyTargetProps, WasmOptions {
  /** Before which of Istio's own filters it runs. @default - after them, before the router */
  readonly phase?: Deferred<'AUTHN' | 'AUTHZ' | 'STATS'>;
  /** Order within the phase: higher ones run first. @default - 0 */
  readonly priority?: Deferred<number>;
  /** Traffic that it sees: one of these. @default - all */
  readonly match?: readonly TrafficSelection[];
}

/**
 * Istio's `WasmPlugin`: runs a WebAssembly module in proxies. The proxy fetches the module itself; until it has it,
 * requests are treated as `failStrategy` says. Istio 1.30 and later have `TrafficExtension` for the same.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/
 * @throws ConfigError `wasm-module`, `traffic-selection`
 * @throws ConfigError `policy-target` when both pods and targets are named
 *
 * @example
 * ```ts
 * new WasmPlugin(chart, 'headers', {
 *   selectorLabels: { app: 'orders' },
 *   module: WasmModule.image(`registry.example.com/filters/headers@sha256:${'0'.repeat(64)}`),
 *   phase: 'AUTHN',
 *   pluginConfig: { header: 'x-origin' },
 * });
 * ```
 */
export class WasmPlugin extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** Istio's `WasmPlugin`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: WasmPluginProps) {
    super(scope, id);
    const spec: Tree = {
      ...policyTarget(this, props),
      ...wasmFields(props),
      phase: props.phase,
      priority: props.priority,
      match: trafficSelections(this, props.match),
    };
    const object = meshObject(WasmPluginObject, this, props, { spec: spec as DeferredTree<WasmPluginSpec> });
    this.name = object.name;
    this.namespace = object.namespace;
    this.resource = object.resource;
  }
}
