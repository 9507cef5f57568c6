import type { PriceTable } from './price-table';
import { quantityOf } from './quantity';
import { hasSidecar } from '../mesh/injection';
import type { Mesh } from '../mesh/mesh';
import type { Workload } from '../mesh/workloads';
import { isJsonObject, type Json, type JsonObject } from '../vocabulary/json';
import { objectOf, objectsOf } from '../vocabulary/json-fields';

/** An amount of computing: cores, and bytes of memory. */
export interface Resources {
  readonly cpu: number;
  readonly memory: number;
}

/** The proxy of a pod. */
export interface SidecarResources extends Resources {
  /** What says how much it requests. */
  readonly from: 'container' | 'annotations' | 'price table';
}

/** What one pod asks of its node. */
export interface PodResources {
  /** What the scheduler reserves, the proxy included. */
  readonly requests: Resources;
  /** What its containers but the proxy may use at most; undefined where one has no limit. */
  readonly limits: { readonly cpu?: number; readonly memory?: number };
  /** Absent for a pod that is nothing but a proxy, as that of a gateway. */
  readonly sidecar?: SidecarResources;
  /** Quantities that cannot be read, and count as 0. */
  readonly unreadable: readonly string[];
}

const PROXY = 'istio-proxy';
const NONE: Resources = { cpu: 0, memory: 0 };
type Resource = keyof Resources;
const RESOURCES: readonly Resource[] = ['cpu', 'memory'];

/** The annotations by which a pod states what its injected proxy gets. One is enough to replace all defaults. */
const ANNOTATIONS = {
  requests: { cpu: 'sidecar.istio.io/proxyCPU', memory: 'sidecar.istio.io/proxyMemory' },
  limits: { cpu: 'sidecar.istio.io/proxyCPULimit', memory: 'sidecar.istio.io/proxyMemoryLimit' },
} as const;

/**
 * What a pod of a workload requests as the scheduler counts it: the containers and the native sidecars together, or
 * the largest moment of its init containers if that is more, and the overhead of its runtime class. A request that is
 * absent is the limit.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function podResourcesOf(mesh: Mesh, workload: Workload, table: PriceTable): PodResources {
  return new PodReader(mesh, workload, table).read();
}

class PodReader {
  readonly #unreadable: string[] = [];

  constructor(
    private readonly mesh: Mesh,
    private readonly workload: Workload,
    private readonly table: PriceTable,
  ) {}

  read(): PodResources {
    const { podSpec } = this.workload;
    const containers = objectsOf(podSpec['containers']);
    const inits = objectsOf(podSpec['initContainers']);
    const written = [...containers, ...inits].find(({ name }) => name === PROXY);
    const proxy = hasSidecar(this.mesh, this.workload) ? this.#proxy(written) : undefined;
    const app = containers.filter((container) => container !== written || !proxy);
    const native = this.workload.annotations['sidecar.istio.io/nativeSidecar'] !== 'false';

    let running: Resources = proxy ?? NONE;
    // A proxy that is no native sidecar is not there yet while init containers run.
    let beside = native ? running : NONE;
    let peak = NONE;
    for (const init of inits.filter((container) => container !== written || !proxy)) {
      const requests = this.#requests(init);
      peak = most(peak, plus(beside, requests));
      if (init['restartPolicy'] !== 'Always') continue;
      beside = plus(beside, requests);
      running = plus(running, requests);
    }
    for (const container of app) running = plus(running, this.#requests(container));

    const requests = most(peak, running);
    const ofPod = objectOf(objectOf(podSpec['resources'])['requests']);
    const whole: Resources = {
      cpu: this.#amount(ofPod['cpu'], 'resources.requests.cpu') ?? requests.cpu,
      memory: this.#amount(ofPod['memory'], 'resources.requests.memory') ?? requests.memory,
    };
    const overhead = objectOf(podSpec['overhead']);
    return {
      requests: plus(whole, {
        cpu: this.#amount(overhead['cpu'], 'overhead.cpu') ?? 0,
        memory: this.#amount(overhead['memory'], 'overhead.memory') ?? 0,
      }),
      limits: this.#limits([
        ...app,
        ...inits.filter((init) => init !== written && init['restartPolicy'] === 'Always'),
      ]),
      ...(proxy === undefined || app.length === 0 ? {} : { sidecar: proxy }),
      unreadable: [...new Set(this.#unreadable)],
    };
  }

  /** As injection computes them: a container's own, over annotations, over the defaults of the installation. */
  #proxy(written: JsonObject | undefined): SidecarResources {
    const own = objectOf(objectOf(written?.['resources'])['requests']);
    if (RESOURCES.some((resource) => own[resource] !== undefined)) {
      return { ...this.#requests(written ?? {}), from: 'container' };
    }
    const { annotations } = this.workload;
    const names = [...Object.values(ANNOTATIONS.requests), ...Object.values(ANNOTATIONS.limits)];
    if (names.some((name) => annotations[name] !== undefined)) {
      const stated = (resource: Resource): number => {
        const request = ANNOTATIONS.requests[resource];
        const limit = ANNOTATIONS.limits[resource];
        return this.#amount(annotations[request] ?? annotations[limit], request) ?? 0;
      };
      return { cpu: stated('cpu'), memory: stated('memory'), from: 'annotations' };
    }
    const { cpu, memory } = this.table.sidecar;
    return { cpu: quantityOf(cpu) ?? 0, memory: quantityOf(memory) ?? 0, from: 'price table' };
  }

  #requests(container: JsonObject): Resources {
    const { requests, limits } = objectOf(container['resources']);
    const of = (resource: Resource): number => {
      const value = objectOf(requests)[resource] ?? objectOf(limits)[resource];
      return this.#amount(value, `container ${nameOf(container)}: ${resource}`) ?? 0;
    };
    return { cpu: of('cpu'), memory: of('memory') };
  }

  #limits(containers: readonly JsonObject[]): PodResources['limits'] {
    const found: { cpu?: number; memory?: number } = {};
    for (const resource of RESOURCES) {
      const amounts = containers.map((container) => {
        const limits = objectOf(objectOf(container['resources'])['limits']);
        return this.#amount(limits[resource], `container ${nameOf(container)}: limit of ${resource}`);
      });
      if (amounts.length > 0 && amounts.every((amount) => amount !== undefined)) {
        found[resource] = amounts.reduce((sum, amount) => sum + amount, 0);
      }
    }
    return found;
  }

  #amount(value: Json | undefined, where: string): number | undefined {
    if (value === undefined || value === null) return undefined;
    const amount = quantityOf(value);
    if (amount !== undefined && amount >= 0) return amount;
    const shown = isJsonObject(value) ? 'a map' : JSON.stringify(value);
    this.#unreadable.push(`${where}: found ${shown}, expected a quantity; it counts as 0`);
    return 0;
  }
}

function nameOf({ name }: JsonObject): string {
  return typeof name === 'string' ? name : '(unnamed)';
}

function plus(a: Resources, b: Resources): Resources {
  return { cpu: a.cpu + b.cpu, memory: a.memory + b.memory };
}

function most(a: Resources, b: Resources): Resources {
  return { cpu: Math.max(a.cpu, b.cpu), memory: Math.max(a.memory, b.memory) };
}
