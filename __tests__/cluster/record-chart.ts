// node scripts/fresh.mjs __tests__/cluster/record-chart.ts [CHART]: writes down what the chart gives, as what the next
// one must be able to upgrade. To run at each release.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

import { loadAll } from 'js-yaml';

import { findHelm } from '../helm/helm';
import { recordedObjects, recordedRelease, recordedValues } from './previous-chart';
import { chart } from './releases';

async function recordChart(): Promise<void> {
  const { name, namespace } = recordedRelease;
  const args = ['--namespace', namespace, '--kube-version', '1.36.0', ...recordedValues];
  const text = execFileSync(await findHelm(), ['template', name, process.argv[2] ?? chart, ...args], {
    encoding: 'utf8',
  });
  const objects = loadAll(text).filter((object) => object !== null && object !== undefined);
  writeFileSync(recordedObjects, objects.map((object) => `${JSON.stringify(object)}\n`).join(''));
  console.log(`${recordedObjects}: ${objects.length} objects`);
}

void recordChart();
