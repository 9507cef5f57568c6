import { expect, test } from '@jest/globals';
import { annotationMistake } from '../../lib/analysis/annotation-value';

const numbers = [
  ['0', '10', '4294967295'],
  ['', '-1', '1.5', '10s', 's10', '4294967296'],
] as const;
const ports = [
  ['', ' ', '80', '80,81', ' 80 , 81 ', '0', '65535'],
  ['80;81', '80,', ',80', '65536', '80,65536', '123456', '80a', 'a80', '8 0', '*,80'],
] as const;
const blocks = [
  [
    '',
    '10.0.0.0/8',
    '255.255.255.255/32',
    '0.0.0.0/0',
    '100.110.120.130/10',
    'fd00::/8',
    '::1/128',
    '10.0.0.0/8,fd00::/100',
  ],
  [
    '10.0.0.0',
    '10.0.0.0/33',
    '256.0.0.0/8',
    '10.0.0.256/8',
    '10.0.0.0/8/8',
    '10.0.0.0/8a',
    'a10.0.0.0/8',
    'fd00::/129',
    'fd00/8',
    'fd00::',
    'fd00::/8a',
    'xfd00::/8',
    '10.0.0.0/8, 11.0.0.0/8',
    '10.0.0.0/8,',
  ],
] as const;
const orAll = ([good, bad]: readonly [readonly string[], readonly string[]]) =>
  [['*', ...good], bad] as const;
const notAll = ([good, bad]: readonly [readonly string[], readonly string[]]) =>
  [good, ['*', ...bad]] as const;

const rows: readonly (readonly [name: string, values: readonly [readonly string[], readonly string[]]])[] = [
  [
    'prometheus.istio.io/merge-metrics',
    [
      '1 0 t f T F true false TRUE FALSE True False'.split(' '),
      ['', 'yes', 'truely', 'untrue', 'tRUE', '10'],
    ],
  ],
  [
    'proxy.istio.io/config',
    [
      ['', '{}', 'concurrency: 2', '~'],
      ['{', '[]', '2', 'a'],
    ],
  ],
  ['readiness.status.sidecar.istio.io/failureThreshold', numbers],
  ['readiness.status.sidecar.istio.io/initialDelaySeconds', numbers],
  ['readiness.status.sidecar.istio.io/periodSeconds', numbers],
  [
    'sidecar.istio.io/interceptionMode',
    [
      ['REDIRECT', 'TPROXY', 'NONE'],
      ['', 'redirect', 'ALL'],
    ],
  ],
  [
    'sidecar.istio.io/statsCompression',
    [
      ['brotli', 'gzip', 'zstd'],
      ['', 'GZIP', 'lz4'],
    ],
  ],
  [
    'status.sidecar.istio.io/port',
    [
      ['0', '15021', ' 15021 ', '65535'],
      ['', '65536', '80a', 'a80', '8 0'],
    ],
  ],
  ['traffic.sidecar.istio.io/excludeInboundPorts', notAll(ports)],
  ['traffic.sidecar.istio.io/excludeOutboundIPRanges', notAll(blocks)],
  ['traffic.sidecar.istio.io/excludeOutboundPorts', notAll(ports)],
  ['traffic.sidecar.istio.io/includeInboundPorts', orAll(ports)],
  ['traffic.sidecar.istio.io/includeOutboundIPRanges', orAll(blocks)],
  ['traffic.sidecar.istio.io/includeOutboundPorts', orAll(ports)],
  ['sidecar.istio.io/proxyCPU', [['', 'anything'], []]],
];

test.each(rows)('the values of %s', (name, [good, bad]) => {
  expect([...good, ...bad].filter((value) => annotationMistake(name, value) === undefined)).toEqual(good);
});
