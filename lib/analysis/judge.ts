import { analyse } from './analyse';
import { catalogue } from './catalogue';
import type { Finding } from './finding';
import type { Rule } from './rule';
import { proxyImageInjected } from './rules/proxy-image-injected';
import { serviceTargetPortExists } from './rules/service-target-port-exists';
import { workloadDataPlaneUnique } from './rules/workload-data-plane-unique';
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

/** Rules of which some problems are errors, though most are warnings. */
const sometimesErrors: readonly Rule[] = [
  proxyImageInjected,
  serviceTargetPortExists,
  workloadDataPlaneUnique,
];

/** The rules that can refuse manifests; the others would take as long again, for findings that nobody is told. */
export const refusingRules = catalogue.filter(
  (rule) => rule.severity === 'error' || sometimesErrors.includes(rule),
);

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
    const manifest = manifestOf(judged.manifest, 'default');
    if (manifest !== undefined) origins.set(manifest, judged);
  }
  const places = new Map<string, JudgedManifest>();
  const findings = analyse(new Mesh([...origins.keys()]), {
    rules: refusingRules,
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

function described(finding: Finding, origin: JudgedManifest | undefined): string {
  const { code, kind, namespace, name, path, message, remedy } = finding;
  const object = `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
  const line = origin?.createdAt?.();
  const construct = origin && ` (construct ${origin.constructPath}${line === undefined ? '' : `, ${line}`})`;
  return `${code} ${object} ${path}: ${message}; ${remedy}${construct ?? ''}`;
}
