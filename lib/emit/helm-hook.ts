import type { Construct } from 'constructs';
import { ChartOnlyObject, type ChartOnlyManifest } from '../values/chart-only-object';
import { isDeferral, type Tree } from '../values/expression';
import { fields } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';

/** When Helm runs a hook. @see https://helm.sh/docs/topics/charts_hooks/ */
export type HookPhase =
  | 'pre-install'
  | 'post-install'
  | 'pre-upgrade'
  | 'post-upgrade'
  | 'pre-delete'
  | 'post-delete'
  | 'pre-rollback'
  | 'post-rollback'
  | 'test';

/** When Helm deletes the object of a hook. */
export type HookDeletePolicy = 'before-hook-creation' | 'hook-succeeded' | 'hook-failed';

/** Options of a hook. */
export interface HelmHookProps {
  /** When it runs: one phase at least. */
  readonly phases: readonly HookPhase[];
  /** Hooks of one phase run one after the other, those of low weight first. @default 0 */
  readonly weight?: number;
  /** When Helm deletes the object. @default - the object stays until the hook runs the next time, as `before-hook-creation` has it */
  readonly deletePolicies?: readonly HookDeletePolicy[];
}

/**
 * An object that Helm makes at a point of a release's life, and waits for: a Pod or Job until it has succeeded, anything
 * else until it is there. No hook is part of the release: `helm uninstall` leaves it, and what a hook of `pre-install`
 * needs, such as a service account, must be a hook of lower weight. Plain synthesis has no hooks.
 *
 * @see https://helm.sh/docs/topics/charts_hooks/
 */
export class HelmHook extends ChartOnlyObject {
  /**
   * @throws ConfigError `hook-phase` without a phase, `hook-weight` when the weight is no whole number, and
   * `hook-restart` when a pod starts again for ever, so that Helm would wait for ever
   */
  constructor(scope: Construct, id: string, manifest: ChartOnlyManifest, props: HelmHookProps) {
    const { phases, weight, deletePolicies = [] } = props;
    if (phases.length === 0)
      throw new ConfigError('hook-phase', scope, `'phases' of hook '${id}' is empty; name when Helm runs it`);
    if (weight !== undefined && !Number.isInteger(weight))
      throw new ConfigError(
        'hook-weight',
        scope,
        `'weight' of hook '${id}' is ${weight}, expected a whole number`,
      );
    if (restartPolicyOf(manifest) === 'Always')
      throw new ConfigError(
        'hook-restart',
        scope,
        `'restartPolicy' of hook '${id}' is Always, so that it never ends and Helm waits in vain; write Never`,
      );
    const { annotations = {}, ...metadata } = manifest.metadata;
    const own = {
      'helm.sh/hook': phases.join(','),
      ...(weight === undefined ? {} : { 'helm.sh/hook-weight': String(weight) }),
      ...(deletePolicies.length === 0 ? {} : { 'helm.sh/hook-delete-policy': deletePolicies.join(',') }),
    };
    const joined = isDeferral(annotations)
      ? fields(annotations, own)
      : { ...(annotations as object), ...own };
    super(scope, id, { ...manifest, metadata: { ...metadata, annotations: joined } });
  }
}

/** Of a Pod, which Kubernetes starts again unless it is told otherwise, or of a Job. */
function restartPolicyOf({ kind, spec }: ChartOnlyManifest): Tree | undefined {
  if (kind === 'Pod') return field(spec, 'restartPolicy') ?? (isKnown(spec) ? 'Always' : undefined);
  return kind === 'Job' ? field(field(field(spec, 'template'), 'spec'), 'restartPolicy') : undefined;
}

function field(tree: Tree | undefined, key: string): Tree | undefined {
  return isKnown(tree) ? (tree as Readonly<Record<string, Tree | undefined>>)[key] : undefined;
}

function isKnown(tree: Tree | undefined): boolean {
  return typeof tree === 'object' && tree !== null && !isDeferral(tree);
}
