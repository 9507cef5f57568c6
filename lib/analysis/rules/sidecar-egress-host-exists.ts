import { isInstalledService } from '../../mesh/installed-services';
import type { Rule } from '../rule';
import { covers, isWildcard, serviceOf } from '../../vocabulary/host-name';
import type { Manifest } from '../../mesh/manifest';
import type { Mesh } from '../../mesh/mesh';
import { isMeant, scopedHost, type ScopedHost } from '../../mesh/scoped-host';
import { VirtualServices } from '../../mesh/virtual-services';
import { visibleServices } from '../../mesh/visible-services';
import { objectsOf, textsOf } from '../../vocabulary/json-fields';

const SIDECAR = 'networking.istio.io/Sidecar';
const KAFKA = 'kafka.strimzi.io/Kafka';

/** What a Sidecar imports is all that its workloads can call by name. */
export const sidecarEgressHostExists: Rule = {
  code: 'EVM214',
  name: 'sidecar-egress-host-exists',
  aliases: ['KIA1004'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a Sidecar imports a host that is not there',
  reads: [
    SIDECAR,
    KAFKA,
    '/Service',
    'networking.istio.io/ServiceEntry',
    'networking.istio.io/VirtualService',
  ],
  check(mesh, report) {
    for (const manifest of mesh.of(SIDECAR)) {
      objectsOf(manifest.spec['egress']).forEach((listener, l) => {
        textsOf(listener['hosts']).forEach((host, h) => {
          if (!host.includes('/') || isThere(mesh, manifest, scopedHost(host, manifest.namespace))) return;
          report({
            manifest,
            path: ['spec', 'egress', l, 'hosts', h],
            // Kiali does not look at the namespace.
            ...(isSomewhere(mesh, manifest, host) ? { aliases: [] } : {}),
            message: `'${host}' is no host of a Service or ServiceEntry that namespace ${manifest.namespace} sees`,
            remedy: 'correct it (namespace/host, the host written out), add what is missing, or take it out',
          });
        });
      });
    }
  },
};

/** Whether a host that is no pattern is seen in another namespace than the one that is named. */
function isSomewhere(mesh: Mesh, sidecar: Manifest, written: string): boolean {
  const { host } = scopedHost(written, sidecar.namespace);
  return !isWildcard(host) && isThere(mesh, sidecar, { namespace: '*', host });
}

function isThere(mesh: Mesh, sidecar: Manifest, scoped: ScopedHost): boolean {
  const { host } = scoped;
  if (host === '*' || isMadeByOthers(mesh, host)) return true;
  for (const [known, service] of visibleServices(mesh, sidecar.namespace)) {
    if (!isMeant(scoped, service.namespace)) continue;
    if (covers(host, known) || (isWildcard(known) && covers(known, host))) return true;
  }
  return VirtualServices.of(mesh).all.some(({ hosts }) => hosts.some((known) => known === host));
}

/** A Service of an installation that is not among the manifests, or one that Strimzi makes for a Kafka cluster. */
function isMadeByOthers(mesh: Mesh, host: string): boolean {
  if (isInstalledService(mesh, host)) return true;
  const service = serviceOf(host);
  return mesh
    .of(KAFKA)
    .some(
      ({ name, namespace }) => service?.namespace === namespace && service.name.startsWith(`${name}-kafka-`),
    );
}
