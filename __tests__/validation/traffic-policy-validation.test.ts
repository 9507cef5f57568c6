import { describe, expect, test } from '@jest/globals';
import { objectOf, placesIn } from './expectation';

/** Where something is said of a traffic policy, from the policy on. */
function placesInPolicy(trafficPolicy: object): readonly string[] {
  const spec = JSON.stringify({ host: 'web', trafficPolicy });
  return placesIn(objectOf('networking.istio.io/v1', 'DestinationRule', spec)).map((place) =>
    place.replace('spec.trafficPolicy.', '').replace('Eai', 'Ei'),
  );
}

test.each(['baseEjectionTime', 'interval'])('the outlier detection has %s of 1 ms at least', (field) => {
  expect(placesInPolicy({ outlierDetection: { [field]: '1ms' } })).toEqual([]);
  expect(placesInPolicy({ outlierDetection: { [field]: '1us' } })).toEqual([`Ei outlierDetection.${field}`]);
});

test.each(['maxEjectionPercent', 'minHealthPercent'])('the outlier detection has %s up to 100', (field) => {
  expect(placesInPolicy({ outlierDetection: { [field]: 0 } })).toEqual([]);
  expect(placesInPolicy({ outlierDetection: { [field]: 100 } })).toEqual([]);
  expect(placesInPolicy({ outlierDetection: { [field]: 101 } })).toEqual([`Ei outlierDetection.${field}`]);
  expect(placesInPolicy({ outlierDetection: { [field]: -1 } })).toEqual([`Ei outlierDetection.${field}`]);
});

describe('the pool', () => {
  test.each([
    'http.http1MaxPendingRequests',
    'http.http2MaxRequests',
    'http.maxRequestsPerConnection',
    'http.maxRetries',
    'http.maxConcurrentStreams',
    'tcp.maxConnections',
  ])('has %s from 0 up', (path) => {
    const [part = '', field = ''] = path.split('.');
    expect(placesInPolicy({ connectionPool: { [part]: { [field]: 0 } } })).toEqual([]);
    expect(placesInPolicy({ connectionPool: { [part]: { [field]: -1 } } })).toEqual([
      `Ei connectionPool.${path}`,
    ]);
  });

  test.each([
    ['http', { idleTimeout: '1us' }, ['http.idleTimeout']],
    [
      'http',
      { http2KeepAlive: { interval: '1us', timeout: '1us' } },
      ['http.http2KeepAlive.interval', 'http.http2KeepAlive.timeout'],
    ],
    ['http', { h2UpgradePolicy: 'UPGRADE', useClientProtocol: false }, []],
    ['http', { h2UpgradePolicy: 'DO_NOT_UPGRADE', useClientProtocol: true }, []],
    ['tcp', { idleTimeout: '0s' }, []],
    ['tcp', { idleTimeout: '1us' }, ['tcp.idleTimeout']],
    ['tcp', { maxConnectionDuration: '1us' }, ['tcp.maxConnectionDuration']],
    [
      'tcp',
      { tcpKeepalive: { time: '1us', interval: '1us' } },
      ['tcp.tcpKeepalive.interval', 'tcp.tcpKeepalive.time'],
    ],
  ])('of %s with %j', (part, fields, expected) => {
    const found = placesInPolicy({ connectionPool: { [part]: fields } }).filter(
      (place) => !/^Ea /.test(place),
    );
    expect(found).toEqual(expected.map((place) => `Ei connectionPool.${place}`));
  });
});

test.each([
  [{ targetHost: 'a.com', targetPort: 443 }, []],
  [{ protocol: 'CONNECT', targetHost: 'a.com', targetPort: 443 }, []],
  [{ protocol: 'POST', targetHost: '10.0.0.1', targetPort: 1 }, []],
  [{ protocol: 'GET', targetHost: 'a.com', targetPort: 443 }, ['tunnel.protocol']],
  [{ targetHost: '*.a.com', targetPort: 443 }, ['tunnel.targetHost']],
])('the tunnel %j', (tunnel, expected) => {
  expect(placesInPolicy({ tunnel })).toEqual(expected.map((place) => `Ei ${place}`));
});

test.each(['outlierDetection', 'connectionPool', 'loadBalancer', 'tls', 'proxyProtocol', 'retryBudget'])(
  '%s is enough of a policy',
  (field) => {
    const value = field === 'connectionPool' ? { tcp: {} } : {};
    expect(
      placesInPolicy({ [field]: value }).filter((place) => place.endsWith('spec.trafficPolicy')),
    ).toEqual([]);
  },
);

test('the budget of retries is of an interval', () => {
  expect(placesInPolicy({ retryBudget: { budgetInterval: '1us' } })).toEqual([
    'Ei retryBudget.budgetInterval',
  ]);
});
