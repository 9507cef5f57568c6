import { describe, expect, test } from '@jest/globals';
import { objectOf, said, type Row } from './expectation';

const rows: readonly Row[] = [
  [
    'an external name',
    '{ hosts: [api.example.com], ports: [{ number: 443, name: tls, protocol: TLS }], resolution: DNS, location: MESH_EXTERNAL }',
    [],
  ],
  [
    'static endpoints',
    '{ hosts: [db.local], addresses: [10.0.0.0/24], ports: [{ number: 5432, name: tcp, protocol: TCP }], resolution: STATIC, endpoints: [{ address: 10.0.0.1, ports: { tcp: 5433 } }] }',
    [],
  ],
  ['no hosts', '{ hosts: [], resolution: DNS }', ['Eai spec.hosts: has 0 elements, expected at least 1']],
  [
    'every host',
    '{ hosts: ["*"], ports: [{ number: 80, name: http, protocol: HTTP }] }',
    ['Eai spec.hosts[0]: hostname cannot be wildcard'],
  ],
  [
    'a partial wildcard',
    '{ hosts: ["*-a.example.com"], ports: [{ number: 80, name: http, protocol: HTTP }] }',
    [
      `Wi spec.hosts[0]: '*-a.example.com' has a wildcard for a part of a label; only a whole first label may be one: *.example.com`,
    ],
  ],
  [
    'a wildcard that nothing resolves',
    '{ hosts: ["*.example.com"], ports: [{ number: 80, name: http, protocol: HTTP }], resolution: DNS }',
    [
      `Ei spec.hosts[0]: is '*.example.com', which resolution DNS cannot look up; expected a full name, or endpoints`,
    ],
  ],
  [
    'addresses that are none',
    '{ hosts: [a.com], addresses: [10.0.0.256, 10.0.0.0/33], ports: [{ number: 80, name: http, protocol: HTTP }] }',
    [
      `Ei spec.addresses[0]: '10.0.0.256' is no IP address`,
      `Ei spec.addresses[1]: '10.0.0.0/33' is no block of addresses such as 10.0.0.0/8`,
    ],
  ],
  [
    'a block of addresses for a name',
    '{ hosts: [a.com], addresses: [10.0.0.0/8], ports: [{ number: 80, name: http, protocol: HTTP }], resolution: DNS }',
    [
      'Ea spec: CIDR addresses are allowed only for NONE/STATIC resolution types',
      'Ei spec.addresses[0]: is a block of addresses, which resolution DNS cannot use; expected NONE or STATIC',
    ],
  ],
  [
    'ports that are the same',
    '{ hosts: [a.com], addresses: [10.0.0.1], ports: [{ number: 80, name: http, protocol: HTTP }, { number: 80, name: http, protocol: SPDY }] }',
    [
      'Ea spec.ports[1]: has the same name as element 0',
      `Ei spec.ports[1].name: names the port 'http' again`,
      'Ei spec.ports[1].number: is port 80 again',
      `Ei spec.ports[1].protocol: 'SPDY' is no protocol, expected one of TCP, UDP, GRPC, GRPC-WEB, HTTP, HTTP_PROXY, HTTP2, HTTPS, TLS, MONGO, REDIS`,
    ],
  ],
  [
    'a port without protocol or address',
    '{ hosts: [a.com], ports: [{ number: 80, name: a }] }',
    [
      'Wi spec.ports[0]: is told apart by its address alone, but the entry has none; set addresses, or the protocol',
    ],
  ],
  [
    'a port that gets an address',
    '{ hosts: [a.com], ports: [{ number: 80, name: a }], resolution: DNS }',
    [],
  ],
  [
    'endpoints that nothing uses',
    '{ hosts: [a.com], ports: [{ number: 80, name: http, protocol: HTTP }], resolution: NONE, endpoints: [{ address: 1.1.1.1 }] }',
    [
      'Ea spec: NONE mode cannot set endpoints',
      'Ei spec.endpoints: is set, but resolution NONE uses no endpoints',
    ],
  ],
  [
    'a static endpoint by name',
    '{ hosts: [a.com], ports: [{ number: 80, name: http, protocol: HTTP }], resolution: STATIC, endpoints: [{ address: b.com }, { address: "unix:///run/a", ports: { http: 80 } }] }',
    [
      `Ei spec.endpoints[0].address: 'b.com' is no IP address, which resolution STATIC needs`,
      'Ea spec.endpoints[1]: UDS may not include ports',
      'Ei spec.endpoints[1].ports: is set, but a socket has no ports',
    ],
  ],
  [
    'an endpoint of another port',
    '{ hosts: [a.com], ports: [{ number: 80, name: http, protocol: HTTP }], resolution: DNS, endpoints: [{ address: b.com, ports: { https: 443 } }] }',
    [`Ei spec.endpoints[0].ports.https: 'https' is no port of the service`],
  ],
  [
    'two endpoints in a round',
    '{ hosts: [a.com], ports: [{ number: 80, name: http, protocol: HTTP }], resolution: DNS_ROUND_ROBIN, endpoints: [{ address: b.com }, { address: c.com }] }',
    [
      'Ea spec: DNS_ROUND_ROBIN mode cannot have multiple endpoints',
      'Ei spec.endpoints: has 2 elements, but resolution DNS_ROUND_ROBIN uses at most one',
    ],
  ],
  [
    'several hosts on one nameless port',
    '{ hosts: [a.com, b.com], addresses: [10.0.0.1], ports: [{ number: 5432, name: tcp, protocol: TCP }], resolution: DNS }',
    [
      'Wi spec.hosts: has several hosts at one address, which a TCP port cannot tell apart',
      'Ei spec.ports[0]: carries no host name, so that several hosts cannot share it; make an entry for each host',
    ],
  ],
  [
    'both endpoints and a selector',
    '{ hosts: [a.com], ports: [{ number: 80, name: http, protocol: HTTP }], resolution: STATIC, workloadSelector: { labels: { app: a } }, endpoints: [{ address: 1.1.1.1 }] }',
    ['Eai spec: only one of WorkloadSelector or Endpoints can be set'],
  ],
  [
    'a wildcard in the selector, and nothing else',
    '{ hosts: ["*"], workloadSelector: { labels: { app: "a*" } } }',
    [
      'Ea spec.hosts[0]: hostname cannot be wildcard',
      'Eai spec.workloadSelector.labels.app: wildcard is not supported in selector',
    ],
  ],
  [
    'an empty selector',
    '{ hosts: [a.com], ports: [{ number: 80, name: http, protocol: HTTP }], resolution: STATIC, workloadSelector: {} }',
    ['Wi spec.workloadSelector: has no labels, so that it chooses every workload of the namespace'],
  ],
  [
    'an export to nobody',
    '{ hosts: [a.com], ports: [{ number: 80, name: http, protocol: HTTP }], exportTo: ["~"] }',
    [],
  ],
  [
    'an export to nobody and somebody',
    '{ hosts: [a.com], ports: [{ number: 80, name: http, protocol: HTTP }], exportTo: ["~", "."] }',
    [`Ei spec.exportTo: names others beside '~', which is nobody; keep one`],
  ],
];

describe('a ServiceEntry with', () => {
  test.each(rows)('%s', (_about, spec, expected) => {
    expect(said(objectOf('networking.istio.io/v1', 'ServiceEntry', spec))).toEqual(expected);
  });
});
