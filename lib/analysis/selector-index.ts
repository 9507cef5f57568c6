import { hasLabels, type Labels } from '../mesh/label-selector';
import type { Mesh } from '../mesh/mesh';
import type { MeshService } from '../mesh/services';

/** Something that chooses by labels, and how many were added before it. */
interface Choice<T> {
  readonly labels: Labels;
  readonly item: T;
  readonly place: number;
}

/** What chooses in one namespace: all, or by the key and value of the first label. */
interface NamespaceChoices<T> {
  readonly ofAll: Choice<T>[];
  readonly byLabel: Map<string, Map<string, Choice<T>[]>>;
}

/** What chooses by labels, found from what is chosen without looking at everything. */
export class SelectorIndex<T> {
  readonly #namespaces = new Map<string, NamespaceChoices<T>>();
  #size = 0;

  /** Adds something that chooses all with these labels in a namespace; all of them for no labels. */
  add(namespace: string, labels: Labels, item: T): void {
    const { ofAll, byLabel } = made(this.#namespaces, namespace, () => ({ ofAll: [], byLabel: new Map() }));
    const [first] = Object.entries(labels);
    const choices =
      first === undefined
        ? ofAll
        : made(
            made(byLabel, first[0], () => new Map<string, Choice<T>[]>()),
            first[1],
            () => [],
          );
    choices.push({ labels, item, place: this.#size++ });
  }

  /** All that choose what has these labels, in the order in which they were added. */
  choosing(namespace: string, labels: Labels): readonly T[] {
    const choices = this.#namespaces.get(namespace);
    if (choices === undefined) return [];
    const chosen = [...choices.ofAll];
    for (const key of Object.keys(labels)) {
      for (const choice of choices.byLabel.get(key)?.get(labels[key] ?? '') ?? []) {
        if (hasLabels(labels, choice.labels)) chosen.push(choice);
      }
    }
    return chosen.sort((one, other) => one.place - other.place).map(({ item }) => item);
  }
}

function made<V>(index: Map<string, V>, key: string, make: () => V): V {
  let value = index.get(key);
  if (value === undefined) {
    value = make();
    index.set(key, value);
  }
  return value;
}

/** The services that send to pods with these labels, in the order of the manifests. */
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
