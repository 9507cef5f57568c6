import type { EnvironmentReport, WorkloadDifference, WorkloadFacts } from './page-data';

/**
 * What differs between environments, workload by workload. One that is the only one of its kind and name in each
 * environment is the same workload, whatever the namespaces are called.
 */
export function environmentDifferences(
  environments: readonly EnvironmentReport[],
): readonly WorkloadDifference[] {
  if (environments.length < 2) return [];
  const ambiguous = new Set(environments.flatMap((one) => repeated(workloadsOf(one).map(withoutNamespace))));
  const keyOf = (workload: string): string =>
    ambiguous.has(withoutNamespace(workload)) ? workload : withoutNamespace(workload);
  const facts = environments.map(
    (environment) =>
      new Map(workloadsOf(environment).map((workload) => [keyOf(workload), factsOf(environment, workload)])),
  );
  const keys = [...new Set(facts.flatMap((ofOne) => [...ofOne.keys()]))].sort();
  return keys.map((workload) => {
    const ofAll = facts.map((ofOne) => ofOne.get(workload) ?? null);
    return { workload, environments: ofAll, differs: new Set(ofAll.map(comparable)).size > 1 };
  });
}

function workloadsOf({ topology }: EnvironmentReport): readonly string[] {
  return topology.nodes.filter(({ id, workloads }) => workloads.includes(id)).map(({ id }) => id);
}

/** `Deployment web` of `Deployment shop/web`. */
function withoutNamespace(workload: string): string {
  return workload.replace(/ [^/]*\//, ' ');
}

function repeated(texts: readonly string[]): readonly string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}

function factsOf({ topology, findings, cost }: EnvironmentReport, node: string): WorkloadFacts {
  const row = cost.rows.find((one) => one.node === node);
  const own = topology.nodes.find(({ id }) => id === node);
  const hosts = new Set(own?.hosts);
  const leading = topology.nodes
    .flatMap(({ routes }) => routes)
    .filter(({ destinations }) => destinations.some(({ host }) => hosts.has(host)));
  return {
    node,
    replicas: row?.pods ?? '–',
    findings: findings.filter(({ nodes }) => nodes.includes(node)).length,
    monthly: row?.monthly ?? '–',
    routes: new Set(leading.map(({ object, name }) => `${object} ${name}`)).size,
  };
}

function comparable(facts: WorkloadFacts | null): string {
  return facts === null ? '' : JSON.stringify({ ...facts, node: '' });
}
