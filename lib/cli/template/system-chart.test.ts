import { describe, expect, test } from '@jest/globals';
import { Testing } from 'cdk8s';
import { evaluateChart } from 'cdk8s-event-mesh';
import { matchers } from 'cdk8s-event-mesh/jest';
import { SystemChart } from './system-chart';

expect.extend(matchers);

describe.each(['dev', 'prod'])('%s', (environment) => {
  const chart = new SystemChart(Testing.app(), 'project-name');
  const mesh = evaluateChart(chart, { values: chart.values, file: `environments/${environment}.yaml` });
  const host =
    environment === 'prod' ? 'project-name.example.com' : `${environment}.project-name.example.com`;
  const visitor = { from: 'gateway:*:80', request: `GET http://${host}/events/7` };

  test('is sound', () => {
    expect(mesh).toHaveNoFindings();
  });

  test('leads visitors to the API, within fifteen seconds and three retries', () => {
    expect(mesh).toRoute(visitor, { to: 'api', port: 5001 });
    expect(mesh).toTimeoutAfter(visitor, '15s');
    expect(mesh).toRetry(visitor, { attempts: 3 });
  });

  test('serves nothing else', () => {
    expect(mesh).not.toRoute({ ...visitor, request: `GET http://${host}/admin` }, { to: 'api' });
  });

  test('lets nobody in beside the gateway', () => {
    const worker = { from: 'workload:project-name/worker', request: 'GET http://api:5001/events/7' };
    expect(mesh).not.toRoute(worker, { to: 'api' });
  });
});
