import { operationEntries } from '../authorization-entries';
import { knownNamespaces } from '../known-namespaces';
import type { Rule } from '../rule';
import { covers, qualifiedHost, serviceHost } from '../../vocabulary/host-name';
import type { Mesh } from '../../mesh/mesh';
import { VirtualServices } from '../../mesh/virtual-services';
import { workloadTypes } from '../../mesh/workloads';

const POLICY = 'security.istio.io/AuthorizationPolicy';

/** Short names are what callers inside of the mesh ask for; names of the outside world cannot be checked. */
export const authorizationHostKnown: Rule = {
  code: 'EVM202',
  name: 'authorization-host-known',
  aliases: ['KIA0104'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'an AuthorizationPolicy names the host of a service that is not there',
  reads: [
    POLICY,
    '/Namespace',
    '/Service',
    '/ServiceAccount',
    'networking.istio.io/ServiceEntry',
    'networking.istio.io/VirtualService',
    ...workloadTypes,
  ],
  check(mesh, report) {
    for (const manifest of mesh.of(POLICY)) {
      for (const { value, path } of operationEntries(manifest, 'hosts')) {
        const [host = ''] = value.split(':');
        if (host.includes('*') || isKnown(mesh, host, manifest.namespace)) continue;
        report({
          manifest,
          path,
          message: `'${value}' is the host of no Service, ServiceEntry or VirtualService`,
          remedy: 'correct the name; it is compared with the Host header to the letter, port included',
        });
      }
    }
  },
};

function isKnown(mesh: Mesh, host: string, namespace: string): boolean {
  const labels = host.split('.');
  if (labels.length > 2) return true;
  const [name = '', second] = labels;
  // Two labels without a namespace are a name of the outside world.
  if (second !== undefined && !knownNamespaces(mesh).has(second)) return true;
  const candidates = second === undefined ? [qualifiedHost(host, namespace)] : [serviceHost(name, second)];
  if (candidates.some((candidate) => mesh.services.of(candidate).length > 0)) return true;
  if (mesh.services.seenFrom(namespace, host).length > 0) return true;
  return VirtualServices.of(mesh).all.some(({ hosts }) =>
    hosts.some((known) => [host, ...candidates].some((candidate) => covers(known, candidate))),
  );
}
