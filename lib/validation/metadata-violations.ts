import { isJsonObject, type JsonObject } from '../vocabulary/json';
import { FieldPath } from '../vocabulary/field-path';
import type { SchemaViolation } from './schema-violation';

/** What the API server refuses in an object's metadata: labels and annotations are maps of texts. */
export function metadataViolations(object: JsonObject): SchemaViolation[] {
  const { metadata } = object;
  if (metadata === undefined || metadata === null) return [];
  if (!isJsonObject(metadata)) return [{ path: 'metadata', message: 'is no map', undecodable: true }];
  return ['labels', 'annotations'].flatMap((name) => {
    const map = metadata[name];
    const path = FieldPath.root.child('metadata').child(name);
    if (map === undefined || map === null) return [];
    if (!isJsonObject(map))
      return [{ path: path.toString(), message: 'is no map of texts', undecodable: true }];
    return Object.entries(map)
      .filter(([, value]) => value !== undefined && value !== null && typeof value !== 'string')
      .map(([key, value]) => ({
        path: path.child(key).toString(),
        message: `is ${JSON.stringify(value)}, expected a text; write it in quotes`,
        undecodable: true,
      }));
  });
}
