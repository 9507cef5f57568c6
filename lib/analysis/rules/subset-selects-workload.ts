import { knownServices } from '../known-services';
import type { Rule } from '../rule';
import { writtenLabels } from '../written-labels';
import { hasLabels, type Labels } from '../../mesh/label-selector';
import type { Mesh } from '../../mesh/mesh';
import type { MeshService } from '../../mesh/services';
import { workloadTypes } from '../../mesh/workloads';
import { objectOf, objectsOf, textFieldsOf, textOf } from '../../vocabulary/json-fields';

const DESTINATION_RULE = 'networking.istio.io/DestinationRule';

/** Labels that pods get from their node, of which manifests do not tell. */
const OF_NODES = /^(topology\.kubernetes\.io\/|topology\.istio\.io\/|kubernetes\.io\/hostname$)/;

/** Requests that are routed to a subset without pods are answered by 503. */
export const subsetSelectsWorkload: Rule = {
  code: 'EVM148',
  name: 'subset-selects-workload',
  aliases: ['IST0173', 'KIA0203'],
  severity: 'error',
  preset: 'recommended',
  summary: 'no workload of the service has the labels of a subset',
  reads: [DESTINATION_RULE, '/Service', 'networking.istio.io/ServiceEntry', ...workloadTypes],
  check(mesh, report) {
    for (const manifest of mesh.of(DESTINATION_RULE)) {
      const host = textOf(manifest.spec['host']) ?? '';
      const services = knownServices(mesh, host, manifest.namespace, manifest.spec['exportTo']);
      if (services.length === 0) continue;
      objectsOf(manifest.spec['subsets']).forEach((subset, index) => {
        const labels = withoutNodeLabels(textFieldsOf(subset['labels']));
        if (services.some((service) => hasEndpoint(mesh, service, labels))) return;
        report({
          manifest,
          path: ['spec', 'subsets', index, 'labels'],
          message: `no workload of '${host}' has the labels ${writtenLabels(labels) || '(any)'} of the subset '${textOf(subset['name']) ?? ''}'`,
          remedy: "correct the subset's labels, or give the pods of a workload these labels",
        });
      });
    }
  },
};

function hasEndpoint(mesh: Mesh, service: MeshService, labels: Labels): boolean {
  const { manifest, namespace, selector } = service;
  if (manifest.kind === 'Service') {
    // A Service without selector leads to endpoints that somebody else writes: any workload may be one.
    const wanted = { ...(selector ?? {}), ...labels };
    return mesh.workloads.selected(namespace, wanted).length > 0;
  }
  const inline = objectsOf(manifest.spec['endpoints']);
  if (inline.some((endpoint) => hasLabels(textFieldsOf(objectOf(endpoint)['labels']), labels))) return true;
  if (selector === undefined) return Object.keys(labels).length === 0;
  return mesh.workloads.selected(namespace, { ...selector, ...labels }).length > 0;
}

function withoutNodeLabels(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !OF_NODES.test(key)));
}
