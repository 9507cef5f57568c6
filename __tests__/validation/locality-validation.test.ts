import { describe, expect, test } from '@jest/globals';
import { objectOf, placesIn } from './expectation';

/** Where something is said of a load balancer, from it on; `isWatched` says that failed endpoints are noticed. */
function placesInBalancer(loadBalancer: object, isWatched = true): readonly string[] {
  const trafficPolicy = { loadBalancer, ...(isWatched && { outlierDetection: {} }) };
  const spec = JSON.stringify({ host: 'web', trafficPolicy });
  return placesIn(objectOf('networking.istio.io/v1', 'DestinationRule', spec)).map((place) =>
    place.replace('spec.trafficPolicy.loadBalancer.', '').replace('localityLbSetting', 'here'),
  );
}
const setting = (localityLbSetting: object, isWatched = true) =>
  placesInBalancer({ localityLbSetting }, isWatched);
const failover = [{ from: 'us', to: 'eu' }];

describe('a failover', () => {
  test.each([
    ['from a region to another', failover, []],
    ['from a region to itself', [{ from: 'us', to: 'us' }], ['Ei here.failover[0]']],
    ['from a zone', [{ from: 'us/a', to: 'eu' }], ['Ei here.failover[0].from']],
    ['to a zone', [{ from: 'us', to: 'eu/a' }], ['Ei here.failover[0].to']],
    ['from anywhere', [{ from: '*', to: 'eu' }], ['Ei here.failover[0].from']],
    ['to anywhere', [{ from: 'us', to: 'eu*' }], ['Ei here.failover[0].to']],
  ])('%s', (_about, rules, expected) => {
    expect(setting({ failover: rules })).toEqual(expected);
  });

  test('happens only where failures are noticed', () => {
    expect(setting({ failover }, false)).toEqual(['Wi here']);
    expect(setting({ failoverPriority: ['version'] }, false)).toEqual(['Wi here']);
    expect(setting({ failoverPriority: ['version'] })).toEqual([]);
    expect(setting({}, false)).toEqual([]);
  });

  test.each(['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone'])(
    'by region is not one by %s',
    (label) => {
      expect(setting({ failover, failoverPriority: ['version', label] })).toEqual([
        'Ei here.failoverPriority[1]',
      ]);
      expect(setting({ failoverPriority: [label] })).toEqual([]);
    },
  );

  test('by region may be one by other labels', () => {
    expect(setting({ failover, failoverPriority: ['version'] })).toEqual([]);
  });
});

describe('a distribution', () => {
  const to = (weights: object) => setting({ distribute: [{ from: 'us', to: weights }] });
  const from = (...places: readonly string[]) =>
    setting({ distribute: places.map((place) => ({ from: place, to: { us: 100 } })) });

  test.each([
    [{ us: 100 }, []],
    [{ us: 1, eu: 99 }, []],
    [{ us: 99 }, ['Ei here.distribute[0].to']],
    [{ us: 0, eu: 100 }, ['Ei here.distribute[0].to.us']],
    [{ us: 101 }, ['Ei here.distribute[0].to', 'Ei here.distribute[0].to.us']],
    [{}, ['Ei here.distribute[0].to']],
    [{ us: 50, 'us/a': 50 }, ['Ei here.distribute[0].to["us/a"]']],
  ])('to %j', (weights, expected) => {
    expect(to(weights)).toEqual(expected);
  });

  test.each([
    [['us', 'eu'], undefined],
    [['us/a', 'us/b'], undefined],
    [['us/a/1', 'us/a/2'], undefined],
    [['us/a/1/x', 'us/a/1/y'], undefined],
    [['us/a', 'us/*'], undefined],
    [['us/a', '*'], undefined],
    [['us', 'us'], 1],
    [['us', 'us/a'], 1],
    [['us/a', 'us'], 1],
    [['us/a/1', 'us/a'], 1],
    [['us/*', 'us/a'], 1],
    [['*', 'us'], 1],
    [['us/a/1', 'us/a/1'], 1],
    [['us/*/1'], 0],
    [['*/*'], 0],
    [['us/**'], 0],
    [['*us'], 0],
    [[''], 0],
    [['us/'], 0],
    [['/a'], 0],
    [['us//1'], 0],
    [['us/a/'], 0],
  ])('from %j: what is wrong stands at %s', (places, index) => {
    expect(from(...places)).toEqual(index === undefined ? [] : [`Ei here.distribute[${index}].from`]);
  });
});

describe('a warm-up', () => {
  test.each([
    [{ duration: '30s', minimumPercent: 100, aggression: 1 }, []],
    [{ duration: '30s', aggression: 0.5 }, ['warmup.aggression']],
    [{ duration: '30s', minimumPercent: 101 }, ['warmup.minimumPercent']],
    [{ duration: '1us' }, ['warmup.duration']],
    [{}, ['warmup.duration']],
  ])('%j', (warmup, expected) => {
    expect(placesInBalancer({ warmup }).map((place) => place.replace(/^\w+ /, ''))).toEqual(expected);
  });
});

describe('a hash', () => {
  test.each([
    [{ httpCookie: { name: 'a', ttl: '0s' } }, []],
    [
      { httpHeaderName: 'a', minimumRingSize: 1, ringHash: {} },
      ['Ei consistentHash', 'Wi consistentHash.minimumRingSize'],
    ],
    [
      { httpHeaderName: 'a', minimumRingSize: 1, maglev: { tableSize: 3 } },
      ['Ei consistentHash', 'Wi consistentHash.minimumRingSize'],
    ],
    [{ httpHeaderName: 'a', minimumRingSize: 0, ringHash: {} }, []],
    [{ httpHeaderName: 'a', maglev: { tableSize: 2 } }, []],
    [{ httpHeaderName: 'a', maglev: { tableSize: 4999999 } }, []],
    [{ httpHeaderName: 'a', maglev: { tableSize: 5000011 } }, ['Ei consistentHash.maglev.tableSize']],
    [{ httpHeaderName: 'a', maglev: { tableSize: 9 } }, ['Ei consistentHash.maglev.tableSize']],
    [{ httpHeaderName: 'a', maglev: { tableSize: 0 } }, ['Ei consistentHash.maglev.tableSize']],
    [{ httpHeaderName: 'a', maglev: {} }, ['Ei consistentHash.maglev.tableSize']],
  ])('%j', (consistentHash, expected) => {
    expect(placesInBalancer({ consistentHash })).toEqual(expected);
  });
});
