import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { matchers } from 'cdk8s-event-mesh/jest';
import EventCanary from '../../examples/event-canary';

expect.extend(matchers);

/** As a user tests a chart: with the matchers of the package alone. */
describe('the canary of the event system', () => {
  const mesh = new EventCanary(new App(), 'event-canary');
  const request = 'GET http://events.example.com/health';

  test('takes a tenth of what comes by the gateway', () => {
    expect(mesh).toRoute(request, { to: 'backend', port: 5001, subset: 'v1', weight: 90 });
    expect(mesh).toRoute(request, { to: 'backend', port: 5001, subset: 'v2', weight: 10 });
    expect(mesh).not.toRoute(request, { to: 'backend', subset: 'v3' });
  });

  test('is behind a gateway that lets everybody in and sends nobody elsewhere', () => {
    expect(mesh).not.toBeDenied(request);
    expect(mesh).not.toRedirect(request);
    expect(mesh).toRetry(request, { attempts: 2, on: ['connect-failure'] });
    expect(mesh).not.toTimeoutAfter(request, '15s');
  });

  test('is sound', () => {
    expect(mesh).toHaveNoFindings();
  });
});
