import type { IConstruct } from 'constructs';
import { isDeferral } from '../values/expression';
import type { CollectedObject } from './collected-object';

/** Kinds that people call by a shorter name. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  HorizontalPodAutoscaler: 'hpa',
  PodDisruptionBudget: 'pdb',
  PersistentVolumeClaim: 'pvc',
};

/**
 * The objects of a chart by the file that they go to: a folder for each part of the system, and in it a file for each
 * kind; parts of one object are files.
 */
export function templateFiles(
  root: IConstruct,
  objects: readonly CollectedObject[],
): Map<string, CollectedObject[]> {
  const parts = new Map<string, number>();
  const level = levelOfParts(root, objects);
  const partOf = (object: CollectedObject) => fileName(pathBelow(level, object.construct)[0] ?? '');
  for (const object of objects) parts.set(partOf(object), (parts.get(partOf(object)) ?? 0) + 1);

  const files = new Map<string, CollectedObject[]>();
  for (const object of objects) {
    const part = partOf(object);
    const isPart = pathBelow(level, object.construct).length > 1 && parts.get(part) !== 1;
    const file = isPart ? `templates/${part}/${kindName(object)}.yaml` : `templates/${part}.yaml`;
    files.set(file, [...(files.get(file) ?? []), object]);
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The scope whose children are the parts of the system: scopes that hold nothing but one other are passed by. */
function levelOfParts(root: IConstruct, objects: readonly CollectedObject[]): IConstruct {
  const paths = objects.map(({ construct }) => construct.node.scopes);
  for (let level = root; ;) {
    const depth = level.node.scopes.length;
    const below = new Set(paths.map((scopes) => scopes[depth]));
    const [only] = [...below];
    if (below.size !== 1 || only === undefined || paths.some((scopes) => scopes.length === depth + 1))
      return level;
    level = only;
  }
}

function pathBelow(level: IConstruct, construct: IConstruct): string[] {
  return construct.node.scopes.slice(level.node.scopes.length).map(({ node }) => node.id);
}

function kindName({ construct, isList, manifest }: CollectedObject): string {
  if (isList || isDeferral(manifest)) return fileName(construct.node.id);
  const kind = String((manifest as { readonly kind?: unknown }).kind);
  return SHORT_NAMES[kind] ?? kind.toLowerCase();
}

/** `ExtraObjects` as a file is called. */
function fileName(id: string): string {
  return id
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9-]+/g, '-')
    .toLowerCase();
}
