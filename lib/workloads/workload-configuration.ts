import { ConfigMap } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { ConfigMap as ConfigMapShape } from 'kubernetes-types/core/v1';
import { fragmentName } from '../edges/fragment-name';
import { Bindings } from '../values/bindings';
import type { Deferred } from '../values/chart-value';
import { bindMetadata, type DeferredMetadata } from '../values/deferred-object';
import { isDeferral, type Tree } from '../values/expression';
import { includeWhen } from '../values/inclusion';
import { and, isTruthy } from '../values/conditions';
import { fragment, hash, when } from '../values/operators';

/** Variables of a workload that lie in a ConfigMap, and what its pods say of them. */
export interface WorkloadConfiguration {
  /** Entry of a container's `envFrom`. */
  readonly source: Tree | undefined;
  /** Annotations that change with the variables, so that a change replaces the pods. */
  readonly annotations: Tree | undefined;
}

/** Makes the ConfigMap of a workload's variables, where there are any. */
export function addConfiguration(
  scope: Construct,
  metadata: DeferredMetadata & { readonly name: Deferred<string> },
  variables: Deferred<Record<string, string>>,
): WorkloadConfiguration {
  if (!isDeferral(variables) && !isTruthy(variables)) return { source: undefined, annotations: undefined };
  const data = isDeferral(variables)
    ? variables
    : fragment<Record<string, string>>(fragmentName(scope, 'configuration'), variables);
  const configMap = new ConfigMap(scope, 'Configuration');
  bindMetadata(configMap, metadata);
  new Bindings<ConfigMapShape>(configMap).remove((o) => o.immutable).set((o) => o.data, data);
  includeWhen(configMap, and(variables));
  return {
    source: when<Tree>(variables, { configMapRef: { name: metadata.name } }),
    annotations: when<Tree>(variables, { 'checksum/configuration': hash(data) }),
  };
}
