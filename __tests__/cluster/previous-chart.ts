import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { projectRoot } from './programs';

/** The objects of the chart as it was released last, one a line; `record-chart.ts` writes it. */
export const recordedObjects = path.join(__dirname, 'fixtures', 'previous-chart.jsonl');

/** The release and the values that the objects were recorded for, with as many parts switched on as go together. */
export const recordedRelease = { name: 'event-system', namespace: 'chart-upgrade' };
export const recordedValues: readonly string[] = [
  ...['--values', path.join(projectRoot, 'environments', 'prod.yaml')],
  ...['--set', 'namespaceOverride=,canary.enabled=true'],
  // A password that was made up would be another one in each recording.
  ...['--set', 'passwords.generate=false'],
];

/** Writes a chart that consists of nothing but texts, one template each. */
export function writeStaticChart(folder: string, name: string, templates: readonly string[]): void {
  mkdirSync(path.join(folder, 'templates'), { recursive: true });
  writeFileSync(path.join(folder, 'Chart.yaml'), `apiVersion: v2\nname: ${name}\nversion: 0.0.1\n`);
  for (const [index, text] of templates.entries()) {
    const file = path.join(folder, 'templates', `${index}.yaml`);
    writeFileSync(file, text.replaceAll('{{', '{{ "{{" }}'));
  }
}

/** Writes a chart of the recorded objects. */
export function writePreviousChart(folder: string): void {
  const objects = readFileSync(recordedObjects, 'utf8').trim().split('\n');
  writeStaticChart(folder, 'event-backend', objects);
}
