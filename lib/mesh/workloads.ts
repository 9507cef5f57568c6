import type { PathSegment } from '../vocabulary/field-path';
import { hasLabels, type Labels } from './label-selector';
import type { Manifest } from './manifest';
import type { JsonObject } from '../vocabulary/json';
import { objectOf, textFieldsOf, textOf } from '../vocabulary/json-fields';

/** Something that runs: pods of a template, a Pod, or a machine outside of Kubernetes. */
export interface Workload {
  readonly manifest: Manifest;
  readonly namespace: string;
  readonly name: string;
  /** The labels of its pods. */
  readonly labels: Labels;
  /** The annotations of its pods. */
  readonly annotations: Readonly<Record<string, string>>;
  /** The spec of its pods; empty for a machine. */
  readonly podSpec: JsonObject;
  /** Where the pod template stands in the object; empty for a Pod and a machine, `spec` for a group of machines. */
  readonly template: readonly PathSegment[];
  /** The name of the service account that it runs under. */
  readonly serviceAccount: string;
}

/** Where each kind keeps its pod template. */
const TEMPLATES: ReadonlyMap<string, readonly PathSegment[]> = new Map([
  ['/Pod', []],
  ['/ReplicationController', ['spec', 'template']],
  ['apps/DaemonSet', ['spec', 'template']],
  ['apps/Deployment', ['spec', 'template']],
  ['apps/ReplicaSet', ['spec', 'template']],
  ['apps/StatefulSet', ['spec', 'template']],
  ['argoproj.io/Rollout', ['spec', 'template']],
  ['batch/CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['batch/Job', ['spec', 'template']],
]);

/** The kinds that carry pods, as types of manifests. */
export const podCarryingTypes: readonly string[] = [...TEMPLATES.keys()];

const MACHINE = 'networking.istio.io/WorkloadEntry';

/** Machines that register themselves: they carry the labels of their group. */
const MACHINES = 'networking.istio.io/WorkloadGroup';

/** The kinds of what runs: those that carry pods, and machines. */
export const workloadTypes: readonly string[] = [...podCarryingTypes, MACHINE, MACHINES];

/** Everything that runs, by namespace and label. */
export class Workloads {
  /** In the order of the manifests. */
  readonly all: readonly Workload[];
  readonly #byNamespace = new Map<string, Workload[]>();
  /** By namespace, then key, then value; of the keys that somebody has asked for. */
  readonly #byLabel = new Map<string, Map<string, ReadonlyMap<string, readonly Workload[]>>>();

  constructor(manifests: readonly Manifest[]) {
    this.all = manifests.flatMap(workloadsOf);
    for (const workload of this.all) push(this.#byNamespace, workload.namespace, workload);
  }

  in(namespace: string): readonly Workload[] {
    return this.#byNamespace.get(namespace) ?? [];
  }

  /** The workloads of a namespace whose pods carry all these labels; all of them when no label is asked for. */
  selected(namespace: string, labels: Labels): readonly Workload[] {
    let candidates = this.in(namespace);
    for (const [key, value] of Object.entries(labels)) {
      const carriers = this.#carriers(namespace, key).get(value) ?? [];
      if (carriers.length < candidates.length) candidates = carriers;
    }
    return candidates.filter((workload) => hasLabels(workload.labels, labels));
  }

  /** The workloads of a namespace that carry a label of this key, by its value. */
  #carriers(namespace: string, key: string): ReadonlyMap<string, readonly Workload[]> {
    const known = this.#byLabel.get(namespace)?.get(key);
    if (known) return known;
    const carriers = new Map<string, Workload[]>();
    for (const workload of this.in(namespace)) {
      const value = workload.labels[key];
      if (value !== undefined) push(carriers, value, workload);
    }
    const byKey = this.#byLabel.get(namespace) ?? new Map<string, typeof carriers>();
    this.#byLabel.set(namespace, byKey.set(key, carriers));
    return carriers;
  }

  /** The same in every namespace. */
  selectedAnywhere(labels: Labels): readonly Workload[] {
    return [...this.#byNamespace.keys()].flatMap((namespace) => this.selected(namespace, labels));
  }
}

function workloadsOf(manifest: Manifest): readonly Workload[] {
  const template = TEMPLATES.get(manifest.type);
  if (manifest.type === MACHINE) {
    return [
      {
        ...identity(manifest),
        labels: { ...manifest.labels, ...textFieldsOf(manifest.spec['labels']) },
        annotations: manifest.annotations,
        podSpec: {},
        template: [],
        serviceAccount: textOf(manifest.spec['serviceAccount']) ?? 'default',
      },
    ];
  }
  if (manifest.type === MACHINES) {
    const { labels, annotations } = objectOf(manifest.spec['metadata']);
    return [
      {
        ...identity(manifest),
        labels: textFieldsOf(labels),
        annotations: textFieldsOf(annotations),
        podSpec: {},
        template: ['spec'],
        serviceAccount: textOf(objectOf(manifest.spec['template'])['serviceAccount']) ?? 'default',
      },
    ];
  }
  if (template === undefined) return [];
  let pod = manifest.object;
  for (const segment of template) pod = objectOf(pod[segment]);
  const metadata = objectOf(pod['metadata']);
  const podSpec = objectOf(pod['spec']);
  return [
    {
      ...identity(manifest),
      labels: textFieldsOf(metadata['labels']),
      annotations: textFieldsOf(metadata['annotations']),
      podSpec,
      template,
      serviceAccount: textOf(podSpec['serviceAccountName']) ?? textOf(podSpec['serviceAccount']) ?? 'default',
    },
  ];
}

function identity(manifest: Manifest): Pick<Workload, 'manifest' | 'namespace' | 'name'> {
  return { manifest, namespace: manifest.namespace, name: manifest.name };
}

function push<T>(index: Map<string, T[]>, key: string, item: T): void {
  const known = index.get(key);
  if (known) known.push(item);
  else index.set(key, [item]);
}
