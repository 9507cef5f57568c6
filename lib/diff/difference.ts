import { changePath, changeWords, isSecret } from './change-words';
import type { RequestComparison, RequestDifference, RequestSearch } from './equivalence';
import { fieldChanges } from './field-change';
import { normalForm } from './normal-form';
import { isOfPackaging, withoutPackaging } from './packaging';
import { changeRisk, objectRisk, risks, type Risk } from './risk';
import { costDifference, type CostDifference } from '../cost/cost-difference';
import { estimateCost } from '../cost/estimate';
import type { PriceTable } from '../cost/price-table';
import type { Manifest } from '../mesh/manifest';
import { Mesh } from '../mesh/mesh';
import { compareBytes, type Json } from '../vocabulary/json';
import { withoutSecrets } from '../vocabulary/secret-name';

/** The manifests of each environment; the name is empty where there are none. */
export type Environments = ReadonlyMap<string, readonly Manifest[]>;

/** How two sets of manifests differ. Nothing differs if `changes` is empty. */
export interface Difference {
  /** The gravest first, then by object. */
  readonly changes: readonly Change[];
  /** By environment; those that cost the same are left out. */
  readonly costs: readonly (CostDifference & { readonly environment: string })[];
  readonly requests: readonly (RequestDifference & { readonly environment: string })[];
  /** How far requests were looked for; empty where they were not. */
  readonly searches: readonly (RequestSearch & { readonly environment: string })[];
}

/** One change of one object. */
export interface Change {
  readonly risk: Risk;
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly change: 'added' | 'removed' | 'changed' | 'reordered';
  /** The field, as `spec.replicas`; empty for the object itself. */
  readonly path: string;
  /** In the words of the kind. */
  readonly text: string;
  /** The values in normal form; absent for those of Secrets and other secrets, and of whole objects. */
  readonly old?: Json;
  readonly new?: Json;
  /** The environments that it reaches. */
  readonly environments: readonly string[];
}

/** How to compare. */
export interface ComparisonOptions {
  /**
   * Leaves out what differs between a chart and plain manifests of the same: labels and annotations of Helm, and
   * Namespaces, Secrets and hooks that stand on one side only. @default false
   */
  readonly ignorePackaging?: boolean;
  /** The prices for the difference in cost. @default - costs are not compared */
  readonly prices?: PriceTable;
  /** Finds requests that are treated differently. @default - none are looked for */
  readonly requests?: RequestComparison;
}

/** Compares two sets of manifests, environment by environment and object by object. */
export function compareManifests(
  old: Environments,
  changed: Environments,
  options: ComparisonOptions = {},
): Difference {
  const names = [...new Set([...old.keys(), ...changed.keys()])].sort(compareBytes);
  const changes = new Map<string, Change>();
  const costs: (CostDifference & { environment: string })[] = [];
  const requests: (RequestDifference & { environment: string })[] = [];
  const searches: (RequestSearch & { environment: string })[] = [];
  for (const environment of names) {
    const [before, after] = [old.get(environment) ?? [], changed.get(environment) ?? []];
    for (const change of objectChanges(before, after, options)) {
      const key = JSON.stringify([change.kind, change.namespace, change.name, change.path, change.text]);
      const environments = environment === '' ? [] : [...(changes.get(key)?.environments ?? []), environment];
      changes.set(key, { ...change, environments });
    }
    if (options.prices !== undefined) {
      const cost = costDifference(
        estimateCost(new Mesh(before), options.prices),
        estimateCost(new Mesh(after), options.prices),
      );
      if (cost.lines.length > 0) costs.push({ environment, ...cost });
    }
    const compared = options.requests?.(before, after);
    if (compared === undefined) continue;
    requests.push(...compared.differences.map((request) => ({ environment, ...request })));
    searches.push({ environment, ...compared.explored });
  }
  return { changes: [...changes.values()].sort(byRiskAndObject), costs, requests, searches };
}

function objectChanges(
  old: readonly Manifest[],
  changed: readonly Manifest[],
  { ignorePackaging = false }: ComparisonOptions,
): readonly Change[] {
  const [before, after] = [byKey(old), byKey(changed)];
  const changes: Change[] = [];
  for (const [key, manifest] of after) {
    const former = before.get(key);
    if (former !== undefined) changes.push(...fieldsOf(former, manifest, ignorePackaging));
    else if (!(ignorePackaging && isOfPackaging(manifest))) changes.push(wholeObject(manifest, 'added'));
  }
  for (const [key, manifest] of before) {
    if (after.has(key) || (ignorePackaging && isOfPackaging(manifest))) continue;
    changes.push(wholeObject(manifest, 'removed'));
  }
  return changes;
}

/** The later of two objects of one name is the one that stays when both are applied. */
function byKey(manifests: readonly Manifest[]): ReadonlyMap<string, Manifest> {
  return new Map(
    manifests.map((manifest) => [`${manifest.type}\n${manifest.namespace}\n${manifest.name}`, manifest]),
  );
}

function wholeObject(manifest: Manifest, change: 'added' | 'removed'): Change {
  const risk = objectRisk(manifest, change);
  return { risk, ...identity(manifest), change, path: '', text: `object ${change}`, environments: [] };
}

function fieldsOf(old: Manifest, changed: Manifest, ignorePackaging: boolean): readonly Change[] {
  const form = (manifest: Manifest) =>
    ignorePackaging ? withoutPackaging(normalForm(manifest)) : normalForm(manifest);
  return fieldChanges(form(old), form(changed)).map((change) => ({
    risk: changeRisk(change, old),
    ...identity(changed),
    change: change.kind,
    path: changePath(change),
    text: changeWords(change, changed),
    ...(isSecret(change, changed.type)
      ? {}
      : {
          ...(change.old === undefined ? {} : { old: withoutSecrets(change.old) }),
          ...(change.new === undefined ? {} : { new: withoutSecrets(change.new) }),
        }),
    environments: [],
  }));
}

function identity({ apiVersion, kind, namespace, name }: Manifest) {
  return { apiVersion, kind, namespace, name };
}

function byRiskAndObject(a: Change, b: Change): number {
  return (
    risks.indexOf(a.risk) - risks.indexOf(b.risk) ||
    compareBytes(`${a.kind}\n${a.namespace}\n${a.name}`, `${b.kind}\n${b.namespace}\n${b.name}`)
  );
}
