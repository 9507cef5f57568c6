import { gatewayProxy, proxyOf } from './proxy';
import { Gateways } from '../mesh/gateways';
import { kubernetesGateways } from '../mesh/kubernetes-gateways';
import type { Mesh } from '../mesh/mesh';
import { SidecarScopes } from '../mesh/sidecar-scopes';
import type { Workload } from '../mesh/workloads';
import { objectOf, objectsOf, textFieldsOf, textsOf } from '../vocabulary/json-fields';

/** A place where requests enter, for one of all places that are treated alike. */
export interface ProbeEntry {
  readonly from: string;
  /** Undefined for a workload, which dials every port. */
  readonly port?: number;
  /** What places have in common that are treated alike. */
  readonly key: string;
}

/** Every gateway at every port, and a workload for each data plane, Sidecar scope, identity and label that something asks for. */
export function probeEntries(mesh: Mesh): readonly ProbeEntry[] {
  const entries = new Map<string, ProbeEntry>();
  const add = (entry: ProbeEntry): void => {
    if (!entries.has(entry.key)) entries.set(entry.key, entry);
  };
  for (const { name, servers } of Gateways.of(mesh).all) {
    for (const { port } of servers) {
      const proxy = gatewayProxy(mesh, name, port)?.name ?? '';
      add({ from: `gateway:${name}:${port}`, port, key: `gateway ${proxy} ${port}` });
    }
  }
  for (const { name, listeners, manifest } of kubernetesGateways(mesh)) {
    if (manifest.spec['gatewayClassName'] === 'istio-waypoint') continue;
    for (const { port } of listeners) add({ from: `gateway:${name}:${port}`, port, key: `${name} ${port}` });
  }
  const labels = labelsThatCount(mesh);
  const accounts = sourcesThatCount(mesh);
  for (const workload of mesh.workloads.all) {
    const { namespace, name, manifest } = workload;
    if (manifest.type === 'networking.istio.io/WorkloadEntry') continue;
    const key = `workload ${namespace} ${classOf(mesh, workload, labels, accounts)}`;
    add({ from: `workload:${namespace}/${name}`, key });
  }
  return [...entries.values()];
}

function classOf(
  mesh: Mesh,
  workload: Workload,
  keys: ReadonlySet<string>,
  accounts: ReadonlySet<string>,
): string {
  const { namespace, labels, serviceAccount } = workload;
  const { dataPlane } = proxyOf(mesh, workload);
  const sidecar = SidecarScopes.of(mesh).of(namespace, labels).manifest;
  const counting = [...keys].flatMap((key) => (key in labels ? [`${key}=${labels[key]}`] : []));
  const account = accounts.has(serviceAccount) ? serviceAccount : '';
  return [dataPlane, sidecar?.namespace, sidecar?.name, account, ...counting].join(' ');
}

/** The labels of clients that some object asks for. */
function labelsThatCount(mesh: Mesh): ReadonlySet<string> {
  const keys = new Set<string>();
  const addAll = (fields: unknown): void => {
    for (const key of Object.keys(textFieldsOf(fields))) keys.add(key);
  };
  for (const { spec } of mesh.of('networking.istio.io/VirtualService')) {
    for (const kind of ['http', 'tls', 'tcp']) {
      for (const route of objectsOf(spec[kind])) {
        for (const match of objectsOf(route['match'])) addAll(match['sourceLabels']);
      }
    }
  }
  for (const { spec } of mesh.of('networking.istio.io/DestinationRule')) {
    addAll(objectOf(spec['workloadSelector'])['matchLabels']);
  }
  return keys;
}

/** The service accounts that policies name, by their last part. */
function sourcesThatCount(mesh: Mesh): ReadonlySet<string> {
  const named = mesh
    .of('security.istio.io/AuthorizationPolicy')
    .flatMap(({ spec }) =>
      objectsOf(spec['rules']).flatMap((rule) => [
        ...objectsOf(rule['from']).flatMap(({ source }) =>
          ['principals', 'notPrincipals', 'serviceAccounts', 'notServiceAccounts'].flatMap((field) =>
            textsOf(objectOf(source)[field]),
          ),
        ),
        ...objectsOf(rule['when']).flatMap(({ values, notValues }) => [
          ...textsOf(values),
          ...textsOf(notValues),
        ]),
      ]),
    );
  return new Set(named.map((name) => name.slice(name.lastIndexOf('/') + 1)));
}
