import type { CostReport, CostTotal, MonthlyCost, VolumeCost, WorkloadCost } from './cost-report';
import { loadBalancersOf } from './load-balancers';
import { referenceTo, writtenReference } from './object-reference';
import { podResourcesOf } from './pod-resources';
import type { PriceTable } from './price-table';
import { exactly, sumOf, times, type Range } from './range';
import { replicasOf } from './replica-range';
import { claimsOf, mountedClaims, volumesOf, type Volume } from './volumes';
import type { Mesh } from '../mesh/mesh';
import type { Workload } from '../mesh/workloads';

const GIB = 1024 ** 3;
const NOTHING = exactly(0);

/** What the objects of a mesh request, and what that costs in a month by a table of prices. */
export function estimateCost(mesh: Mesh, table: PriceTable): CostReport {
  return new Estimate(mesh, table).report();
}

class Estimate {
  readonly #notes: string[] = [];

  constructor(
    private readonly mesh: Mesh,
    private readonly table: PriceTable,
  ) {}

  report(): CostReport {
    const workloads = this.mesh.workloads.all
      .filter(({ manifest }) => manifest.kind !== 'WorkloadEntry')
      // Of two objects of one name the later one stays when both are applied.
      .filter(({ manifest: { type, namespace, name }, manifest }) => {
        return this.mesh.find(type, namespace, name) === manifest;
      })
      .map((workload) => this.#workload(workload));
    const claims = claimsOf(this.mesh).map((volume) => this.#volume(volume));
    const loadBalancers = loadBalancersOf(this.mesh).map((object) => ({
      object,
      monthly: this.table.prices.loadBalancer,
    }));
    const total = totalOf(
      workloads,
      claims,
      loadBalancers.length,
      sumOf(loadBalancers.map(({ monthly }) => exactly(monthly))),
    );
    return { prices: this.table, workloads, claims, loadBalancers, total, notes: this.#notes };
  }

  #workload(workload: Workload): WorkloadCost {
    const { manifest } = workload;
    const object = referenceTo(manifest);
    const { pods, from } = replicasOf(this.mesh, workload, this.table.nodes);
    const { unreadable, ...pod } = podResourcesOf(this.mesh, workload, this.table);
    for (const mistake of unreadable) this.#notes.push(`${writtenReference(object)}: ${mistake}`);
    const priced = manifest.kind !== 'Job' && manifest.kind !== 'CronJob';
    const volumes = volumesOf(workload, pods).map((volume) => this.#volume(volume));
    const cpu = times(pods, pod.requests.cpu);
    const memory = times(pods, pod.requests.memory);
    const { prices, hoursPerMonth } = this.table;
    return {
      object,
      pods,
      podsFrom: from,
      pod,
      cpu,
      memory,
      volumes,
      mounts: mountedClaims(workload),
      priced,
      monthly: monthlyOf(
        priced ? times(cpu, prices.cpu * hoursPerMonth) : NOTHING,
        priced ? times(memory, (prices.memory * hoursPerMonth) / GIB) : NOTHING,
        sumOf(volumes.map(({ monthly }) => monthly)),
      ),
    };
  }

  #volume({ unreadable, ...volume }: Volume): VolumeCost {
    const { storage, storageClasses } = this.table.prices;
    if (unreadable) {
      this.#notes.push(
        `${writtenReference(volume.object)}: volume ${volume.name} states no readable size; it counts as 0`,
      );
    }
    const price = Object.hasOwn(storageClasses, volume.storageClass)
      ? (storageClasses[volume.storageClass] ?? storage)
      : storage;
    return { ...volume, monthly: times(volume.count, (volume.size / GIB) * price) };
  }
}

function monthlyOf(cpu: Range, memory: Range, storage: Range): MonthlyCost {
  return { cpu, memory, storage, total: sumOf([cpu, memory, storage]) };
}

function totalOf(
  all: readonly WorkloadCost[],
  claims: readonly VolumeCost[],
  loadBalancers: number,
  balancing: Range,
): CostTotal {
  const workloads = all.filter(({ priced }) => priced);
  const volumes = [...all.flatMap((workload) => workload.volumes), ...claims];
  const proxies = workloads.flatMap(({ pods, pod: { sidecar } }) =>
    sidecar === undefined ? [] : [{ pods, sidecar }],
  );
  const monthly = monthlyOf(
    sumOf(workloads.map((workload) => workload.monthly.cpu)),
    sumOf(workloads.map((workload) => workload.monthly.memory)),
    sumOf(volumes.map((volume) => volume.monthly)),
  );
  return {
    pods: sumOf(workloads.map(({ pods }) => pods)),
    cpu: sumOf(workloads.map(({ cpu }) => cpu)),
    memory: sumOf(workloads.map(({ memory }) => memory)),
    sidecars: {
      count: sumOf(proxies.map(({ pods }) => pods)),
      cpu: sumOf(proxies.map(({ pods, sidecar }) => times(pods, sidecar.cpu))),
      memory: sumOf(proxies.map(({ pods, sidecar }) => times(pods, sidecar.memory))),
    },
    storage: sumOf(volumes.map(({ count, size }) => times(count, size))),
    loadBalancers,
    monthly: { ...monthly, loadBalancers: balancing, total: sumOf([monthly.total, balancing]) },
  };
}
