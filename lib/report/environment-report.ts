import { reportedCost } from './cost-rows';
import { graphLayout } from './graph-layout';
import type { EnvironmentReport, ReportedFinding } from './page-data';
import { simulatedObjects } from './simulated-objects';
import type { Topology } from './topology';
import { topologyOf } from './topology-of';
import { analyse } from '../analysis/analyse';
import type { Finding } from '../analysis/finding';
import type { Preset } from '../analysis/rule';
import { estimateCost } from '../cost/estimate';
import { writtenReference } from '../cost/object-reference';
import type { PriceTable } from '../cost/price-table';
import type { Mesh } from '../mesh/mesh';

/** How a set of manifests is judged. */
export interface ReportOptions {
  readonly prices: PriceTable;
  readonly preset: Preset;
}

/** Everything that a page tells of one set of manifests. */
export function environmentReport(
  name: string,
  mesh: Mesh,
  { prices, preset }: ReportOptions,
): EnvironmentReport {
  const topology = topologyOf(mesh);
  return {
    name,
    topology,
    layout: graphLayout(topology),
    findings: reportedFindings(analyse(mesh, { preset }), topology),
    cost: reportedCost(estimateCost(mesh, prices), new Set(topology.nodes.map(({ id }) => id))),
    objects: simulatedObjects(mesh),
  };
}

function reportedFindings(findings: readonly Finding[], { nodes }: Topology): readonly ReportedFinding[] {
  const nodesOf = new Map<string, string[]>();
  for (const { id, objects } of nodes) {
    for (const object of objects) nodesOf.set(object, [...(nodesOf.get(object) ?? []), id]);
  }
  return findings.map((finding) => {
    const { code, severity, path, file, line, message, remedy, url } = finding;
    const object = writtenReference(finding);
    const place = file === undefined ? '' : line === undefined ? file : `${file}:${line}`;
    return { code, severity, object, path, place, message, remedy, url, nodes: nodesOf.get(object) ?? [] };
  });
}
