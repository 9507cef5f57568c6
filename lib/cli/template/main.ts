import { App } from 'cdk8s';
import { HelmChart, requirementsTree, runProgram, writeDist } from 'cdk8s-event-mesh';
import { SystemChart } from './system-chart';

// Writes dist/<environment>/ for each file of environments/, and the Helm chart of the same constructs.
runProgram(() => {
  const chart = new SystemChart(new App(), 'project-name');
  const identity = { name: 'project-name', version: '0.1.0', appVersion: '1.0.0' };
  return writeDist({
    root: chart,
    values: chart.values,
    environments: 'environments',
    output: process.env['CDK8S_OUTDIR'] ?? 'dist',
    release: { name: 'project-name', namespace: 'project-name' },
    chart: identity,
    // The Secrets that must be in the cluster before; synth prints how to make them.
    requirements: requirementsTree(chart),
    helmChart: new HelmChart(chart, {
      ...identity,
      description: 'An HTTP API, a worker, their database and their queue',
      values: chart.values,
    }),
  });
});
