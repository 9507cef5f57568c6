import type { Report, Rule } from '../rule';
import { ownWaypoint } from '../../mesh/waypoint-choice';
import { isAmbient } from '../../mesh/ambient';
import type { PathSegment } from '../../vocabulary/field-path';
import type { Labels } from '../../mesh/label-selector';
import type { Manifest } from '../../mesh/manifest';
import type { Mesh } from '../../mesh/mesh';
import { workloadTypes } from '../../mesh/workloads';

const GATEWAY = 'gateway.networking.k8s.io/Gateway';
const HOLDERS = ['/Namespace', '/Service', 'networking.istio.io/ServiceEntry'];
const USE = 'istio.io/use-waypoint';

/** Calls to what asks for a waypoint that is not there go without any. */
export const waypointExists: Rule = {
  code: 'EVM241',
  name: 'waypoint-exists',
  aliases: ['KIA1312', 'KIA1313'],
  severity: 'error',
  preset: 'recommended',
  summary: 'an object asks for a waypoint that is not there, or asks for one outside of ambient mode',
  reads: [GATEWAY, ...HOLDERS, ...workloadTypes],
  check(mesh, report) {
    for (const manifest of HOLDERS.flatMap((type) => mesh.of(type))) {
      const home = manifest.type === '/Namespace' ? manifest.name : manifest.namespace;
      check(mesh, { manifest, labels: manifest.labels, home, path: ['metadata', 'labels', USE] }, report);
    }
    for (const workload of mesh.workloads.all) {
      const { manifest, labels, namespace, template } = workload;
      const path = [...template, 'metadata', 'labels', USE];
      check(mesh, { manifest, labels, home: namespace, path }, report);
      if (ownWaypoint(labels, namespace) === undefined || isAmbient(mesh, workload)) continue;
      report({
        manifest,
        path,
        message: 'the pods ask for a waypoint, but are not in ambient mode, where alone waypoints are',
        remedy: 'label the namespace istio.io/dataplane-mode: ambient, or remove the label',
        severity: 'warning',
        aliases: ['KIA1312'],
      });
    }
  },
};

interface Asking {
  readonly manifest: Manifest;
  readonly labels: Labels;
  readonly home: string;
  readonly path: readonly PathSegment[];
}

function check(mesh: Mesh, { manifest, labels, home, path }: Asking, report: Report): void {
  const waypoint = ownWaypoint(labels, home);
  if (waypoint === undefined || mesh.find(GATEWAY, waypoint.namespace, waypoint.name) !== undefined) return;
  report({
    manifest,
    path,
    message: `there is no Gateway ${waypoint.namespace}/${waypoint.name}: calls go without a waypoint`,
    remedy:
      'add a Gateway of class istio-waypoint, or correct the name; a waypoint elsewhere needs istio.io/use-waypoint-namespace',
    aliases: ['KIA1313'],
  });
}
