import { expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { ClientTls } from '../../lib/routing/client-tls';
import { ConnectionPool } from '../../lib/routing/connection-pool';
import { HashAlgorithm } from '../../lib/routing/hash-algorithm';
import { LoadBalancer } from '../../lib/routing/load-balancer';
import { LocalityBalancing } from '../../lib/routing/locality-balancing';
import { OutlierDetection } from '../../lib/routing/outlier-detection';
import { ReadinessProbe } from '../../lib/routing/readiness-probe';
import { ServerCertificate } from '../../lib/routing/server-certificate';
import { ServerTls } from '../../lib/routing/server-tls';
import { SidecarEgressListener } from '../../lib/routing/sidecar-listener';

const files = { serverCertificate: '/c.pem', privateKey: '/k.pem' };
const second = Duration.seconds(1);

test.each<[string, () => unknown, string]>([
  // Policies
  [
    'a pool below 0',
    () => ConnectionPool.of({ maxConnections: -1 }),
    "'maxConnections' is -1, expected a whole number",
  ],
  [
    'half a retry',
    () => ConnectionPool.of({ maxRetries: 0.5 }),
    "'maxRetries' is 0.5, expected a whole number from 0",
  ],
  [
    'two protocols',
    () => ConnectionPool.of({ h2UpgradePolicy: 'UPGRADE', useClientProtocol: true }),
    "'useClientProtocol' is true beside 'h2UpgradePolicy: UPGRADE', expected one of them",
  ],
  [
    'more than all pods',
    () => OutlierDetection.of({ maxEjectionPercent: 101 }),
    "'maxEjectionPercent' is 101, expected a whole number from 0 to 100",
  ],
  [
    'no interval',
    () => OutlierDetection.of({ interval: Duration.seconds(0) }),
    "'interval' is 0ms, expected whole",
  ],
  [
    'a table of 100',
    () => HashAlgorithm.maglev(100),
    "'tableSize' is 100, expected a prime number below 5000011",
  ],
  ['no ring', () => HashAlgorithm.ringHash(0), "'minimumRingSize' is 0, expected a whole number from 1"],
  [
    'a cookie without name',
    () => LoadBalancer.consistentHashByCookie(''),
    "'name' is '', expected the name of a cookie",
  ],
  [
    'a header of blanks',
    () => LoadBalancer.consistentHashByHeader(' '),
    "'name' is ' ', expected the name of a header",
  ],
  [
    'warm-up in no time',
    () => LoadBalancer.roundRobin({ warmup: { duration: Duration.seconds(0) } }),
    "'duration' is 0ms, expected whole milliseconds from 1",
  ],
  [
    'no aggression',
    () => LoadBalancer.roundRobin({ warmup: { duration: second, aggression: 0 } }),
    "'aggression' is 0, expected a number from",
  ],
  [
    'shares of 90 %',
    () => LocalityBalancing.distribute({ from: 'eu', to: { eu: 80, us: 10 } }),
    "'to' is 80 + 10 = 90, expected whole percents from 1 that add up to 100",
  ],
  [
    'four parts of a locality',
    () => LocalityBalancing.distribute({ from: 'a/b/c/d', to: { eu: 100 } }),
    "'distribute' is 'a/b/c/d', expected region/zone/sub-zone, whose end may be *",
  ],
  [
    'a zone as failover',
    () => LocalityBalancing.failover({ from: 'eu/one', to: 'us' }),
    "'failover' is 'eu/one', expected a region, without zone and wildcard",
  ],
  [
    'itself as failover',
    () => LocalityBalancing.failover({ from: 'eu', to: 'eu' }),
    "'failover' of 'eu' is itself",
  ],
  [
    'authorities twice',
    () => ClientTls.simple({ credentialName: 'ca', caCertificates: '/ca.pem' }),
    "'credentialName' is set beside paths of files, expected one of them",
  ],
  [
    'authorities that nobody reads',
    () => ClientTls.simple({ credentialName: 'ca', insecureSkipVerify: true }),
    "'insecureSkipVerify' is true beside authorities, which nobody would read",
  ],
  // Servers
  [
    'mutual TLS without authorities',
    () => ServerTls.mutual({ certificate: ServerCertificate.files(files) }),
    "'certificate' has no 'caCertificates', expected the authorities of clients' certificates",
  ],
  [
    'a list beside a Secret',
    () => ServerTls.mutual({ certificate: ServerCertificate.secret('a'), caCrl: '/crl.pem' }),
    "'caCrl' is set beside a Secret, expected the list in the Secret's key 'ca.crl'",
  ],
  [
    'versions the wrong way round',
    () => ServerTls.istioMutual({ minProtocolVersion: 'TLSV1_3', maxProtocolVersion: 'TLSV1_2' }),
    "'minProtocolVersion' is TLSV1_3, expected at most 'maxProtocolVersion', TLSV1_2",
  ],
  [
    'an unknown cipher',
    () => ServerTls.istioMutual({ cipherSuites: ['RC4'] }),
    "'cipherSuites' is 'RC4', expected one",
  ],
  [
    'two sorts of authorities',
    () => ServerCertificate.filesOfTwo(files, { ...files, caCertificates: '/ca.pem' }),
    "'caCertificates' differs between the two certificates, expected the same for both",
  ],
  [
    'a probe of port 0',
    () => ReadinessProbe.tcpSocket({ port: 0 }),
    "'port' is 0, expected a whole number from 1",
  ],
  [
    'a probe of nothing',
    () => ReadinessProbe.exec({ command: [] }),
    "'command' is empty, expected a program",
  ],
  [
    'a probe with a bad header',
    () => ReadinessProbe.httpGet({ port: 80, headers: { 'a:b': 'c' } }),
    "'headers' is 'a:b', expected letters, digits, hyphens and underscores",
  ],
  [
    'a relative socket',
    () => SidecarEgressListener.socket({ path: 'a' }),
    "'path' is 'a', expected an absolute path",
  ],
])('refuses %s', (_name, make, message) => {
  expect(make).toThrow(message);
});
