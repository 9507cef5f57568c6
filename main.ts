import { App } from 'cdk8s';
import { judge } from './lib/analysis/judge';
import type { DeliveryEnvironment } from './lib/delivery/delivery-environment';
import { deliveryFiles } from './lib/delivery/delivery-files';
import { traceConstructs } from './lib/emit/creation-trace';
import { writeDist } from './lib/emit/dist';
import { HelmChart } from './lib/emit/helm-chart';
import { runProgram } from './lib/emit/run-program';
import { environmentFiles } from './lib/installation/environment-files';
import type { EnvironmentGrade } from './lib/installation/telemetry-sizes';
import { EventSystemChart } from './lib/system/event-system-chart';

/** The environments in the order of promotion: what each is for, and where it answers. Others are for production. */
const stages: readonly (DeliveryEnvironment & { readonly grade: EnvironmentGrade })[] = [
  {
    name: 'dev',
    grade: 'development',
    namespace: 'event-system',
    url: 'http://dev.events.example.com',
  },
  {
    name: 'staging',
    grade: 'staging',
    namespace: 'event-system',
    url: 'http://staging.events.example.com',
  },
  { name: 'prod', grade: 'production', namespace: 'event-system', url: 'https://events.example.com' },
];

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
    files: (environments) => [
      ...environments.flatMap(({ name, context: { values = {} } }) => {
        const grade = stages.find((stage) => stage.name === name)?.grade ?? 'production';
        return environmentFiles({ name, values, grade });
      }),
      ...deliveryFiles({
        environments: stages.filter(({ name }) => environments.some((one) => one.name === name)),
        release: release.name,
        repository: 'https://github.com/example/events.git',
        chart: 'charts/event-backend',
      }),
    ],
  });
  helmChart.write('charts/event-backend');
  return notices;
});
