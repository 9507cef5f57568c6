import { hasLabels, type Labels } from '../mesh/label-selector';
import type { Mesh } from '../mesh/mesh';
import type { MeshService } from '../mesh/services';

/** What chooses by labels, found from what is chosen without looking at everything. */
export class SelectorIndex<T> {
  readonly #byLabel = new Map<string, { readonly labels: Labels; readonly item: T }[]>();

  /** Adds something that chooses all with these labels in a namespace; all of them for no labels. */
  add(namespace: string, labels: Labels, item: T): void {
    const [first] = Object.entries(labels);
    const key = first === undefined ? namespace : [namespace, ...first].join('\n');
    const known = this.#byLabel.get(key);
    if (known) known.push({ labels, item });
    else this.#byLabel.set(key, [{ labels, item }]);
  }

  /** All that choose what has these labels. */
  choosing(namespace: string, labels: Labels): readonly T[] {
    const keys = [namespace, ...Object.entries(labels).map((label) => [namespace, ...label].join('\n'))];
    return keys.flatMap((key) =>
      (this.#byLabel.get(key) ?? []).filter((one) => hasLabels(labels, one.labels)).map(({ item }) => item),
    );
  }
}

/** The services that send to pods with these labels. */
export function servicesFor(mesh: Mesh, namespace: string, labels: Labels): readonly MeshService[] {
  return mesh
    .index('services by selector', () => {
      const index = new SelectorIndex<MeshService>();
      for (const service of mesh.services.all) {
        if (service.selector !== undefined) index.add(service.namespace, service.selector, service);
      }
      return index;
    })
    .choosing(namespace, labels);
}
