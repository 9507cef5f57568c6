import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { TrafficExtension as TrafficExtensionObject, type TrafficExtensionSpec } from '@cdk8s/istio-imports';
import { meshObject, type MeshObjectProps } from '../edges/mesh-object';
import { policyTarget, type PolicyTargetProps } from '../edges/policy-target';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { trafficSelections, type TrafficSelection } from './traffic-selection';
import { wasmFields, type WasmOptions } from './wasm-module';

/** What a TrafficExtension runs. */
export class Extension {
  /** A WebAssembly module. */
  static wasm(options: WasmOptions): Extension {
    return new Extension({ wasm: wasmFields(options) });
  }

  /**
   * A script in Lua with `envoy_on_request(handle)` or `envoy_on_response(handle)`, of at most 65536 characters.
   *
   * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/lua_filter
   * @throws ConfigError `lua` when it is empty or too long
   */
  static lua(inlineCode: Deferred<string>): Extension {
    if (!isDeferral(inlineCode) && (inlineCode === '' || inlineCode.length > 65_536)) {
      throw new ConfigError(
        'lua',
        undefined,
        `the script has ${inlineCode.length} characters, expected 1 to 65536`,
      );
    }
    return new Extension({ lua: { inlineCode } });
  }

  private constructor(private readonly fields: Readonly<Record<string, Tree | undefined>>) {}

  /** @internal Fields of a TrafficExtension. */
  _toIstio(): Readonly<Record<string, Tree | undefined>> {
    return this.fields;
  }
}

/** Options of a TrafficExtension. */
export interface TrafficExtensionProps extends MeshObjectProps, PolicyTargetProps {
  /** What proxies run. */
  readonly run: Extension;
  /** Before which of Istio's own filters it runs. @default - after them, before the router */
  readonly phase?: Deferred<'AUTHN' | 'AUTHZ' | 'STATS'>;
  /** Order within the phase: higher ones run first. @default - 0 */
  readonly priority?: Deferred<number>;
  /** Traffic that it sees: one of these. @default - all */
  readonly match?: readonly TrafficSelection[];
}

/**
 * Istio's `TrafficExtension`, from 1.30: runs a WebAssembly module or a Lua script in proxies. It replaces WasmPlugin,
 * and EnvoyFilters that insert Lua.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/
 * @throws ConfigError `wasm-module`, `traffic-selection`
 * @throws ConfigError `policy-target` when both pods and targets are named
 *
 * @example
 * ```ts
 * new TrafficExtension(chart, 'api-version', {
 *   selectorLabels: { app: 'orders' },
 *   run: Extension.lua(`
 *     function envoy_on_response(handle)
 *       handle:headers():add("api-version", "v1")
 *     end`),
 * });
 * ```
 */
export class TrafficExtension extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** Istio's `TrafficExtension`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: TrafficExtensionProps) {
    super(scope, id);
    const spec: Tree = {
      ...policyTarget(this, props),
      ...props.run._toIstio(),
      phase: props.phase,
      priority: props.priority,
      match: trafficSelections(this, props.match),
    };
    const object = meshObject(TrafficExtensionObject, this, props, {
      spec: spec as DeferredTree<TrafficExtensionSpec>,
    });
    this.name = object.name;
    this.namespace = object.namespace;
    this.resource = object.resource;
  }
}
