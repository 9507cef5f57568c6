import { byAge } from './age-order';
import { hasLabels, type Labels } from './label-selector';
import type { Manifest } from './manifest';
import { objectOf, objectsOf, textFieldsOf, textOf } from '../vocabulary/json-fields';

/** What a policy of Istio may be attached to by `targetRefs`. */
export interface PolicyTarget {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Policies of one kind that choose workloads by `selector` or `workloadSelector`, or objects by `targetRefs`. */
export class WorkloadPolicies {
  /** The oldest first. */
  readonly all: readonly Manifest[];
  readonly #byNamespace = new Map<string, Manifest[]>();

  constructor(
    manifests: readonly Manifest[],
    private readonly rootNamespace: string,
  ) {
    this.all = [...manifests].sort(byAge);
    for (const manifest of this.all) {
      const known = this.#byNamespace.get(manifest.namespace);
      if (known) known.push(manifest);
      else this.#byNamespace.set(manifest.namespace, [manifest]);
    }
  }

  /** Those that hold for pods of a namespace with these labels: of the root namespace, then of their own. */
  applyingTo(namespace: string, labels: Labels): readonly Manifest[] {
    return this.#visibleIn(namespace).filter(
      (manifest) => targetsOf(manifest).length === 0 && hasLabels(labels, selectorOf(manifest)),
    );
  }

  /** Those that name one of these objects in `targetRefs`. */
  attachedTo(targets: readonly PolicyTarget[]): readonly Manifest[] {
    return this.all.filter((manifest) =>
      targetsOf(manifest).some((target) =>
        targets.some(
          (wanted) =>
            wanted.kind === target.kind &&
            wanted.name === target.name &&
            (wanted.namespace === target.namespace ||
              // A class of gateways belongs to no namespace, and only the root namespace may name it.
              (target.kind === 'GatewayClass' && target.namespace === this.rootNamespace)),
        ),
      ),
    );
  }

  #visibleIn(namespace: string): readonly Manifest[] {
    const root = this.#byNamespace.get(this.rootNamespace) ?? [];
    return namespace === this.rootNamespace ? root : [...root, ...(this.#byNamespace.get(namespace) ?? [])];
  }
}

function selectorOf({ spec }: Manifest): Labels {
  const { selector, workloadSelector } = spec;
  return textFieldsOf(
    selector === undefined ? objectOf(workloadSelector)['labels'] : objectOf(selector)['matchLabels'],
  );
}

function targetsOf({ spec, namespace }: Manifest): readonly PolicyTarget[] {
  const refs =
    spec['targetRef'] === undefined ? objectsOf(spec['targetRefs']) : [objectOf(spec['targetRef'])];
  return refs.map((ref) => ({
    kind: textOf(ref['kind']) ?? '',
    namespace: textOf(ref['namespace']) ?? namespace,
    name: textOf(ref['name']) ?? '',
  }));
}
