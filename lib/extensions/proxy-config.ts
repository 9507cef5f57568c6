import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ProxyConfig as ProxyConfigObject, type ProxyConfigSpec } from '@cdk8s/istio-imports';
import { meshObject, type Labels, type MeshObjectProps } from '../edges/mesh-object';
import { checkSelector } from '../edges/policy-target';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';

/** Options of a ProxyConfig. */
export interface ProxyConfigProps extends MeshObjectProps {
  /** Labels of the pods that it is for. @default - all of the namespace; of the mesh, in istiod's namespace */
  readonly selectorLabels?: Labels;
  /** Threads of a proxy; 0 for as many as the machine has cores. @default - as many as its CPU limit, rounded up */
  readonly concurrency?: Deferred<number>;
  /** Environment variables of the proxy's container, such as `ISTIO_META_DNS_CAPTURE`. @default - none */
  readonly environmentVariables?: Readonly<Record<string, Deferred<string>>>;
  /** Variant of the proxy's image, such as `distroless` or `debug`. @default - the mesh's */
  readonly imageType?: Deferred<string>;
}

/**
 * Istio's `ProxyConfig`: settings with which proxies start. A change takes effect when pods start anew. Annotations
 * `proxy.istio.io/config` of a pod win over it, and it over the mesh's `defaultConfig`; a pod takes one of them as a
 * whole of each level.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/proxy-config/
 * @throws ConfigError `proxy-config` when nothing is set, or a setting is none
 *
 * @example
 * ```ts
 * new ProxyConfig(chart, 'threads', { selectorLabels: { app: 'orders' }, concurrency: 2 });
 * ```
 */
export class ProxyConfig extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** Istio's `ProxyConfig`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: ProxyConfigProps) {
    super(scope, id);
    const { selectorLabels, concurrency, environmentVariables, imageType } = props;
    checkSelector(this, selectorLabels);
    this.check(props);
    const spec: Tree = {
      selector: selectorLabels === undefined ? undefined : { matchLabels: selectorLabels },
      concurrency,
      environmentVariables,
      image: imageType === undefined ? undefined : { imageType },
    };
    const object = meshObject(ProxyConfigObject, this, props, {
      spec: spec as DeferredTree<ProxyConfigSpec>,
    });
    this.name = object.name;
    this.namespace = object.namespace;
    this.resource = object.resource;
  }

  private check({ concurrency, environmentVariables, imageType }: ProxyConfigProps): void {
    if (concurrency === undefined && environmentVariables === undefined && imageType === undefined) {
      throw this.refused("nothing is set; give 'concurrency', 'environmentVariables' or 'imageType'");
    }
    if (typeof concurrency === 'number' && !(Number.isInteger(concurrency) && concurrency >= 0)) {
      throw this.refused(`'concurrency' is ${concurrency}, expected a whole number from 0`);
    }
    for (const [name, value] of Object.entries(environmentVariables ?? {})) {
      if (name !== '' && (isDeferral(value) || value.length <= 2048)) continue;
      throw this.refused(
        `'environmentVariables' holds '${name}', expected a name and a value of at most 2048 characters`,
      );
    }
    if (imageType === '')
      throw this.refused("'imageType' is empty; name it, such as 'distroless', or leave it out");
  }

  private refused(message: string): ConfigError {
    return new ConfigError('proxy-config', this, message);
  }
}
