import { describe, expect, test } from '@jest/globals';
import { objectOf, said, type Row } from './expectation';

const rows: readonly Row[] = [
  [
    'servers of each kind',
    `selector: { istio: ingress }
servers:
  - { port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"], tls: { httpsRedirect: true } }
  - { port: { number: 443, name: https, protocol: HTTPS }, hosts: ["shop/*.shop.com", "./a.com"], tls: { mode: SIMPLE, credentialName: c } }
  - { port: { number: 8443, name: tls, protocol: TLS }, hosts: ["10.0.0.1"], tls: { mode: PASSTHROUGH } }
  - { port: { number: 9000, name: mtls, protocol: HTTPS }, bind: 0.0.0.0, hosts: ["a.com"], tls: { mode: MUTUAL, serverCertificate: /c, privateKey: /k, caCertificates: /ca } }`,
    [],
  ],
  ['no servers', 'servers: []', ['Ei spec.servers: is empty, expected at least one server']],
  [
    'a server without port and hosts',
    'servers: [{ hosts: [] }]',
    [
      `Ei spec.servers[0].hosts: is empty, expected at least one host, such as '*'`,
      'Eai spec.servers[0].port: is required',
    ],
  ],
  [
    'a port that is none',
    'servers: [{ port: { number: 70000, name: "", protocol: SPDY }, hosts: ["a.com"] }]',
    [
      'Ei spec.servers[0].port.name: is empty, expected a name such as https',
      'Ei spec.servers[0].port.number: is port 70000, expected 1 to 65535',
      `Ei spec.servers[0].port.protocol: 'SPDY' is no protocol, expected HTTP, HTTPS, GRPC, HTTP2, MONGO, TCP or TLS`,
    ],
  ],
  [
    'a target port',
    'servers: [{ port: { number: 80, name: http, protocol: HTTP, targetPort: 8080 }, hosts: ["a.com"] }]',
    ['Ei spec.servers[0].port.targetPort: has no effect on a gateway; remove it'],
  ],
  [
    'the same name of a port',
    'servers: [{ port: { number: 80, name: a, protocol: HTTP }, hosts: ["a.com"] }, { port: { number: 81, name: a, protocol: HTTP }, hosts: ["a.com"] }]',
    [`Ei spec.servers[1].port.name: names the port 'a' again; every server has its own`],
  ],
  [
    'hosts that are none',
    'servers: [{ port: { number: 80, name: a, protocol: HTTP }, hosts: [web, "*a.com", "/a.com", "~/a.com", "a..com"] }]',
    [
      `Ei spec.servers[0].hosts[0]: 'web' is a short name, expected a fully qualified one, such as web.shop.svc.cluster.local`,
      `Ei spec.servers[0].hosts[1]: '*a.com' has a wildcard for a part of a label; only a whole first label may be one: *.example.com`,
      `Ei spec.servers[0].hosts[2]: is '/a.com', expected both a namespace and a host around the slash`,
      `Ei spec.servers[0].hosts[3]: '~' is no namespace, expected a name or one of * .`,
      `Ei spec.servers[0].hosts[4]: '.com' is no domain name: '' is no label of one`,
    ],
  ],
  [
    'a socket with a port',
    'servers: [{ port: { number: 80, name: a, protocol: HTTP }, bind: "unix://run", hosts: ["a.com"] }]',
    [
      `Ei spec.servers[0].bind: 'unix://run' is no socket: behind unix:// comes the absolute path of a file, or @ and a name`,
      'Ei spec.servers[0].port.number: is set, but a socket has no port; expected 0',
    ],
  ],
  [
    'an address to bind to that is none',
    'servers: [{ port: { number: 80, name: a, protocol: HTTP }, bind: localhost, hosts: ["a.com"] }]',
    [`Ei spec.servers[0].bind: 'localhost' is no IP address`],
  ],
  [
    'HTTPS without TLS',
    'servers: [{ port: { number: 443, name: a, protocol: HTTPS }, hosts: ["a.com"] }]',
    ['Ei spec.servers[0]: lacks tls, which a server of protocol HTTPS needs'],
  ],
  [
    'TLS on a port without',
    'servers: [{ port: { number: 80, name: a, protocol: HTTP }, hosts: ["a.com"], tls: { mode: SIMPLE, credentialName: c } }, { port: { number: 81, name: b, protocol: TCP }, hosts: ["a.com"], tls: { httpsRedirect: true } }]',
    [
      'Ei spec.servers[0].tls: is set, but the protocol is HTTP, where only httpsRedirect has a sense',
      'Ei spec.servers[1].tls: is set, but the protocol is TCP; expected HTTPS or TLS',
      'Wi spec.servers[1].tls.httpsRedirect: redirects requests, but the server reads none; its protocol should be HTTP',
    ],
  ],
  [
    'no certificate',
    'servers: [{ port: { number: 443, name: a, protocol: HTTPS }, hosts: ["a.com"], tls: { mode: MUTUAL } }]',
    [
      'Ei spec.servers[0].tls.caCertificates: is empty, but mode MUTUAL verifies clients by it; set it or a credentialName',
      'Ei spec.servers[0].tls.privateKey: is empty, but mode MUTUAL needs it; set it or a credentialName',
      'Ei spec.servers[0].tls.serverCertificate: is empty, but mode MUTUAL needs it; set it or a credentialName',
    ],
  ],
  [
    'certificates that a mode does not use',
    'servers: [{ port: { number: 443, name: a, protocol: TLS }, hosts: ["a.com"], tls: { mode: PASSTHROUGH, credentialName: c } }, { port: { number: 444, name: b, protocol: TLS }, hosts: ["a.com"], tls: { mode: ISTIO_MUTUAL, privateKey: k } }]',
    [
      'Wi spec.servers[0].tls: sets credentialName, which mode PASSTHROUGH ignores',
      'Ei spec.servers[1].tls.privateKey: is set, but mode ISTIO_MUTUAL uses the certificates of the mesh',
    ],
  ],
  [
    'two sources of certificates',
    'servers: [{ port: { number: 443, name: a, protocol: HTTPS }, hosts: ["a.com"], tls: { mode: SIMPLE, credentialName: c, serverCertificate: /c, privateKey: /k } }]',
    [
      'Ei spec.servers[0].tls: takes its certificate from serverCertificate and credentialName; keep one of them',
    ],
  ],
  [
    'a revocation list without clients',
    'servers: [{ port: { number: 443, name: a, protocol: HTTPS }, hosts: ["a.com"], tls: { mode: SIMPLE, serverCertificate: /c, privateKey: /k, caCrl: /crl } }]',
    [
      'Ei spec.servers[0].tls.caCrl: is set, but mode SIMPLE verifies no client whose certificate it could revoke',
    ],
  ],
  [
    'cipher suites that are none',
    'servers: [{ port: { number: 443, name: a, protocol: HTTPS }, hosts: ["a.com"], tls: { mode: SIMPLE, credentialName: c, cipherSuites: [RC4, AES128-SHA, AES128-SHA, "-SHA1"] } }]',
    [
      `Wi spec.servers[0].tls.cipherSuites[0]: 'RC4' is no cipher suite, and ignored`,
      `Wi spec.servers[0].tls.cipherSuites[2]: names 'AES128-SHA' again`,
    ],
  ],
  [
    'an old protocol without suites',
    'servers: [{ port: { number: 443, name: a, protocol: HTTPS }, hosts: ["a.com"], tls: { mode: SIMPLE, credentialName: c, minProtocolVersion: TLSV1_0 } }]',
    [
      'Wi spec.servers[0].tls.minProtocolVersion: is TLSV1_0, for which no default suite is left; set cipherSuites',
    ],
  ],
];

describe('a Gateway with', () => {
  test.each(rows)('%s', (_about, spec, expected) => {
    expect(said(objectOf('networking.istio.io/v1', 'Gateway', spec))).toEqual(expected);
  });
});
