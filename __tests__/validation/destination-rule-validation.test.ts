import { describe, expect, test } from '@jest/globals';
import { objectOf, said, type Row } from './expectation';

const rows: readonly Row[] = [
  [
    'a rule with every setting',
    `host: web.shop.svc.cluster.local
trafficPolicy:
  connectionPool: { tcp: { maxConnections: 10, connectTimeout: 3s, idleTimeout: 0s }, http: { maxRetries: 3, idleTimeout: 1h } }
  outlierDetection: { consecutive5xxErrors: 5, interval: 10s, baseEjectionTime: 30s, maxEjectionPercent: 50 }
  loadBalancer: { simple: LEAST_REQUEST, warmup: { duration: 60s, minimumPercent: 10, aggression: 1.5 } }
  tls: { mode: MUTUAL, clientCertificate: /c.pem, privateKey: /k.pem }
  portLevelSettings: [{ port: { number: 80 }, tls: { mode: ISTIO_MUTUAL } }]
subsets: [{ name: v1, labels: { version: v1 } }, { name: v2, labels: { version: v2 } }]
exportTo: ['.']`,
    [],
  ],
  [
    'a host that is none',
    'host: web_1.shop',
    [
      `Ei spec.host: 'web_1.shop' is no domain name: 'web_1' is no label; a wildcard stands in front, as in *.example.com`,
    ],
  ],
  [
    'an empty policy',
    '{ host: web, trafficPolicy: {} }',
    [
      'Ei spec.trafficPolicy: sets nothing, expected at least one of outlierDetection, connectionPool, loadBalancer, tls, portLevelSettings, tunnel, proxyProtocol, retryBudget',
    ],
  ],
  [
    'a tunnel beside the proxy protocol',
    '{ host: web, trafficPolicy: { tunnel: { targetHost: a.com, targetPort: 443 }, proxyProtocol: { version: V1 } } }',
    ['Ei spec.trafficPolicy: sets both tunnel and proxyProtocol; keep one'],
  ],
  [
    'a tunnel to nowhere',
    '{ host: web, trafficPolicy: { tunnel: { protocol: GET, targetHost: "a_b", targetPort: 70000 } } }',
    [
      `Ei spec.trafficPolicy.tunnel.protocol: is 'GET', expected CONNECT or POST`,
      `Ei spec.trafficPolicy.tunnel.targetHost: 'a_b' is neither a domain name nor an IP address`,
      'Ei spec.trafficPolicy.tunnel.targetPort: is port 70000, expected 1 to 65535',
    ],
  ],
  [
    'a pool out of bounds',
    '{ host: web, trafficPolicy: { connectionPool: { tcp: { maxConnections: -1, connectTimeout: 1us }, http: { useClientProtocol: true, h2UpgradePolicy: UPGRADE } } } }',
    [
      'Ei spec.trafficPolicy.connectionPool.http.useClientProtocol: is true beside h2UpgradePolicy UPGRADE, which decides the protocol too',
      'Eai spec.trafficPolicy.connectionPool.tcp.connectTimeout: must be a valid duration greater than 1ms',
      'Ei spec.trafficPolicy.connectionPool.tcp.maxConnections: is -1, expected 0 or more',
    ],
  ],
  [
    'an empty pool',
    '{ host: web, trafficPolicy: { connectionPool: {} } }',
    ['Ei spec.trafficPolicy.connectionPool: sets nothing, expected http, tcp or both'],
  ],
  [
    'an outlier detection out of bounds',
    '{ host: web, trafficPolicy: { outlierDetection: { consecutiveErrors: 3, consecutiveLocalOriginFailures: 2, interval: 0s, maxEjectionPercent: 101 } } }',
    [
      'Wi spec.trafficPolicy.outlierDetection.consecutiveErrors: is read by nothing; write consecutive5xxErrors or consecutiveGatewayErrors',
      'Ei spec.trafficPolicy.outlierDetection.consecutiveLocalOriginFailures: is set, but counts only with splitExternalLocalOriginErrors: true',
      'Eai spec.trafficPolicy.outlierDetection.interval: must be a valid duration greater than 1ms',
      'Ei spec.trafficPolicy.outlierDetection.maxEjectionPercent: is 101 percent, expected 0 to 100',
    ],
  ],
  [
    'local failures that are told apart',
    '{ host: web, trafficPolicy: { outlierDetection: { consecutiveLocalOriginFailures: 2, splitExternalLocalOriginErrors: true } } }',
    [],
  ],
  [
    'a hash by a nameless cookie',
    '{ host: web, trafficPolicy: { loadBalancer: { consistentHash: { httpCookie: { name: "", ttl: 0s } } } } }',
    [
      'Ei spec.trafficPolicy.loadBalancer.consistentHash.httpCookie.name: is empty, expected the name of a cookie',
    ],
  ],
  [
    'a Maglev table of no prime size',
    '{ host: web, trafficPolicy: { loadBalancer: { consistentHash: { useSourceIp: true, maglev: { tableSize: 1000 } } } } }',
    ['Ei spec.trafficPolicy.loadBalancer.consistentHash.maglev.tableSize: is 1000, expected a prime number'],
  ],
  [
    'a Maglev table of a prime size',
    '{ host: web, trafficPolicy: { loadBalancer: { consistentHash: { useSourceIp: true, maglev: { tableSize: 1009 } } } } }',
    [],
  ],
  [
    'an old ring size',
    '{ host: web, trafficPolicy: { loadBalancer: { consistentHash: { useSourceIp: true, minimumRingSize: 1024 } } } }',
    [
      'Wi spec.trafficPolicy.loadBalancer.consistentHash.minimumRingSize: is deprecated; write ringHash.minimumRingSize',
    ],
  ],
  [
    'a warm-up without duration',
    '{ host: web, trafficPolicy: { loadBalancer: { simple: ROUND_ROBIN, warmup: { minimumPercent: 120 } } } }',
    [
      'Eai spec.trafficPolicy.loadBalancer.warmup.duration: is required',
      'Eai spec.trafficPolicy.loadBalancer.warmup.minimumPercent: is 120, expected at most 100',
    ],
  ],
  [
    'a failover without outlier detection',
    '{ host: web, trafficPolicy: { loadBalancer: { localityLbSetting: { failover: [{ from: eu, to: us }] } } } }',
    [
      'Wi spec.trafficPolicy.loadBalancer.localityLbSetting: fails over, but without outlierDetection nothing ever counts as failed',
    ],
  ],
  [
    'a failover to itself, by zones',
    '{ host: web, trafficPolicy: { outlierDetection: {}, loadBalancer: { localityLbSetting: { failover: [{ from: eu/a, to: eu/a }] } } } }',
    [
      `Ei spec.trafficPolicy.loadBalancer.localityLbSetting.failover[0]: goes from 'eu/a' to itself, expected another region`,
      `Ei spec.trafficPolicy.loadBalancer.localityLbSetting.failover[0].from: is 'eu/a', expected a region alone`,
      `Ei spec.trafficPolicy.loadBalancer.localityLbSetting.failover[0].to: is 'eu/a', expected a region alone`,
    ],
  ],
  [
    'a distribution that does not sum up',
    '{ host: web, trafficPolicy: { loadBalancer: { localityLbSetting: { distribute: [{ from: "us/*", to: { "us/a": 50, "us/b": 40 } }] } } } }',
    ['Ei spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to: sums up to 90, expected 100'],
  ],
  [
    'a distribution that does',
    '{ host: web, trafficPolicy: { loadBalancer: { localityLbSetting: { distribute: [{ from: "us/a/*", to: { "us/a/*": 60, "us/b/*": 40 } }, { from: "us/b/*", to: { "us/*": 100 } }] } } } }',
    [],
  ],
  [
    'localities that overlap',
    '{ host: web, trafficPolicy: { loadBalancer: { localityLbSetting: { distribute: [{ from: "us/*", to: { "us": 100 } }, { from: "us/a/*", to: { "*/a": 100 } }] } } } }',
    [
      `Ei spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[1].from: 'us/a/*' overlaps with another locality of the list`,
      `Ei spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[1].to["*/a"]: is '*/a'; a wildcard stands at the end, once`,
    ],
  ],
  [
    'both distribution and failover',
    '{ host: web, trafficPolicy: { loadBalancer: { localityLbSetting: { distribute: [{ from: us, to: { us: 100 } }], failover: [{ from: us, to: eu }] } } } }',
    ['Ei spec.trafficPolicy.loadBalancer.localityLbSetting: sets both distribute and failover; keep one'],
  ],
  [
    'mutual TLS without certificates',
    '{ host: web, trafficPolicy: { tls: { mode: MUTUAL } } }',
    [
      'Ei spec.trafficPolicy.tls.clientCertificate: is empty, but mode MUTUAL needs it, or a credentialName',
      'Ei spec.trafficPolicy.tls.privateKey: is empty, but mode MUTUAL needs it, or a credentialName',
    ],
  ],
  [
    'files beside a credential',
    '{ host: web, trafficPolicy: { tls: { mode: SIMPLE, credentialName: c, caCertificates: /ca.pem } } }',
    [
      'Ei spec.trafficPolicy.tls.credentialName: is set beside caCertificates; a credential brings all of these itself',
    ],
  ],
  [
    'an unverified server that would be verified',
    '{ host: web, trafficPolicy: { tls: { mode: SIMPLE, insecureSkipVerify: true, subjectAltNames: [a] } } }',
    [
      'Ei spec.trafficPolicy.tls.insecureSkipVerify: is true beside subjectAltNames, by which the server would be verified',
    ],
  ],
  [
    'an unverified server',
    '{ host: web, trafficPolicy: { tls: { mode: SIMPLE, insecureSkipVerify: true } } }',
    [],
  ],
  [
    'a port without settings',
    '{ host: web, trafficPolicy: { portLevelSettings: [{ port: { number: 80 } }, { loadBalancer: { simple: RANDOM } }] } }',
    [
      'Ei spec.trafficPolicy.portLevelSettings[0]: sets nothing, expected at least one of outlierDetection, connectionPool, loadBalancer, tls',
      'Ei spec.trafficPolicy.portLevelSettings[1].port: is required',
    ],
  ],
  [
    'subsets that share a name, or have none',
    '{ host: web, subsets: [{ name: v1 }, { name: v1, labels: { "a b": "-" } }, { name: "" }] }',
    [
      `Ei spec.subsets[1].labels["a b"]: '-' is no value of a label, expected letters, digits, '-', '_' and '.'`,
      `Ei spec.subsets[1].labels["a b"]: 'a b' is no key of a label, expected [prefix/]name of letters, digits, '-', '_' and '.'`,
      `Ei spec.subsets[1].name: names the subset 'v1' again`,
      `Ei spec.subsets[2].name: '' is no name of a subset, expected a DNS label such as v1`,
    ],
  ],
  [
    'an export beyond its own namespace',
    '{ host: web, workloadSelector: { matchLabels: { app: a } }, exportTo: ["*"] }',
    [
      `Ei spec.exportTo: goes beyond the object's own namespace, but with a workloadSelector it may only be ['.']`,
    ],
  ],
  [
    'an export to the same namespace twice',
    '{ host: web, exportTo: [., shop, "a.b"] }',
    [
      `Ei spec.exportTo[1]: names 'shop' again; '.' is the object's own namespace; remove one`,
      `Ei spec.exportTo[2]: is 'a.b', expected '.', '*' or the name of a namespace`,
    ],
  ],
  [
    'an export to everybody and somebody',
    '{ host: web, exportTo: ["*", shop] }',
    [`Ei spec.exportTo: names others beside '*', which is everybody; keep one`],
  ],
];

describe('a DestinationRule with', () => {
  test.each(rows)('%s', (_about, spec, expected) => {
    expect(said(objectOf('networking.istio.io/v1', 'DestinationRule', spec))).toEqual(expected);
  });
});
