import { ApiObject, DependencyGraph } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { deferredManifest } from '../values/bindings';
import { ChartOnlyObject } from '../values/chart-only-object';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { inclusionOf, isFor, type Output } from '../values/inclusion';
import { ObjectList } from '../values/object-list';

/** An object of the construct tree as an output sees it, with deferred values where they are. */
export interface CollectedObject {
  readonly construct: Construct;
  /** One manifest; for an `ObjectList`, a tree that gives a list of manifests. */
  readonly manifest: Tree;
  readonly isList: boolean;
  readonly condition: Deferred<boolean>;
}

/**
 * The objects below a construct that are for an output, dependencies first.
 *
 * @param known those of another output, whose manifests need not be made again
 */
export function collectObjects(
  root: IConstruct,
  output: Output,
  known: readonly CollectedObject[] = [],
): CollectedObject[] {
  const made = new Map(known.map(({ construct, manifest }) => [construct as IConstruct, manifest]));
  return dependenciesFirst(root)
    .filter((construct) => construct !== root && isFor(construct, output))
    .flatMap((construct): CollectedObject[] => {
      const condition = inclusionOf(construct);
      if (condition === false) return [];
      if (construct instanceof ObjectList) {
        return [{ construct, manifest: construct.objects, isList: true, condition }];
      }
      if (construct instanceof ChartOnlyObject) {
        return [{ construct, manifest: construct.manifest, isList: false, condition }];
      }
      if (!(construct instanceof ApiObject)) return [];
      const manifest = made.get(construct) ?? deferredManifest(construct);
      return [{ construct, manifest, isList: false, condition }];
    });
}

/** The constructs below a root in cdk8s's order: as they were made, but for what others depend on. */
function dependenciesFirst(root: IConstruct): IConstruct[] {
  const constructs = root.node.findAll();
  if (constructs.every(({ node }) => node.dependencies.length === 0)) return constructs;
  resolveDependencies(root);
  return new DependencyGraph(root.node).topology();
}

/** As cdk8s does before it writes files: what one construct depends on, all objects below it depend on. */
function resolveDependencies(root: IConstruct): void {
  for (const source of root.node.findAll()) {
    for (const target of source.node.dependencies) {
      for (const dependent of objectsBelow(source)) {
        for (const object of objectsBelow(target)) {
          if (object !== dependent) dependent.node.addDependency(object);
        }
      }
    }
  }
}

function objectsBelow(construct: IConstruct): IConstruct[] {
  return construct.node
    .findAll()
    .filter((child) => [ApiObject, ChartOnlyObject, ObjectList].some((kind) => child instanceof kind));
}
