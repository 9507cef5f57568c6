import type { Labels } from '../edges/mesh-object';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';

/** A condition on one label of namespaces. */
export interface LabelCondition {
  /** Key of the label. */
  readonly key: string;
  /** What must hold of its value. */
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /** For `In` and `NotIn`. @default - none */
  readonly values?: readonly string[];
}

/**
 * Some namespaces of the cluster.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#routenamespaces
 */
export class NamespaceSelection {
  /** The gateway's own. */
  static same(): NamespaceSelection {
    return new NamespaceSelection({ from: 'Same' });
  }

  /** All of them. */
  static all(): NamespaceSelection {
    return new NamespaceSelection({ from: 'All' });
  }

  /** Those that have these labels, and fulfil all conditions. @throws ConfigError `namespaces` for values amiss */
  static labelled(matchLabels: Labels, ...conditions: LabelCondition[]): NamespaceSelection {
    for (const { key, operator, values = [] } of conditions) {
      const needed = operator === 'In' || operator === 'NotIn';
      if (needed === values.length > 0) continue;
      throw new ConfigError(
        'namespaces',
        undefined,
        `'values' of ${key} has ${values.length} entries, expected ${needed ? 'at least one' : 'none'} for ${operator}`,
      );
    }
    const matchExpressions = conditions.length === 0 ? undefined : conditions.map((one) => ({ ...one }));
    return new NamespaceSelection({
      from: 'Selector',
      selector: { matchLabels: matchLabels as Tree, matchExpressions },
    });
  }

  private constructor(private readonly settings: Tree) {}

  /** @internal As a Gateway has it. */
  _toGatewayApi(): Tree {
    return this.settings;
  }
}
