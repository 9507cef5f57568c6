import { PLAIN_YAML } from '../vocabulary/yaml-printer';
import { ChartValuesReader } from './chart-values-reader';
import { checkedText } from './checked-text';
import type { ManagedField, ManifestPatch } from './progressive-delivery';

/** The objects of the chart that Flagger deals with. */
export interface FlaggerNames {
  readonly namespace: string;
  /** Deployment, Service and autoscaler of the backend. */
  readonly backend: string;
  readonly gateway: string;
  /** The chart's own route from the gateway. */
  readonly route: { readonly apiVersion: string; readonly kind: string; readonly name: string };
}

/** What the chart calls its objects in a release. */
export function flaggerNames(
  given: { readonly release: string; readonly namespace: string; readonly chart: string },
  values: ChartValuesReader,
): FlaggerNames {
  const release = checkedText('release', given.release, 'release');
  const chart = checkedText('chart', given.chart, 'chartName');
  const whole = `${release}-${values.text('nameOverride') || chart}`;
  return {
    namespace: values.text('namespaceOverride') || checkedText('namespace', given.namespace, 'label'),
    backend: `${whole}-backend`,
    gateway: `${whole}-gateway`,
    route: values.boolean('istio.useGatewayAPI')
      ? { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', name: `${whole}-route` }
      : { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', name: `${whole}-vs` },
  };
}

/** Of a Deployment's selector Flagger takes the label `app` before all others, and it changes that one alone. */
export function flaggerPatches({ backend, route }: FlaggerNames): readonly ManifestPatch[] {
  const { apiVersion, kind, name } = route;
  return [
    {
      kind: 'Deployment',
      name: backend,
      patch: PLAIN_YAML.document([{ op: 'add', path: '/spec/selector/matchLabels/app', value: backend }]),
    },
    { kind, name, patch: PLAIN_YAML.document({ $patch: 'delete', apiVersion, kind, metadata: { name } }) },
  ];
}

/** Between two releases Flagger runs no pod of the Deployment, and the Service leads to those of the primary. */
export function flaggerFields({ backend }: FlaggerNames): readonly ManagedField[] {
  return [
    { kind: 'Deployment', name: backend, paths: ['/spec/replicas'] },
    { kind: 'Service', name: backend, paths: ['/spec/selector'] },
  ];
}
