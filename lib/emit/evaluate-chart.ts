import { readFileSync } from 'node:fs';
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ChartValues } from '../values/chart-values';
import { constraintsOf } from '../values/constraint';
import type { DeployContext } from '../values/evaluate';
import { mergeValues } from '../values/merge-values';
import { ConfigError } from '../vocabulary/config-error';
import type { JsonObject } from '../vocabulary/json';
import { collectObjects } from './collected-object';
import { deploymentMistakes } from './deployment-mistakes';
import { plainManifests } from './plain-manifests';
import { parseValuesYaml } from './values-yaml';

/** What a chart is evaluated with. */
export interface EvaluateOptions {
  /** The values that the chart's program declares. @default - none: every value is its own default */
  readonly values?: ChartValues;
  /** A values file, such as `environments/prod.yaml`, merged over the defaults. @default - none */
  readonly file?: string;
  /** What else a values file would say, merged over the others. @default - nothing */
  readonly overrides?: JsonObject;
  /** The release that the chart is. @default - name `release-name`, in the namespace of the chart, else `default` */
  readonly release?: Partial<DeployContext['release']>;
  /** What the chart is called. @default - the construct's id, both versions `0.1.0` */
  readonly chart?: Partial<DeployContext['chart']>;
}

/**
 * The manifests of a chart, or of the part of one below a construct, as plain synthesis writes them for one
 * environment: for snapshot tests, and for programs that write them in their own way. What an environment leaves
 * out is not there, while cdk8s's own `Testing.synth` and `App.synth` give every object that some environment has.
 *
 * @throws ConfigError `values` with every mistake of the file and the overrides
 *
 * @example
 * ```ts
 * const values = new ChartValues();
 * new Worker(chart, 'mailer', {
 *   image: { repository: 'registry.example.com/mailer', tag: '1.4.2' },
 *   replicas: values.integer('replicas', { default: 1, minimum: 0, description: 'Pods of the mailer' }),
 * });
 * const manifests = evaluateChart(chart, { values, overrides: { replicas: 3 } });
 * ```
 */
export function evaluateChart(root: Construct, options: EvaluateOptions = {}): JsonObject[] {
  const { values = new ChartValues(), file, overrides = {} } = options;
  const given = [file === undefined ? {} : parseValuesYaml(readFileSync(file, 'utf8'), file), overrides];
  const merged = mergeValues(values.defaults, ...given);
  const context: DeployContext = {
    // Without values nothing is merged: every value is then its own default.
    ...(options.values ? { values: merged } : {}),
    release: { name: 'release-name', namespace: Chart.of(root).namespace ?? 'default', ...options.release },
    chart: { name: root.node.id, version: '0.1.0', appVersion: '0.1.0', ...options.chart },
  };
  const mistakes = deploymentMistakes({ values, constraints: constraintsOf(root) }, context, merged);
  if (mistakes.length > 0) {
    const place = file ?? 'overrides';
    throw new ConfigError('values', undefined, mistakes.map((mistake) => `${place}: ${mistake}`).join('\n'));
  }
  // What was evaluated may hold the very maps and lists of defaults; users may change what they are given.
  return plainManifests(collectObjects(root, 'plain'), context).map(
    ({ manifest }) => JSON.parse(JSON.stringify(manifest)) as JsonObject,
  );
}
