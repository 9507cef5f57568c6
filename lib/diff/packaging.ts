import type { Manifest } from '../mesh/manifest';
import { isJsonObject, type Json, type JsonObject } from '../vocabulary/json';

/** Whether an object stands only in plain manifests (Namespaces) or only in charts (hooks and Secrets). */
export function isOfPackaging({ type, annotations }: Manifest): boolean {
  return type === '/Namespace' || type === '/Secret' || 'helm.sh/hook' in annotations;
}

/** An object without the labels and annotations that Helm charts put on everything. */
export function withoutPackaging(value: JsonObject): JsonObject {
  return stripped(value) as JsonObject;
}

function stripped(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => stripped(item) ?? null);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, inner]): [string, Json | undefined][] => {
    if (key !== 'metadata' || !isJsonObject(inner)) return [[key, stripped(inner)]];
    const metadata = Object.entries(inner).flatMap(([field, map]): [string, Json | undefined][] => {
      if ((field !== 'labels' && field !== 'annotations') || !isJsonObject(map)) return [[field, map]];
      const own = Object.entries(map).filter(([name]) => !isHelms(name));
      return own.length === 0 ? [] : [[field, Object.fromEntries(own)]];
    });
    return metadata.length === 0 ? [] : [[key, Object.fromEntries(metadata)]];
  });
  return Object.fromEntries(entries);
}

function isHelms(name: string): boolean {
  return name.startsWith('helm.sh/') || name === 'app.kubernetes.io/managed-by';
}
