import { manifestOf, type Manifest } from '../../lib/mesh/manifest';
import { Mesh } from '../../lib/mesh/mesh';

const ISTIO = {
  AuthorizationPolicy: 'security.istio.io/v1',
  PeerAuthentication: 'security.istio.io/v1',
  WasmPlugin: 'extensions.istio.io/v1alpha1',
  TrafficExtension: 'extensions.istio.io/v1alpha1',
  DestinationRule: 'networking.istio.io/v1',
  EnvoyFilter: 'networking.istio.io/v1alpha3',
  Gateway: 'networking.istio.io/v1',
  ServiceEntry: 'networking.istio.io/v1',
  Sidecar: 'networking.istio.io/v1',
  VirtualService: 'networking.istio.io/v1',
  WorkloadEntry: 'networking.istio.io/v1',
  WorkloadGroup: 'networking.istio.io/v1',
} as const;

/** An object of a namespace, such as `shop/web`, with what its metadata has more than a name. */
export function manifest(
  apiVersion: string,
  kind: string,
  name: string,
  spec: object = {},
  metadata: object = {},
): Manifest {
  const [namespace = '', own = ''] = name.split('/');
  const found = manifestOf(
    { apiVersion, kind, metadata: { name: own, namespace, ...metadata }, spec },
    'default',
  );
  if (!found) throw new Error(`${kind} ${name} is no object`);
  return found;
}

/** The same for a kind of Istio. */
export function istio(
  kind: keyof typeof ISTIO,
  name: string,
  spec: object = {},
  metadata: object = {},
): Manifest {
  return manifest(ISTIO[kind], kind, name, spec, metadata);
}

/** A Service for pods that are named as it is. */
export function service(name: string, spec: object = {}, metadata: object = {}): Manifest {
  const [, app] = name.split('/');
  const ports = [{ name: 'http', port: 80 }];
  return manifest('v1', 'Service', name, { selector: { app }, ports, ...spec }, metadata);
}

/** A Pod that is labelled as it is named. */
export function pod(name: string, metadata: object = {}, spec: object = {}): Manifest {
  const [, app] = name.split('/');
  return manifest('v1', 'Pod', name, spec, { labels: { app }, ...metadata });
}

export function namespace(name: string, labels: object): Manifest {
  return manifest('v1', 'Namespace', `/${name}`, {}, { labels });
}

/** The settings of the mesh, as its installation keeps them. */
export function meshSettings(settings: object): Manifest {
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'istio', namespace: 'istio-system' },
    data: { mesh: JSON.stringify(settings) },
  };
  const found = manifestOf(object, 'default');
  if (!found) throw new Error('the settings are no object');
  return found;
}

export function meshOf(...manifests: readonly Manifest[]): Mesh {
  return new Mesh(manifests);
}
