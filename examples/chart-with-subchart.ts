// A Helm chart that brings another one along: orders by a worker, and beside it a mail server for development that
// catches its mails. Both charts are made of constructs; the second lies in the folder next to the first, and a value
// switches it.
import path from 'node:path';
import { App, Chart } from 'cdk8s';
import { ChartValues, EventBackend, format, HelmChart, RELEASE, Worker } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

const PORT = 8025;

/** The chart of the mail server, which others may take as well. */
function mailCatcher(): HelmChart {
  const chart = new Chart(new App(), 'mail-catcher');
  const values = new ChartValues();
  new EventBackend(chart, 'server', {
    name: format`${RELEASE.name}-mail-catcher`,
    namespace: RELEASE.namespace,
    image: {
      repository: 'docker.io/axllent/mailpit',
      tag: values.string('tag', { default: 'v1.27.8', description: 'Tag of the image' }),
    },
    port: PORT,
  });
  return new HelmChart(chart, {
    name: 'mail-catcher',
    version: '1.2.0',
    description: 'Shows mails instead of sending them',
    values,
  });
}

export default class ChartWithSubchart extends Chart {
  readonly subchart = mailCatcher();
  readonly helmChart: HelmChart;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const values = new ChartValues();
    const replicas = values.integer('replicas', {
      default: 1,
      minimum: 0,
      maximum: 20,
      description: 'Pods of the worker',
    });
    // The switch lies outside of the subchart's own values, which know no switch and refuse what they do not know.
    values.at('development', 'What helps developers').boolean('catchMails', {
      default: false,
      description: 'Shows mails instead of sending them',
    });
    values.object('mailCatcher', { default: {}, description: 'Values of mail-catcher' });
    new Worker(this, 'worker', {
      name: format`${RELEASE.name}-orders`,
      namespace: RELEASE.namespace,
      image: { repository: 'registry.example.com/orders', tag: '1.0.0' },
      replicas,
    });
    this.helmChart = new HelmChart(this, {
      name: 'orders',
      version: '0.1.0',
      description: 'Takes orders',
      values,
      dependencies: [
        {
          name: 'mail-catcher',
          version: '^1.0.0',
          repository: 'file://../mail-catcher',
          alias: 'mailCatcher',
          condition: 'development.catchMails',
        },
      ],
    });
  }

  /** Writes both charts; `helm dependency build FOLDER/orders` then makes one of them. */
  write(folder: string): void {
    this.subchart.write(path.join(folder, 'mail-catcher'));
    this.helmChart.write(path.join(folder, 'orders'));
  }
}
