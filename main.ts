import { App, Chart } from 'cdk8s';
import { writeDist } from './lib/emit/dist';
import { EventSystem } from './lib/system/event-system';
import { eventSystemValues } from './lib/system/event-system-values';
import { requirementsTree } from './lib/system/requirements';
import { ChartValues } from './lib/values/chart-values';
import { ConfigError } from './lib/vocabulary/config-error';

const values = new ChartValues();
const chart = new Chart(new App(), 'event-backend');
const system = new EventSystem(chart, 'event-system', eventSystemValues(values));

try {
  writeDist({
    root: chart,
    values,
    environments: 'environments',
    output: process.env['CDK8S_OUTDIR'] ?? 'dist',
    release: { name: 'event-system', namespace: 'event-system' },
    chart: { name: 'event-backend', version: '0.1.0', appVersion: '1.0.0' },
    requirements: requirementsTree(system),
  });
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
