import { Duration, type ApiObject, type Chart } from 'cdk8s';
import { ClientTls } from '../../lib/routing/client-tls';
import { DestinationRule } from '../../lib/routing/destination-rule';
import { Gateway } from '../../lib/routing/gateway';
import { GatewayServer } from '../../lib/routing/gateway-server';
import { HashAlgorithm } from '../../lib/routing/hash-algorithm';
import { LoadBalancer } from '../../lib/routing/load-balancer';
import { LocalityBalancing } from '../../lib/routing/locality-balancing';
import { OutlierDetection } from '../../lib/routing/outlier-detection';
import { ServerCertificate } from '../../lib/routing/server-certificate';
import { ServerTls } from '../../lib/routing/server-tls';
import type { PortPolicy, TrafficPolicy } from '../../lib/routing/traffic-policy';
import { Percent } from '../../lib/vocabulary/percent';
import { pool } from './maximal-external';
import { service } from './shop';

const files = { serverCertificate: '/c.pem', privateKey: '/k.pem', caCertificates: '/ca.pem' };

/** Every field of Istio's Gateway. */
export function gateways(chart: Chart): ApiObject[] {
  const all = {
    minProtocolVersion: 'TLSV1_2',
    maxProtocolVersion: 'TLSV1_3',
    cipherSuites: ['ECDHE-RSA-AES256-GCM-SHA384'],
    subjectAltNames: ['client.example.com'],
    verifyCertificateHash: ['aa'],
    verifyCertificateSpki: ['bb'],
  } as const;
  const tls = { ...all, cipherSuites: [...all.cipherSuites], subjectAltNames: [...all.subjectAltNames] };
  const mutual = { ...tls, verifyCertificateHash: ['aa'], verifyCertificateSpki: ['bb'] };
  const servers = [
    ServerTls.mutual({ ...mutual, certificate: ServerCertificate.secret('a'), caCertCredentialName: 'ca' }),
    ServerTls.optionalMutual({ ...mutual, certificate: ServerCertificate.secrets('a', 'b') }),
    ServerTls.mutual({ ...mutual, certificate: ServerCertificate.files(files), caCrl: '/crl.pem' }),
    ServerTls.mutual({ certificate: ServerCertificate.filesOfTwo(files, files) }),
    ServerTls.simple({ certificate: ServerCertificate.secret('a') }),
    ServerTls.istioMutual(),
  ].map((one, index) => GatewayServer.https({ port: 8440 + index, tls: one }));
  const gateway = new Gateway(chart, 'Every', {
    servers: [
      GatewayServer.http({ httpsRedirect: true, name: 'web', bind: '0.0.0.0', routesFrom: '.' }),
      GatewayServer.http2({ port: 81 }),
      GatewayServer.grpc({ port: 82 }),
      GatewayServer.tls({ port: 9443, tls: ServerTls.istioMutual() }),
      GatewayServer.tlsPassthrough({ hosts: ['legacy.example.com'] }),
      GatewayServer.autoPassthrough({ hosts: ['*.local'] }),
      GatewayServer.tcp({ port: 9000 }),
      ...servers,
    ],
  });
  return [gateway.resource];
}

export const leftOutOfGateways = {
  'spec.servers[].defaultEndpoint': 'istiod does not read it',
  'spec.servers[].tls.tlsCertificates[].caCertificates': 'istiod reads `caCertificates` beside the list',
  'spec.servers[].port.targetPort': 'istiod refuses it: it has no effect on gateways',
};

const outlierDetection = OutlierDetection.of({
  consecutiveGatewayErrors: 1,
  consecutiveLocalOriginFailures: 2,
  minHealthPercent: 3,
});
const tls = [
  ClientTls.simple({ sni: 'a', subjectAltNames: ['a'], credentialName: 'ca' }),
  ClientTls.simple({ caCertificates: '/ca.pem', caCrl: '/crl.pem' }),
  ClientTls.simple({ insecureSkipVerify: true }),
  ClientTls.mutualByFiles({ clientCertificate: '/c.pem', privateKey: '/k.pem' }),
  ClientTls.mutual({ credentialName: 'client' }),
];
const locality = [
  LocalityBalancing.distribute({ from: 'eu/one/*', to: { 'eu/one/*': 80, 'eu/two/*': 20 } }),
  LocalityBalancing.failover({ from: 'eu', to: 'us' }),
  LocalityBalancing.failoverPriority('topology.kubernetes.io/region'),
  LocalityBalancing.off(),
];
const warmup = { duration: Duration.seconds(30), minimumPercent: Percent.of(5), aggression: 1.5 };
const cookie = { path: '/', attributes: { SameSite: 'Strict' }, algorithm: HashAlgorithm.maglev() };
const balancers = [
  LoadBalancer.leastRequest({ warmup, locality: locality[0] as LocalityBalancing }),
  LoadBalancer.roundRobin({ warmup, locality: locality[1] as LocalityBalancing }),
  LoadBalancer.random({ locality: locality[2] as LocalityBalancing }),
  LoadBalancer.consistentHashByHeader('x', {
    algorithm: HashAlgorithm.ringHash(),
    locality: locality[3] as LocalityBalancing,
  }),
  LoadBalancer.consistentHashByCookie('session', Duration.hours(1), cookie),
  LoadBalancer.consistentHashByQueryParameter('user'),
  LoadBalancer.consistentHashBySourceIp(),
];

/** Every field of a DestinationRule, in the rule, its ports and its subsets. */
export function destinationRules(chart: Chart): ApiObject[] {
  const rules = balancers.map((loadBalancer, index) => {
    const one: PortPolicy = {
      loadBalancer,
      outlierDetection,
      connectionPool: pool,
      tls: tls[index % tls.length] as ClientTls,
    };
    const policy: TrafficPolicy = {
      ...one,
      ports: [{ ...one, port: 5001 }],
      retryBudget: { percentage: Percent.of(20), minRetryConcurrency: 3 },
      ...(index % 2 === 0
        ? { proxyProtocol: 'V2' as const }
        : { tunnel: { targetHost: 'db.example.com', targetPort: 443, protocol: 'CONNECT' as const } }),
    };
    const rule = new DestinationRule(chart, `Rule${index}`, {
      ...policy,
      service: service(chart, `service${index}`),
      workloadLabels: { app: 'caller' },
      exportTo: ['.'],
    });
    rule.addSubset('v1', { version: 'v1' }, policy);
    return rule;
  });
  return rules.map(({ resource }) => resource);
}

const DEPRECATED_RING = 'an older field for `ringHash`';
const DEPRECATED_ERRORS = 'nothing reads it: `consecutive5xxErrors`';
const DEPRECATED_WARMUP = 'an older field for `warmup`';

/** What is left to the escape hatch of each policy, and why. */
const ofPolicy: Readonly<Record<string, string>> = {
  'loadBalancer.consistentHash.minimumRingSize': DEPRECATED_RING,
  'loadBalancer.warmupDurationSecs': DEPRECATED_WARMUP,
  'outlierDetection.consecutiveErrors': DEPRECATED_ERRORS,
};

export const leftOutOfDestinationRules = Object.fromEntries(
  ['spec.trafficPolicy', 'spec.subsets[].trafficPolicy'].flatMap((policy) =>
    [policy, `${policy}.portLevelSettings[]`].flatMap((place) =>
      Object.entries(ofPolicy).map(([field, reason]) => [`${place}.${field}`, reason]),
    ),
  ),
);
