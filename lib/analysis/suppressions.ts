import { suppressionReasoned, suppressionUsed } from './engine-codes';
import type { CodeDescription, Problem, Rule } from './rule';
import type { Manifest } from '../mesh/manifest';

/** The annotation `suppress.event-mesh.dev/EVM101: reason` silences a code for its object. */
const OURS = 'suppress.event-mesh.dev/';
const ISTIOCTL = 'galley.istio.io/analyze-suppress';
const KIALI = 'kiali.io/ignore-validations';

/**
 * What annotations silence: ours, with a reason each, and those of istioctl (a list of codes or `*`) and Kiali (a
 * list of codes; an empty one is all). The others' silence findings that have a code of theirs.
 */
export class Suppressions {
  readonly #used = new Set<string>();

  constructor(private readonly rules: readonly Rule[]) {}

  /** Whether a finding is silenced. */
  silences(code: string, aliases: readonly string[], manifest: Manifest): boolean {
    const { annotations } = manifest;
    if (annotations[OURS + code]?.trim()) {
      this.#used.add(usage(manifest, code));
      return true;
    }
    return (
      isListed(annotations[ISTIOCTL], 'IST', aliases, false) ||
      isListed(annotations[KIALI], 'KIA', aliases, true)
    );
  }

  /** What is wrong with the suppressions themselves; asked once all findings are known. */
  *problems(
    manifests: readonly Manifest[],
    running: ReadonlySet<string>,
  ): Generator<[CodeDescription, Problem]> {
    for (const manifest of manifests) {
      for (const [key, reason] of Object.entries(manifest.annotations)) {
        if (!key.startsWith(OURS)) continue;
        const code = key.slice(OURS.length);
        const path = ['metadata', 'annotations', key];
        if (!this.rules.some((rule) => rule.code === code)) {
          const message = `'${code}' is no code of a rule`;
          const remedy = `write ${OURS}CODE: reason, with a code such as EVM101`;
          yield [suppressionReasoned, { manifest, path, message, remedy }];
        } else if (reason.trim() === '') {
          const message = `${code} is suppressed without a reason`;
          yield [suppressionReasoned, { manifest, path, message, remedy: 'say why, as the value' }];
        } else if (running.has(code) && !this.#used.has(usage(manifest, code))) {
          const message = `${code} is suppressed, and not reported of this object`;
          yield [suppressionUsed, { manifest, path, message, remedy: 'remove the annotation' }];
        }
      }
    }
  }
}

function usage(manifest: Manifest, code: string): string {
  return [manifest.type, manifest.namespace, manifest.name, code].join('\n');
}

function isListed(
  list: string | undefined,
  prefix: string,
  aliases: readonly string[],
  emptyIsAll: boolean,
): boolean {
  if (list === undefined) return false;
  const theirs = aliases.filter((alias) => alias.startsWith(prefix));
  const codes = list.split(',').map((code) => code.trim());
  const all = codes.includes('*') || (emptyIsAll && list.trim() === '');
  return all ? theirs.length > 0 : theirs.some((alias) => codes.includes(alias));
}
