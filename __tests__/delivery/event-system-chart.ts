import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadAll } from 'js-yaml';
import { parseValuesYaml } from '../../lib/emit/values-yaml';
import { mergeValues } from '../../lib/values/merge-values';
import type { JsonObject } from '../../lib/vocabulary/json';
import { KUBERNETES } from '../helm-features/helm-command';

const root = path.join(__dirname, '../..');
const chart = path.join(root, 'charts/event-backend');

/** All values of the program's chart in an environment, as Helm has them. */
export function valuesOf(environment: string, ...further: readonly JsonObject[]): JsonObject {
  const [defaults, own] = [
    path.join(chart, 'values.yaml'),
    path.join(root, `environments/${environment}.yaml`),
  ].map((file) => parseValuesYaml(readFileSync(file, 'utf8'), file));
  return mergeValues(defaults ?? {}, own ?? {}, ...further);
}

/** What Helm makes of the program's chart where it cannot look into a cluster. */
export function renderedChart(environment: string, values: JsonObject): readonly JsonObject[] {
  const args = ['template', 'event-system', chart, '--namespace', 'event-system', ...KUBERNETES];
  const files = ['--values', path.join(root, `environments/${environment}.yaml`), '--values', '-'];
  const text = execFileSync(process.env['EVENT_MESH_HELM'] ?? 'helm', [...args, ...files], {
    input: JSON.stringify(values),
    encoding: 'utf8',
  });
  return (loadAll(text) as (JsonObject | null)[]).filter((object) => object !== null);
}
