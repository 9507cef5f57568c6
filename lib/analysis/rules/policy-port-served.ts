import { operationEntries } from '../authorization-entries';
import { policyTargets } from '../policy-targets';
import type { Rule } from '../rule';
import { servedPorts } from '../served-ports';
import { selectorLabels } from '../workload-selector';
import { workloadTypes } from '../../mesh/workloads';

const POLICY = 'security.istio.io/AuthorizationPolicy';
/** The sidecar's own ports, among which are those of metrics and health. */
const isProxyPort = (port: number): boolean => port >= 15_000 && port < 15_100;

/** A rule compares the port of the pod, not that of the Service. */
export const policyPortServed: Rule = {
  code: 'EVM310',
  name: 'policy-port-served',
  aliases: [],
  severity: 'warning',
  preset: 'recommended',
  summary: 'an AuthorizationPolicy names a port at which none of its pods listens',
  reads: [POLICY, '/Service', 'networking.istio.io/ServiceEntry', ...workloadTypes],
  check(mesh, report) {
    for (const manifest of mesh.of(POLICY)) {
      if (manifest.namespace === mesh.config.rootNamespace || policyTargets(manifest).length > 0) continue;
      const entries = operationEntries(manifest, 'ports');
      if (entries.length === 0) continue;
      const pods = mesh.workloads.selected(manifest.namespace, selectorLabels(manifest.spec['selector']));
      const ports = pods.map((pod) => servedPorts(mesh, pod));
      if (ports.length === 0 || ports.some((known) => known.size === 0)) continue;
      for (const { value, path } of entries) {
        const port = Number(value);
        if (!Number.isInteger(port) || isProxyPort(port) || ports.some((known) => known.has(port))) continue;
        const known = [...new Set(ports.flatMap((list) => [...list]))].sort((a, b) => a - b);
        report({
          manifest,
          path,
          message: `none of the pods listens at port ${value}; their ports are ${known.join(', ')}`,
          remedy: 'name the port of the container (targetPort), not that of the Service',
        });
      }
    }
  },
};
