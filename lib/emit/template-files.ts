import type { IConstruct } from 'constructs';
import { isDeferral } from '../values/expression';
import { groupBy } from '../vocabulary/group-by';
import type { CollectedObject } from './collected-object';

/** Kinds that people call by a shorter name. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  HorizontalPodAutoscaler: 'hpa',
  PodDisruptionBudget: 'pdb',
  PersistentVolumeClaim: 'pvc',
};

/**
 * The objects of a chart by the file that they go to: a folder for each part of the system, and in it a file for each
 * object, named after its kind; parts of one object are files. What lies below a part and has kinds that the part itself
 * has, such as the backup of a database, gets a folder within.
 */
export function templateFiles(
  root: IConstruct,
  objects: readonly CollectedObject[],
): Map<string, CollectedObject[]> {
  const level = levelOfParts(root, objects);
  const parts = groupBy(objects, (object) => fileName(idsBelow(level, object)[0] ?? ''));
  const placed = [...parts].flatMap(([part, ofPart]) => {
    const isFolder = ofPart.length > 1 && ofPart.some((object) => idsBelow(level, object).length > 1);
    return isFolder
      ? filesOfPart(level, ofPart).map(([file, object]) => ({ file: `${part}/${file}`, object }))
      : ofPart.map((object) => ({ file: `${partName(part, ofPart)}.yaml`, object }));
  });
  const files = groupBy(placed, ({ file }) => `templates/${file}`);
  return new Map(
    [...files]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([file, ofFile]) => [file, ofFile.map(({ object }) => object)]),
  );
}

/** The scope whose children are the parts of the system: scopes that hold nothing but one other are passed by. */
export function levelOfParts(root: IConstruct, objects: readonly CollectedObject[]): IConstruct {
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

function filesOfPart(level: IConstruct, objects: readonly CollectedObject[]): [string, CollectedObject][] {
  const ids = (object: CollectedObject) => idsBelow(level, object).slice(1);
  const ownKinds = new Set(objects.filter((object) => ids(object).length <= 1).map(kindName));
  const groups = groupBy(objects, (object) => (ids(object).length > 1 ? (ids(object)[0] ?? '') : ''));
  const folders = [...groups].flatMap(([group, members]) =>
    members.length > 1 && group !== '' && members.some((member) => ownKinds.has(kindName(member)))
      ? [group]
      : [],
  );
  const folderOf = (object: CollectedObject) =>
    folders.find((folder) => ids(object).length > 1 && ids(object)[0] === folder) ?? '';
  return [...groupBy(objects, folderOf)].flatMap(([folder, members]) =>
    named(members, (object) => ids(object)[folder === '' ? 0 : 1] ?? '').map(
      ([file, object]): [string, CollectedObject] => [
        folder === '' ? file : `${fileName(folder)}/${file}`,
        object,
      ],
    ),
  );
}

/** `virtualservice` for a VirtualService that is called `virtual-service`. */
function partName(part: string, objects: readonly CollectedObject[]): string {
  const [first] = objects;
  const kind = first && objects.length === 1 ? kindName(first) : part;
  return part.replaceAll('-', '') === kind ? kind : part;
}

/** A file for each object of a folder: several of one kind are told apart by what their constructs are called. */
function named(
  objects: readonly CollectedObject[],
  idOf: (object: CollectedObject) => string,
): [string, CollectedObject][] {
  return [...groupBy(objects, kindName)].flatMap(([kind, ofKind]) =>
    ofKind.map((object): [string, CollectedObject] => [
      `${ofKind.length === 1 ? kind : distinctName(fileName(idOf(object)), kind)}.yaml`,
      object,
    ]),
  );
}

/** `restore-cronjob` for a CronJob called `Restore`, `deployment-v2` for a Deployment called `Deployment-v2`. */
function distinctName(id: string, kind: string): string {
  const words = id.replaceAll('-', '');
  if (words.startsWith(kind)) return words === kind ? kind : id;
  return words.endsWith(kind) ? id : `${id}-${kind}`;
}

/** Constructs call the one object that they stand for `Resource`. */
function idsBelow(level: IConstruct, { construct }: CollectedObject): string[] {
  const ids = construct.node.scopes.slice(level.node.scopes.length).map(({ node }) => node.id);
  return ids.length > 2 && ids.at(-1) === 'Resource' ? ids.slice(0, -1) : ids;
}

function kindName({ construct, isList, manifest }: CollectedObject): string {
  if (isList || isDeferral(manifest)) return fileName(construct.node.id);
  const kind = String((manifest as { readonly kind?: unknown }).kind);
  const short = Object.hasOwn(SHORT_NAMES, kind) ? SHORT_NAMES[kind] : undefined;
  return short ?? kind.replace(/[^A-Za-z0-9]+/g, '-').toLowerCase();
}

/** `ExtraObjects` as a file is called. */
function fileName(id: string): string {
  return id
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9-]+/g, '-')
    .toLowerCase();
}
