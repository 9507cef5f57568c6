import { describe, expect, test } from '@jest/globals';
import { objectOf, said, type Row } from './expectation';

const rows: readonly Row[] = [
  [
    'listeners in both directions',
    `workloadSelector: { labels: { app: web } }
ingress: [{ port: { number: 9080, protocol: HTTP, name: http }, defaultEndpoint: "127.0.0.1:8080" }]
egress: [{ port: { number: 5432, protocol: TCP, name: db }, bind: 0.0.0.0, hosts: ["./db.shop.svc.cluster.local"] }, { hosts: ["./*", "istio-system/*"] }]
outboundTrafficPolicy: { mode: REGISTRY_ONLY }`,
    [],
  ],
  [
    'nothing',
    '{}',
    ['Ei spec: sets nothing, expected ingress, egress, outboundTrafficPolicy or inboundConnectionPool'],
  ],
  [
    'an ingress without port',
    'ingress: [{ defaultEndpoint: "127.0.0.1:80" }]',
    ['Eai spec.ingress[0].port: is required'],
  ],
  [
    'an endpoint elsewhere',
    'ingress: [{ port: { number: 80, protocol: HTTP }, defaultEndpoint: "10.0.0.1:80" }, { port: { number: 81, protocol: HTTP }, defaultEndpoint: "unix://a" }, { port: { number: 82, protocol: HTTP }, defaultEndpoint: ":99999" }]',
    [
      `Ei spec.ingress[0].defaultEndpoint: is '10.0.0.1:80', expected 127.0.0.1:PORT, 0.0.0.0:PORT, [::1]:PORT, [::]:PORT or unix:///path`,
      `Ei spec.ingress[1].defaultEndpoint: 'unix://a' is no socket: behind unix:// comes the absolute path of a file, or @ and a name`,
      `Ei spec.ingress[2].defaultEndpoint: is ':99999', expected 127.0.0.1:PORT, 0.0.0.0:PORT, [::1]:PORT, [::]:PORT or unix:///path`,
    ],
  ],
  [
    'the same port twice',
    'ingress: [{ port: { number: 80, protocol: HTTP } }, { port: { number: 80, protocol: HTTP } }]',
    ['Ei spec.ingress[1].port.number: is port 80 again; each listener has its own'],
  ],
  [
    'TLS that no sidecar supports',
    'ingress: [{ port: { number: 80, protocol: HTTP }, tls: { mode: SIMPLE, credentialName: c, httpsRedirect: true } }]',
    [
      'Ei spec.ingress[0].tls: is set, but the protocol is HTTP; expected HTTPS or TLS',
      'Ei spec.ingress[0].tls.credentialName: is not supported at a sidecar',
      'Ei spec.ingress[0].tls.httpsRedirect: is not supported at a sidecar',
    ],
  ],
  [
    'a pool of requests on a TCP port',
    'ingress: [{ port: { number: 80, protocol: TCP }, connectionPool: { http: { maxRetries: 1 } } }]',
    ['Wi spec.ingress[0].connectionPool.http: has no effect, since the protocol of the port is not HTTP'],
  ],
  [
    'an egress without hosts',
    'egress: [{ hosts: [] }]',
    ['Ei spec.egress[0].hosts: is empty, expected at least one host, such as ./*'],
  ],
  [
    'a rest that is not last',
    'egress: [{ hosts: ["./*"] }, { port: { number: 80, protocol: HTTP }, hosts: ["./*"] }]',
    ['Ei spec.egress[0]: has no port, so that it takes all the rest; put it last'],
  ],
  [
    'hosts that are none',
    'egress: [{ hosts: [web, "./web", "a_b/*", "/*"] }]',
    [
      `Ei spec.egress[0].hosts[0]: is 'web', expected namespace/host, such as ./* or */api.example.com`,
      `Ei spec.egress[0].hosts[1]: 'web' is a short name, expected a fully qualified one, such as web.shop.svc.cluster.local`,
      `Ei spec.egress[0].hosts[2]: 'a_b' is no namespace, expected a name or one of * . ~`,
      `Ei spec.egress[0].hosts[3]: is '/*', expected both a namespace and a host around the slash`,
    ],
  ],
  [
    'hosts that others cover',
    'egress: [{ hosts: ["./*", "shop/a.com", "*/*"] }]',
    [
      `Wi spec.egress[0].hosts: imports everything by '*/*', so that its other entries have no effect`,
      `Wi spec.egress[0].hosts[1]: 'shop/a.com' is imported twice: another entry covers it`,
    ],
  ],
  [
    'a socket that is bound twice',
    'egress: [{ port: { number: 0, protocol: HTTP, name: a }, bind: "unix:///run/a", hosts: ["./*"] }, { port: { number: 0, protocol: HTTP, name: a }, bind: "unix:///run/a", captureMode: IPTABLES, hosts: ["./*"] }]',
    [
      'Ei spec.egress[1].bind: is a socket that is bound already',
      'Ei spec.egress[1].captureMode: is IPTABLES, but traffic to a socket is not captured; expected DEFAULT or NONE',
    ],
  ],
  [
    'no port and no socket',
    'egress: [{ port: { number: 0, protocol: HTTP }, bind: 1.1.1.1, hosts: ["./*"] }]',
    [`Ei spec.egress[0].bind: is '1.1.1.1', but a listener without port number needs a socket, unix:///path`],
  ],
  [
    'a proxy for unknown traffic that is refused',
    'outboundTrafficPolicy: { mode: REGISTRY_ONLY, egressProxy: { host: a.com, port: { number: 80 } } }',
    [
      'Ei spec.outboundTrafficPolicy.egressProxy: is set, but only mode ALLOW_ANY sends unknown traffic anywhere',
    ],
  ],
  [
    'an empty selector',
    '{ workloadSelector: {}, egress: [{ hosts: ["./*"] }] }',
    ['Wi spec.workloadSelector: has no labels, so that it chooses every workload of the namespace'],
  ],
];

describe('a Sidecar with', () => {
  test.each(rows)('%s', (_about, spec, expected) => {
    expect(said(objectOf('networking.istio.io/v1', 'Sidecar', spec))).toEqual(expected);
  });
});
