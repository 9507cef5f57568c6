import { covers, isWildcard } from '../vocabulary/host-name';
import type { Labels } from './label-selector';
import type { Manifest } from './manifest';
import type { JsonObject } from '../vocabulary/json';

/** A subset of a DestinationRule. */
export interface Subset {
  readonly name: string;
  readonly labels: Labels;
  readonly trafficPolicy?: JsonObject;
  /** The DestinationRule that it was written in, and its place in `spec.subsets` there. */
  readonly manifest: Manifest;
  readonly index: number;
}

/** What the DestinationRules of one namespace say together about one host. */
export interface EffectiveRule {
  /** Written out; may be a wildcard. */
  readonly host: string;
  readonly namespace: string;
  /** Those that it was merged from, the one that leads first. */
  readonly manifests: readonly Manifest[];
  /** The labels of the only clients that it is for; undefined for all. */
  readonly selector?: Labels;
  /** Of the first rule that has one. */
  readonly trafficPolicy?: JsonObject;
  /** Of all of them; of two with one name, the first. */
  readonly subsets: readonly Subset[];
}

/** A rule and where it is seen. */
export interface ExportedRule extends EffectiveRule {
  readonly exportTo: readonly string[];
}

/** The DestinationRules of one namespace by host, merged as Istio merges them. Add them in the order of their age. */
export class MergedRules {
  readonly #byHost = new Map<string, ExportedRule[]>();
  #wildcards: readonly string[] | undefined;

  /** Adds a rule to those of its host: it becomes part of each that is exported alike, else stands by itself. */
  add(rule: ExportedRule): void {
    const known = this.#byHost.get(rule.host);
    if (!known) {
      this.#byHost.set(rule.host, [rule]);
      this.#wildcards = undefined;
      return;
    }
    let apart = true;
    for (const [place, existing] of known.entries()) {
      const alike = sameTexts(rule.exportTo, existing.exportTo);
      const wider =
        existing.exportTo.length > 0 && existing.exportTo.every((target) => rule.exportTo.includes(target));
      apart = !alike;
      if (!alike && !wider) continue;
      if (rule.selector && existing.selector && !sameLabels(rule.selector, existing.selector)) {
        apart = true;
        continue;
      }
      if ((rule.selector === undefined) === (existing.selector === undefined)) apart = false;
      known[place] = merged(existing, rule);
    }
    if (apart) known.push(rule);
  }

  /** The rules for the most specific host that covers a host, or undefined. */
  mostSpecific(host: string): readonly ExportedRule[] | undefined {
    const exact = this.#byHost.get(host);
    if (exact) return exact;
    this.#wildcards ??= [...this.#byHost.keys()]
      .filter(isWildcard)
      .sort((one, other) => other.length - one.length);
    const wildcard = this.#wildcards.find((pattern) => covers(pattern, host));
    return wildcard === undefined ? undefined : this.#byHost.get(wildcard);
  }
}

function merged(first: ExportedRule, second: ExportedRule): ExportedRule {
  const names = new Set(first.subsets.map(({ name }) => name));
  const trafficPolicy = first.trafficPolicy ?? second.trafficPolicy;
  return {
    ...first,
    manifests: [...first.manifests, ...second.manifests],
    ...(trafficPolicy === undefined ? {} : { trafficPolicy }),
    subsets: [...first.subsets, ...second.subsets.filter(({ name }) => !names.has(name))],
  };
}

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  const texts = new Set(one);
  return texts.size === new Set(other).size && other.every((text) => texts.has(text));
}

function sameLabels(one: Labels, other: Labels): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
