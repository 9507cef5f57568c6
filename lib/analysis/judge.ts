import { analyse } from './analyse';
import type { Finding } from './finding';
import { manifestOf, type Manifest } from '../mesh/manifest';
import { Mesh } from '../mesh/mesh';
import type { JsonObject } from '../vocabulary/json';

/** A manifest, and where it comes from. */
export interface JudgedManifest {
  readonly manifest: JsonObject;
  /** The path of the construct that made it. */
  readonly constructPath: string;
  /** The line of the program that made the construct, if it is known. */
  readonly createdAt?: () => string | undefined;
}

/**
 * Judges what a program synthesised, before it is written: every error of the analysis as one line that names the
 * object, the field, the construct, and the line of the program that made the construct. Warnings let it pass.
 *
 * The environment variable `EVENT_MESH_GATE=off` lets everything pass.
 *
 * @see ./README.md
 */
export function judge(manifests: readonly JudgedManifest[]): readonly string[] {
  if (process.env['EVENT_MESH_GATE'] === 'off') return [];
  const origins = new Map<Manifest, JudgedManifest>();
  for (const judged of manifests) {
    const manifest = manifestOf(sameObject(judged.manifest), 'default');
    if (manifest !== undefined) origins.set(manifest, judged);
  }
  const places = new Map<string, JudgedManifest>();
  const findings = analyse(new Mesh([...origins.keys()]), {
    constructOf: (manifest) => {
      const origin = origins.get(manifest);
      if (origin !== undefined) places.set(origin.constructPath, origin);
      return origin?.constructPath;
    },
  });
  return findings
    .filter(({ severity }) => severity === 'error')
    .map((finding) => described(finding, places.get(finding.construct ?? '')));
}

const objects = new Map<string, JsonObject>();

/**
 * The object that was judged for another environment already, if this one is equal to it: what is kept about an
 * object holds for both.
 */
function sameObject(object: JsonObject): JsonObject {
  const text = JSON.stringify(object);
  const known = objects.get(text) ?? object;
  objects.set(text, known);
  return known;
}

function described(finding: Finding, origin: JudgedManifest | undefined): string {
  const { code, kind, namespace, name, path, message, remedy } = finding;
  const object = `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
  const line = origin?.createdAt?.();
  const construct = origin && ` (construct ${origin.constructPath}${line === undefined ? '' : `, ${line}`})`;
  return `${code} ${object} ${path}: ${message}; ${remedy}${construct ?? ''}`;
}
