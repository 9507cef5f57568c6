import type { Report, Rule } from '../rule';
import type { Mesh } from '../../mesh/mesh';
import { numberOf, objectOf, objectsOf, textOf } from '../../vocabulary/json-fields';

const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';
const SIDECAR = 'networking.istio.io/Sidecar';
const DEFINITION = 'apiextensions.k8s.io/CustomResourceDefinition';
const TELEMETRY = 'telemetry.istio.io/Telemetry';
const REMOVED_KINDS = ['ClusterRbacConfig', 'RbacConfig', 'ServiceRole', 'ServiceRoleBinding'];

/** What Istio has replaced, ignores, or has taken away. */
export const fieldCurrent: Rule = {
  code: 'EVM114',
  name: 'field-current',
  aliases: ['IST0002'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a field, kind or provider that Istio has deprecated or removed',
  reads: [VIRTUAL_SERVICE, SIDECAR, DEFINITION, TELEMETRY],
  check(mesh, report) {
    checkFaults(mesh, report);
    for (const manifest of mesh.of(SIDECAR)) {
      if (objectOf(manifest.spec['outboundTrafficPolicy'])['egressProxy'] === undefined) continue;
      report({
        manifest,
        path: ['spec', 'outboundTrafficPolicy', 'egressProxy'],
        message: 'egressProxy is deprecated, and ignored',
        remedy: 'route to an egress gateway by a VirtualService',
      });
    }
    for (const manifest of mesh.of(DEFINITION)) {
      const kind = textOf(objectOf(manifest.spec['names'])['kind']) ?? '';
      if (manifest.spec['group'] !== 'rbac.istio.io' || !REMOVED_KINDS.includes(kind)) continue;
      report({
        manifest,
        path: ['spec', 'names', 'kind'],
        message: `${kind} of rbac.istio.io was removed from Istio long ago`,
        remedy: 'delete the definition; AuthorizationPolicy has taken its place',
      });
    }
    checkLightstep(mesh, report);
  },
};

function checkFaults(mesh: Mesh, report: Report): void {
  for (const manifest of mesh.of(VIRTUAL_SERVICE)) {
    objectsOf(manifest.spec['http']).forEach((http, index) => {
      const delay = objectOf(objectOf(http['fault'])['delay']);
      if ((numberOf(delay['percent']) ?? 0) <= 0) return;
      report({
        manifest,
        path: ['spec', 'http', index, 'fault', 'delay', 'percent'],
        message: 'fault.delay.percent is deprecated',
        remedy: 'write percentage: { value: … }',
      });
    });
  }
}

function checkLightstep(mesh: Mesh, report: Report): void {
  const lightstep = mesh.config.extensionProviders.filter((provider) => provider['lightstep'] !== undefined);
  const names = lightstep.map(({ name }) => name);
  for (const manifest of names.length === 0 ? [] : mesh.of(TELEMETRY)) {
    objectsOf(manifest.spec['tracing']).forEach((tracing, index) => {
      objectsOf(tracing['providers']).forEach(({ name }, place) => {
        if (!names.includes(name)) return;
        report({
          manifest,
          path: ['spec', 'tracing', index, 'providers', place, 'name'],
          message: `the provider '${textOf(name) ?? ''}' is of the kind lightstep, which is deprecated`,
          remedy: 'use a provider of the kind opentelemetry',
        });
      });
    });
  }
}
