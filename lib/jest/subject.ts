import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { manifestOf, type Manifest } from '../mesh/manifest';
import { Mesh } from '../mesh/mesh';
import { yamlManifests } from '../mesh/yaml-manifests';

/** The namespace of objects that name none. */
const NAMESPACE = 'default';

/** Something that has manifests: a cdk8s Chart. */
interface Synthesisable {
  toJson(): unknown;
}

/**
 * The mesh that a test speaks of: a cdk8s App or Chart, a list of objects, the text of manifests, a file, a folder of
 * YAML files, or a list of any of these.
 *
 * @throws TypeError for anything else
 */
export function meshOf(subject: unknown): Mesh {
  return subject instanceof Mesh ? subject : new Mesh(manifestsOf(subject));
}

function manifestsOf(subject: unknown): readonly Manifest[] {
  if (Array.isArray(subject)) return subject.flatMap((item: unknown) => manifestsOf(item));
  if (typeof subject === 'string') return ofText(subject);
  if (hasCharts(subject)) return subject.charts.flatMap((chart) => manifestsOf(chart.toJson()));
  if (isSynthesisable(subject)) return manifestsOf(subject.toJson());
  // What cdk8s returns may be made of classes; manifests are plain data.
  const plain: unknown = typeof subject === 'object' ? JSON.parse(JSON.stringify(subject)) : subject;
  const manifest = manifestOf(plain, NAMESPACE);
  if (manifest) return [manifest];
  throw new TypeError(
    `expected an App, a Chart, objects, the text of manifests, a file or a folder, but got ${inWords(subject)}`,
  );
}

function ofText(text: string): readonly Manifest[] {
  if (text.includes('\n') || !existsSync(text)) return yamlManifests(text, 'manifests', NAMESPACE);
  if (!statSync(text).isDirectory()) return yamlManifests(readFileSync(text, 'utf8'), text, NAMESPACE);
  return readdirSync(text, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ya?ml|json)$/.test(file))
    .sort()
    .flatMap((file) => {
      const whole = path.join(text, file);
      return yamlManifests(readFileSync(whole, 'utf8'), whole, NAMESPACE);
    });
}

/** A cdk8s App. */
function hasCharts(subject: unknown): subject is { readonly charts: readonly Synthesisable[] } {
  return (
    typeof subject === 'object' && subject !== null && 'charts' in subject && Array.isArray(subject.charts)
  );
}

function isSynthesisable(subject: unknown): subject is Synthesisable {
  return (
    typeof subject === 'object' &&
    subject !== null &&
    'toJson' in subject &&
    typeof subject.toJson === 'function'
  );
}

function inWords(subject: unknown): string {
  return subject === null
    ? 'null'
    : typeof subject === 'object'
      ? 'an object of another kind'
      : typeof subject;
}
