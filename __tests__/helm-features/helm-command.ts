import { execFileSync } from 'node:child_process';
import type { Construct } from 'constructs';
import { loadAll } from 'js-yaml';
import type { ConfigMap } from 'kubernetes-types/core/v1';
import { HelmChart, type HelmChartProps } from '../../lib/emit/helm-chart';
import { deferredObject, kindOf } from '../../lib/values/deferred-object';
import type { Tree } from '../../lib/values/expression';
import type { JsonObject } from '../../lib/vocabulary/json';
import type { Manifest } from '../fixtures/manifests';
import { withoutChartLabels } from '../fixtures/rendered-chart';

/** An object as a template gives it. */
export type Rendered = Manifest & JsonObject;

/**
 * What the real Helm prints.
 *
 * @throws Error with its message, when it refuses
 */
export function helm(...args: readonly string[]): string {
  const command = process.env['EVENT_MESH_HELM'] ?? 'helm';
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** A Helm that `go install` has built takes the cluster for a Kubernetes 1.20, which charts may refuse. */
export const KUBERNETES = ['--kube-version', '1.30.0'] as const;

/** The objects that `helm template` makes of a chart's folder, in its order. */
export function templated(chart: string, ...args: readonly string[]): Rendered[] {
  const documents = loadAll(helm('template', 'shop', chart, '--namespace', 'market', ...KUBERNETES, ...args));
  return documents
    .filter((document) => typeof document === 'object' && document !== null)
    .map((document) => withoutChartLabels(document as Rendered));
}

/** A chart of what is below a construct, called `shop` unless it is told otherwise. */
export function helmChart(root: Construct, props: Partial<HelmChartProps> = {}): HelmChart {
  return new HelmChart(root, { name: 'shop', version: '0.1.0', description: 'A shop', ...props });
}

const CONFIG_MAP = kindOf<ConfigMap>('v1', 'ConfigMap');

/** A ConfigMap any part of which may be deferred. */
export function configMap(scope: Construct, name: string, data: Tree, annotations?: Tree): void {
  deferredObject(CONFIG_MAP, scope, name, { name, annotations }, { data: data as never });
}
