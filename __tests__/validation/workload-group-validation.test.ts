import { describe, expect, test } from '@jest/globals';
import { objectOf, said, type Row } from './expectation';

const rows: readonly Row[] = [
  [
    'a probe by HTTP',
    '{ metadata: { labels: { app: a } }, template: {}, probe: { httpGet: { port: 80, path: /, scheme: HTTPS, httpHeaders: [{ name: x-a, value: b }] } } }',
    [],
  ],
  ['a probe by command', '{ template: {}, probe: { exec: { command: [ls] } } }', []],
  ['no template', '{ metadata: {} }', ['Eai spec.template: is required']],
  [
    'labels that are none',
    '{ metadata: { labels: { app: "-" } }, template: {} }',
    [`Ei spec.metadata.labels.app: '-' is no value of a label, expected letters, digits, '-', '_' and '.'`],
  ],
  [
    'a probe of nothing',
    '{ template: {}, probe: { periodSeconds: -1 } }',
    [
      'Ei spec.probe: checks nothing, expected one of httpGet, tcpSocket, exec, grpc',
      'Eai spec.probe.periodSeconds: is -1, expected at least 0',
    ],
  ],
  [
    'a probe of a port out of range',
    '{ template: {}, probe: { tcpSocket: { port: 70000 } } }',
    ['Eai spec.probe.tcpSocket.port: port must be between 1-65535'],
  ],
  [
    'a probe by HTTP that is none',
    '{ template: {}, probe: { httpGet: { port: 80, scheme: FTP, httpHeaders: [{ name: "a b", value: b }] } } }',
    [
      'Eai spec.probe.httpGet.httpHeaders[0].name: is "a b", which does not match ^[-_A-Za-z0-9]+$',
      'Eai spec.probe.httpGet.scheme: scheme must be one of [HTTP, HTTPS]',
    ],
  ],
  [
    'a probe by no command',
    '{ template: {}, probe: { exec: { command: [] } } }',
    ['Ei spec.probe.exec.command: is empty, expected a command'],
  ],
];

describe('a WorkloadGroup with', () => {
  test.each(rows)('%s', (_about, spec, expected) => {
    expect(said(objectOf('networking.istio.io/v1', 'WorkloadGroup', spec))).toEqual(expected);
  });
});
