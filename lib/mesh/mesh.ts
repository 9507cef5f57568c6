import type { Manifest } from './manifest';
import { MeshConfig } from './mesh-config';
import { Services } from './services';
import { Workloads, workloadTypes } from './workloads';

/**
 * What a set of manifests makes of a cluster and its mesh, indexed for everybody who judges it. Each index is made
 * when it is first asked for.
 */
export class Mesh {
  readonly #byType = new Map<string, Manifest[]>();
  readonly #byName = new Map<string, Manifest>();
  readonly #made = new Map<string, unknown>();

  constructor(readonly manifests: readonly Manifest[]) {
    for (const manifest of manifests) {
      const known = this.#byType.get(manifest.type);
      if (known) known.push(manifest);
      else this.#byType.set(manifest.type, [manifest]);
      const key = nameKey(manifest.type, manifest.namespace, manifest.name);
      // The later of two objects of one name is the one that stays when both are applied.
      this.#byName.set(key, manifest);
    }
  }

  /** The manifests of a type, such as `networking.istio.io/VirtualService` or `/Service`, in their order. */
  of(type: string): readonly Manifest[] {
    return this.#byType.get(type) ?? [];
  }

  /** The manifest of a name, or undefined. */
  find(type: string, namespace: string, name: string): Manifest | undefined {
    return this.#byName.get(nameKey(type, namespace, name));
  }

  /** The hosts of Services and ServiceEntries. */
  get services(): Services {
    return this.index(
      'services',
      () => new Services(this.of('/Service'), this.of('networking.istio.io/ServiceEntry')),
    );
  }

  /** What carries pods, and the machines of WorkloadEntries. */
  get workloads(): Workloads {
    return this.index('workloads', () => new Workloads(workloadTypes.flatMap((type) => this.of(type))));
  }

  /** The settings of the whole mesh. */
  get config(): MeshConfig {
    return this.index('config', () => MeshConfig.among(this.of('/ConfigMap'), this.of(ISTIO_OPERATOR)));
  }

  /** An index over the mesh that is made once: by its maker the first time, from then on the same. */
  index<T>(name: string, make: () => T): T {
    if (!this.#made.has(name)) this.#made.set(name, make());
    return this.#made.get(name) as T;
  }
}

const ISTIO_OPERATOR = 'install.istio.io/IstioOperator';

function nameKey(type: string, namespace: string, name: string): string {
  return `${type}\n${namespace}\n${name}`;
}
