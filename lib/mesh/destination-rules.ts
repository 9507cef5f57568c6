import { byAge } from './age-order';
import { MergedRules, type EffectiveRule, type ExportedRule } from './merged-rules';
import { qualifiedHost } from '../vocabulary/host-name';
import { hasLabels, type Labels } from './label-selector';
import type { Manifest } from './manifest';
import type { Mesh } from './mesh';
import { objectOf, objectsOf, textFieldsOf, textOf, textsOf } from '../vocabulary/json-fields';

/** Who calls whom, for the choice of a DestinationRule. */
export interface Call {
  /** The host of the service that is called. */
  readonly host: string;
  readonly serviceNamespace: string;
  readonly clientNamespace: string;
  readonly clientLabels: Labels;
}

/**
 * The DestinationRules as clients see them.
 *
 * @see https://istio.io/latest/docs/ops/best-practices/traffic-management/#cross-namespace-configuration
 */
export class DestinationRules {
  static of(mesh: Mesh): DestinationRules {
    return mesh.index(
      'destinationRules',
      () =>
        new DestinationRules(
          mesh.of('networking.istio.io/DestinationRule'),
          mesh.config.rootNamespace,
          mesh.config.defaultExportTo('DestinationRule').includes('.'),
        ),
    );
  }

  readonly #local = new Map<string, MergedRules>();
  readonly #exported = new Map<string, MergedRules>();
  readonly #rootOnly = new MergedRules();

  constructor(
    manifests: readonly Manifest[],
    private readonly rootNamespace: string,
    privateByDefault: boolean,
  ) {
    const rules = [...manifests].sort(byAge).map(ruleOf);
    // Those for certain workloads come first, so that none is merged into what holds for all.
    rules.sort((one, other) => Number(other.selector !== undefined) - Number(one.selector !== undefined));
    for (const rule of rules) {
      const { exportTo } = rule;
      const home = rule.namespace;
      if (exportTo.length === 0 || exportTo.some((target) => ['*', '.', home].includes(target))) {
        rulesOf(this.#local, home).add(rule);
      }
      const [only, second] = exportTo;
      const isPrivate =
        only === undefined ? privateByDefault : second === undefined && (only === '.' || only === home);
      if (!isPrivate) rulesOf(this.#exported, home).add(rule);
      else if (home === rootNamespace) this.#rootOnly.add(rule);
    }
  }

  /**
   * The one rule that holds for a call: of the client's namespace, else of the service's, else of the root namespace.
   * Inside a namespace the most specific host wins. A rule of the client's namespace, even for a wildcard, hides those
   * of the other two completely.
   */
  effective(call: Call): EffectiveRule | undefined {
    const own =
      call.clientNamespace === this.rootNamespace ? this.#rootOnly : this.#local.get(call.clientNamespace);
    const candidates =
      own?.mostSpecific(call.host) ??
      this.#exportedBy(call.serviceNamespace, call) ??
      this.#exportedBy(this.rootNamespace, call) ??
      [];
    let forAll: EffectiveRule | undefined;
    for (const rule of candidates) {
      if (rule.selector === undefined) forAll = rule;
      else if (rule.namespace === call.clientNamespace && hasLabels(call.clientLabels, rule.selector))
        return rule;
    }
    return forAll;
  }

  #exportedBy(namespace: string, { host, clientNamespace }: Call): readonly EffectiveRule[] | undefined {
    const rules = this.#exported
      .get(namespace)
      ?.mostSpecific(host)
      ?.filter(
        ({ exportTo }) =>
          exportTo.length === 0 || exportTo.includes('*') || exportTo.includes(clientNamespace),
      );
    return rules === undefined || rules.length === 0 ? undefined : rules;
  }
}

function rulesOf(index: Map<string, MergedRules>, namespace: string): MergedRules {
  const known = index.get(namespace);
  if (known) return known;
  const made = new MergedRules();
  index.set(namespace, made);
  return made;
}

function ruleOf(manifest: Manifest): ExportedRule {
  const { spec, namespace } = manifest;
  const selector = objectOf(spec['workloadSelector'])['matchLabels'];
  return {
    host: qualifiedHost(textOf(spec['host']) ?? '', namespace),
    namespace,
    manifests: [manifest],
    // Istio exports a rule for certain workloads to nobody.
    exportTo: selector === undefined ? textsOf(spec['exportTo']) : ['.'],
    ...(selector === undefined ? {} : { selector: textFieldsOf(selector) }),
    ...(spec['trafficPolicy'] === undefined ? {} : { trafficPolicy: objectOf(spec['trafficPolicy']) }),
    subsets: objectsOf(spec['subsets']).map((subset, index) => ({
      name: textOf(subset['name']) ?? '',
      labels: textFieldsOf(subset['labels']),
      ...(subset['trafficPolicy'] === undefined ? {} : { trafficPolicy: objectOf(subset['trafficPolicy']) }),
      manifest,
      index,
    })),
  };
}
