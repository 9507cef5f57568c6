import { catalogue } from './catalogue';
import { ruleCrashed } from './engine-codes';
import type { Finding } from './finding';
import { compareFindings } from './finding-order';
import { pageUrl, type CodeDescription, type Preset, type Problem, type Rule } from './rule';
import { Suppressions } from './suppressions';
import { writtenPath } from '../vocabulary/field-path';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';

/** How to analyse. */
export interface AnalysisOptions {
  /** @default 'recommended' */
  readonly preset?: Preset;
  /** The rules to choose from. @default - all of the catalogue */
  readonly rules?: readonly Rule[];
  /** The path of the construct that made an object. @default - its annotation `event-mesh.dev/construct` */
  readonly constructOf?: (manifest: Manifest) => string | undefined;
}

/** Namespaces of the cluster itself, of which nobody wants to hear. */
const SYSTEM_NAMESPACES: ReadonlySet<string> = new Set([
  'kube-node-lease',
  'kube-public',
  'kube-system',
  'local-path-storage',
]);

/**
 * Judges a mesh by the rules: every problem once, sorted by object, field and code, whatever the order of manifests.
 * The set of manifests is taken for the whole world: what is not in it does not exist.
 */
export function analyse(mesh: Mesh, options: AnalysisOptions = {}): readonly Finding[] {
  const { preset = 'recommended', rules = catalogue, constructOf = annotatedConstruct } = options;
  const running = rules.filter((rule) => preset === 'strict' || rule.preset === 'recommended');
  const suppressions = new Suppressions(rules);
  const findings = new Map<string, Finding>();
  const add = (code: CodeDescription, aliases: readonly string[], problem: Problem): void => {
    if (isOfTheSystem(problem.manifest)) return;
    if (suppressions.silences(code.code, aliases, problem.manifest)) return;
    const finding = findingOf(code, aliases, problem, constructOf(problem.manifest));
    findings.set(JSON.stringify(finding), finding);
  };

  const crashes: [CodeDescription, Problem][] = [];
  for (const rule of running) {
    try {
      rule.check(mesh, (problem) => {
        add(rule, problem.aliases ?? rule.aliases, problem);
      });
    } catch (error) {
      crashes.push([ruleCrashed, crash(rule, error, mesh)]);
    }
  }
  const active = new Set(running.map(({ code }) => code));
  for (const [code, problem] of [...crashes, ...suppressions.problems(mesh.manifests, active)]) {
    add(code, [], problem);
  }
  return [...findings.values()].sort(compareFindings);
}

function findingOf(
  { code, name, severity }: CodeDescription,
  aliases: readonly string[],
  problem: Problem,
  construct: string | undefined,
): Finding {
  const { manifest, path } = problem;
  const { source } = manifest;
  return {
    code,
    aliases,
    severity: problem.severity ?? severity,
    apiVersion: manifest.apiVersion,
    kind: manifest.kind,
    namespace: manifest.namespace,
    name: manifest.name,
    path: writtenPath(path),
    ...(source === undefined ? {} : { file: source.file, line: source.lineOf(path) }),
    ...(construct === undefined ? {} : { construct }),
    message: problem.message,
    remedy: problem.remedy,
    url: pageUrl(name),
  };
}

/** A finding needs an object; a rule that crashed has none, so that it is said of the first by the alphabet. */
function crash(rule: Rule, error: unknown, mesh: Mesh): Problem {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const key = ({ type, namespace, name }: Manifest): string => [type, namespace, name].join(' ');
  return {
    manifest: mesh.manifests.reduce((first, one) => (key(one) < key(first) ? one : first)),
    path: [],
    message: `the rule ${rule.code} (${rule.name}) failed on this set of manifests: ${reason}`,
    remedy: 'report it, with the manifests; the other rules have run',
  };
}

function isOfTheSystem({ namespace, type, name }: Manifest): boolean {
  return SYSTEM_NAMESPACES.has(type === '/Namespace' ? name : namespace);
}

function annotatedConstruct({ annotations }: Manifest): string | undefined {
  return annotations['event-mesh.dev/construct'];
}
