import { App } from 'cdk8s';
import { judge } from './lib/analysis/judge';
import { traceConstructs } from './lib/emit/creation-trace';
import { writeDist } from './lib/emit/dist';
import { HelmChart } from './lib/emit/helm-chart';
import { runProgram } from './lib/emit/run-program';
import { environmentFiles } from './lib/installation/environment-files';
import type { EnvironmentGrade } from './lib/installation/telemetry-sizes';
import { EventSystemChart } from './lib/system/event-system-chart';

/** What each environment is for; every other one is for production. */
const grades: Readonly<Record<string, EnvironmentGrade>> = { dev: 'development', staging: 'staging' };

traceConstructs();
runProgram(() => {
  const chart = new EventSystemChart(new App(), 'event-backend');
  const identity = { name: 'event-backend', version: '0.1.0', appVersion: '1.0.0' };
  const release = { name: 'event-system', namespace: 'event-system' };
  const helmChart = new HelmChart(chart, {
    ...identity,
    description:
      'An event notification service and its mesh: HTTP API, worker, scheduler, PostgreSQL and Redis',
    kubeVersion: '>=1.29.0-0',
    keywords: ['events', 'istio', 'notifications'],
    values: chart.values,
    notes: chart.system.notes,
    example: { release: release.name, namespace: release.namespace },
  });
  const notices = writeDist({
    root: chart,
    values: chart.values,
    environments: 'environments',
    output: process.env['CDK8S_OUTDIR'] ?? 'dist',
    release,
    chart: identity,
    helmChart,
    requirements: chart.requirements,
    judge,
    files: (environments) =>
      environments.flatMap(({ name, context: { values = {} } }) =>
        environmentFiles({ name, values, grade: grades[name] ?? 'production' }),
      ),
  });
  helmChart.write('charts/event-backend');
  return notices;
});
