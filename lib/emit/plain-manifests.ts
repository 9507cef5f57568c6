import { evaluate, type DeployContext } from '../values/evaluate';
import { holdsAmong, type Reads } from '../values/looked-up';
import { isTruthy } from '../values/conditions';
import { jsonInReadingOrder } from '../values/reading-order';
import { isJsonObject, type JsonObject } from '../vocabulary/json';
import type { CollectedObject } from './collected-object';
import { creationPlace } from './creation-trace';

/** A manifest of plain synthesis and the construct that it comes from. */
export interface PlainManifest {
  /** Path of the construct. */
  readonly constructPath: string;
  /** The line of the program that made the construct, if constructs are traced. */
  readonly createdAt: () => string | undefined;
  /** The object. */
  readonly manifest: JsonObject;
}

/** The manifests that collected objects are in one deployment. */
export function plainManifests(objects: readonly CollectedObject[], context: DeployContext): PlainManifest[] {
  return objects.flatMap((object) => manifestsOf(object, context));
}

/**
 * The manifests that collected objects are in each of several deployments. What an object looks up is the same in most
 * of them: they then share one manifest, so that whoever judges or prints manifests does that once.
 */
export function plainManifestsOfAll(
  objects: readonly CollectedObject[],
  contexts: readonly DeployContext[],
): PlainManifest[][] {
  const deployments = contexts.map((): PlainManifest[] => []);
  for (const object of objects) {
    const known: { context: DeployContext; reads: Reads; manifests: PlainManifest[] }[] = [];
    for (const [index, context] of contexts.entries()) {
      let same = known.find(
        (other) =>
          other.context.release === context.release &&
          other.context.chart === context.chart &&
          holdsAmong(context.values, other.reads),
      );
      if (same === undefined) {
        const reads: Reads = new Map();
        same = { context, reads, manifests: manifestsOf(object, context, reads) };
        known.push(same);
      }
      deployments[index]?.push(...same.manifests);
    }
  }
  return deployments;
}

function manifestsOf(
  { construct, condition, manifest }: CollectedObject,
  context: DeployContext,
  reads?: Reads,
): PlainManifest[] {
  if (!isTruthy(evaluate(condition, context, reads))) return [];
  const evaluated = evaluate(manifest, context, reads);
  return (Array.isArray(evaluated) ? evaluated : [evaluated]).filter(isJsonObject).map((object) => ({
    constructPath: construct.node.path,
    createdAt: () => creationPlace(construct),
    manifest: jsonInReadingOrder(object) as JsonObject,
  }));
}
