import { evaluate, type DeployContext } from '../values/evaluate';
import { isTruthy } from '../values/operators';
import { jsonInReadingOrder } from '../values/reading-order';
import { isJsonObject, type JsonObject } from '../vocabulary/json';
import type { CollectedObject } from './collected-object';
import { creationPlace } from './creation-trace';

/** A manifest of plain synthesis and the construct that it comes from. */
export interface PlainManifest {
  readonly constructPath: string;
  /** The line of the program that made the construct, if constructs are traced. */
  readonly createdAt: () => string | undefined;
  readonly manifest: JsonObject;
}

/** The manifests that collected objects are in one deployment. */
export function plainManifests(objects: readonly CollectedObject[], context: DeployContext): PlainManifest[] {
  return objects
    .filter(({ condition }) => isTruthy(evaluate(condition, context)))
    .flatMap(({ construct, manifest }) => {
      const evaluated = evaluate(manifest, context);
      return (Array.isArray(evaluated) ? evaluated : [evaluated]).filter(isJsonObject).map((object) => ({
        constructPath: construct.node.path,
        createdAt: () => creationPlace(construct),
        manifest: jsonInReadingOrder(object) as JsonObject,
      }));
    });
}
