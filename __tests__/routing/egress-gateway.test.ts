import { describe, expect, test } from '@jest/globals';
import { Duration, Testing, type Chart } from 'cdk8s';
import { ExternalService } from '../../lib/edges/external-service';
import { requiredSecretsOf } from '../../lib/edges/required-secret';
import { DestinationRule } from '../../lib/routing/destination-rule';
import { ClientTls } from '../../lib/routing/client-tls';
import { EgressGateway, type EgressGatewayProps } from '../../lib/routing/egress-gateway';
import { EgressGatewayContract } from '../../lib/routing/egress-gateway-contract';
import { EgressProtocol } from '../../lib/routing/egress-protocol';
import { RetryPolicy } from '../../lib/routing/retry-policy';
import { crdMistakes, manifest, service, shop } from './shop';

const MAIL = { name: 'mail', host: 'api.mail.example' };

function mail(props: Partial<EgressGatewayProps> = {}, chart = shop()): EgressGateway {
  return new EgressGateway(chart, 'Mail', { ...MAIL, ...props });
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly egress: unknown[] };
}

function objectOf(chart: Chart, kind: string, name: string): Manifest | undefined {
  return (Testing.synth(chart) as Manifest[]).find(
    (object) => object.kind === kind && object.metadata.name === name,
  );
}

test('calls go to the gateway, which starts TLS towards the host', () => {
  expect(manifest(mail().virtualService).spec).toMatchInlineSnapshot(`
   {
     "exportTo": [
       ".",
       "istio-system",
     ],
     "gateways": [
       "mesh",
       "shop/mail",
     ],
     "hosts": [
       "api.mail.example",
     ],
     "http": [
       {
         "match": [
           {
             "gateways": [
               "mesh",
             ],
             "port": 80,
           },
         ],
         "retries": {
           "attempts": 2,
           "retryOn": "connect-failure,refused-stream",
         },
         "route": [
           {
             "destination": {
               "host": "istio-egressgateway.istio-system.svc.cluster.local",
               "port": {
                 "number": 443,
               },
               "subset": "mail",
             },
           },
         ],
         "timeout": "10s",
       },
       {
         "match": [
           {
             "gateways": [
               "shop/mail",
             ],
             "method": {
               "regex": "POST|PUT|PATCH|DELETE",
             },
             "port": 443,
           },
         ],
         "retries": {
           "attempts": 2,
           "retryOn": "connect-failure,refused-stream",
         },
         "route": [
           {
             "destination": {
               "host": "api.mail.example",
               "port": {
                 "number": 80,
               },
             },
           },
         ],
         "timeout": "10s",
       },
       {
         "match": [
           {
             "gateways": [
               "shop/mail",
             ],
             "port": 443,
           },
         ],
         "retries": {
           "attempts": 2,
           "retryOn": "gateway-error,connect-failure,refused-stream",
         },
         "route": [
           {
             "destination": {
               "host": "api.mail.example",
               "port": {
                 "number": 80,
               },
             },
           },
         ],
         "timeout": "10s",
       },
     ],
   }
  `);
});

test('every object fits its CRD and lies in the own namespace', () => {
  const chart = shop();
  mail({}, chart);
  new EgressGateway(chart, 'Chat', { host: 'chat.example', protocol: EgressProtocol.tls() });
  const objects = Testing.synth(chart) as (Parameters<typeof crdMistakes>[0] & {
    metadata: { namespace: string };
  })[];
  expect(objects).toHaveLength(10);
  expect(objects.flatMap(crdMistakes)).toEqual([]);
  expect(new Set(objects.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['shop']));
});

describe('plain HTTP', () => {
  test('is made known to callers at port 80, and to the gateway as the port with TLS', () => {
    expect(manifest(mail({ port: 8443 }).externalService.resource).spec).toMatchObject({
      hosts: ['api.mail.example'],
      exportTo: ['.', 'istio-system'],
      ports: [{ number: 80, targetPort: 8443, protocol: 'HTTP' }],
    });
  });

  test('is encrypted by the mesh on its way to the gateway', () => {
    const egress = mail();
    expect(manifest(egress.gateway).spec).toEqual({
      selector: { istio: 'egressgateway' },
      servers: [
        {
          port: { number: 443, name: 'https', protocol: 'HTTPS' },
          hosts: ['api.mail.example'],
          tls: { mode: 'ISTIO_MUTUAL' },
        },
      ],
    });
    expect(manifest(egress.gatewayDestinationRule).spec).toEqual({
      host: 'istio-egressgateway.istio-system.svc.cluster.local',
      exportTo: ['.'],
      subsets: [{ name: 'mail', trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL', sni: 'api.mail.example' } } }],
    });
  });

  test('leaves the gateway as TLS with the name verified, within limits and with circuit breaking', () => {
    expect(manifest(mail().destinationRule.resource).spec).toMatchObject({
      host: 'api.mail.example',
      exportTo: ['istio-system'],
      trafficPolicy: {
        connectionPool: { tcp: { maxConnections: 100 }, http: { http1MaxPendingRequests: 100 } },
        outlierDetection: { consecutive5xxErrors: 5, maxEjectionPercent: 100 },
        tls: { mode: 'SIMPLE', sni: 'api.mail.example', subjectAltNames: ['api.mail.example'] },
      },
    });
  });

  test('the Secret with its authority is required where the gateway is', () => {
    const egress = mail({ protocol: EgressProtocol.http({ tls: { credentialName: 'mail-ca' } }) });
    expect(manifest(egress.destinationRule.resource).spec).toHaveProperty(
      'trafficPolicy.tls.credentialName',
      'mail-ca',
    );
    expect(requiredSecretsOf(egress)).toMatchObject([
      { name: 'mail-ca', namespace: 'istio-system', keys: ['ca.crt'] },
    ]);
  });

  test('only the gateway asks the host again, and requests that change something only where unseen', () => {
    const protocol = EgressProtocol.http({
      timeout: Duration.seconds(30),
      retries: RetryPolicy.of({ attempts: 2, perTryTimeout: Duration.seconds(10), retryOn: ['5xx'] }),
    });
    expect(manifest(mail({ protocol }).virtualService).spec['http']).toMatchObject([
      { timeout: '30s', retries: { attempts: 2, retryOn: 'connect-failure,refused-stream' } },
      { match: [{ method: { regex: 'POST|PUT|PATCH|DELETE' } }], timeout: '30s', retries: { attempts: 0 } },
      { timeout: '30s', retries: { attempts: 2, perTryTimeout: '10s', retryOn: '5xx' } },
    ]);
  });

  test('refuses tries that do not fit the timeout', () => {
    const retries = RetryPolicy.of({ attempts: 3, perTryTimeout: Duration.seconds(10) });
    const protocol = EgressProtocol.http({ timeout: Duration.seconds(30), retries });
    expect(() => mail({ protocol })).toThrow(
      "'timeout' is 30s but 1 try + 3 retries of 10s need 40s; raise timeout, or lower attempts or perTryTimeout",
    );
  });
});

describe('TLS of the callers', () => {
  const egress = mail({ port: 8443, protocol: EgressProtocol.tls() });

  test('is passed on by its server name, without what needs requests', () => {
    const sniHosts = ['api.mail.example'];
    const { http, tls } = manifest(egress.virtualService).spec;
    expect(http).toBeUndefined();
    expect(tls).toEqual([
      {
        match: [{ gateways: ['mesh'], port: 8443, sniHosts }],
        route: [
          {
            destination: {
              host: 'istio-egressgateway.istio-system.svc.cluster.local',
              subset: 'mail',
              port: { number: 443 },
            },
          },
        ],
      },
      {
        match: [{ gateways: ['shop/mail'], port: 443, sniHosts }],
        route: [{ destination: { host: 'api.mail.example', port: { number: 8443 } } }],
      },
    ]);
    expect(manifest(egress.gateway).spec).toMatchObject({
      servers: [{ port: { number: 443, protocol: 'TLS' }, tls: { mode: 'PASSTHROUGH' } }],
    });
  });

  test('gets no second layer of TLS from the mesh', () => {
    expect(JSON.stringify(manifest(egress.gatewayDestinationRule))).not.toContain('tls');
    expect(JSON.stringify(manifest(egress.destinationRule.resource))).not.toContain('tls');
  });

  test('has no timeout and no retries to be asked for', () => {
    // @ts-expect-error -- nothing can be said of requests that nobody sees
    expect(EgressProtocol.tls({ timeout: Duration.seconds(1) }).http).toBeUndefined();
  });
});

describe('a caller', () => {
  const chart = shop();
  const egress = mail({ urlVariable: 'MAIL_API_URL' }, chart);
  const worker = service(chart, 'worker', []);
  service(chart, 'backend');
  worker.calls(egress);

  test("is let out to the gateway's pods and to nowhere else", () => {
    expect(objectOf(chart, 'NetworkPolicy', 'worker')?.spec.egress.slice(2)).toEqual([
      {
        to: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'istio-system' } },
            podSelector: { matchLabels: { istio: 'egressgateway' } },
          },
        ],
        ports: [{ port: 8443, protocol: 'TCP' }],
      },
    ]);
  });

  test('has a proxy that knows the host and the gateway', () => {
    expect(objectOf(chart, 'Sidecar', 'worker')?.spec.egress).toEqual([
      {
        hosts: [
          'istio-system/*',
          '*/api.mail.example',
          '*/istio-egressgateway.istio-system.svc.cluster.local',
        ],
      },
    ]);
  });

  test('is told the URL', () => {
    expect(worker.calleesEnvironment).toEqual([{ name: 'MAIL_API_URL', value: 'http://api.mail.example' }]);
  });

  test('who is none has no way out, and a proxy that does not know the host', () => {
    expect(objectOf(chart, 'NetworkPolicy', 'backend')?.spec.egress).toHaveLength(2);
    expect(objectOf(chart, 'Sidecar', 'backend')?.spec).toMatchObject({
      outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
      egress: [{ hosts: ['istio-system/*'] }],
    });
  });

  test.each([
    [443, 'https://api.mail.example'],
    [8443, 'https://api.mail.example:8443'],
  ])('that speaks TLS itself is told the port unless it is the usual one: %s', (port, value) => {
    const { connectionEnvironment } = mail({ port, protocol: EgressProtocol.tls(), urlVariable: 'URL' });
    expect(connectionEnvironment).toEqual([{ name: 'URL', value }]);
  });
});

describe('the gateway workload', () => {
  test('of a Helm release has its labels, its Service and its ports', () => {
    const egress = mail({ contract: EgressGatewayContract.helmRelease('istio-egress') });
    expect(egress.calledPorts).toEqual([{ port: 80, targetPort: 443, protocol: 'http' }]);
    expect(egress.furtherHosts).toEqual(['istio-egress.istio-egress.svc.cluster.local']);
    expect(manifest(egress.gateway).spec['selector']).toEqual({ app: 'istio-egress', istio: 'egress' });
    expect(manifest(egress.virtualService).spec['exportTo']).toEqual(['.', 'istio-egress']);
  });

  test('in the own namespace is not named twice', () => {
    const contract = EgressGatewayContract.helmRelease('egress', { namespace: 'shop' });
    expect(manifest(mail({ contract }).virtualService).spec['exportTo']).toEqual(['.']);
  });
});

test('refuses a host that is no DNS name', () => {
  expect(() => mail({ host: 'https://api.mail.example' })).toThrow(
    "'host' is 'https://api.mail.example', expected a DNS name in lower case with a dot in it",
  );
});

test('without a gateway, callers may have TLS started by their own proxies', () => {
  const chart = shop();
  const pay = new ExternalService(chart, 'Pay', {
    host: 'api.pay.example',
    port: 80,
    targetPort: 443,
    protocol: 'http',
  });
  const rule = new DestinationRule(chart, 'Rule', { service: pay, tls: ClientTls.simple() });
  service(chart, 'worker', []).calls(pay);
  expect(manifest(pay.resource).spec['ports']).toEqual([
    { name: 'http', number: 80, targetPort: 443, protocol: 'HTTP' },
  ]);
  expect(manifest(rule.resource).spec).toHaveProperty('trafficPolicy.tls', { mode: 'SIMPLE' });
  expect(objectOf(chart, 'NetworkPolicy', 'worker')?.spec.egress).toContainEqual({
    ports: [{ port: 443, protocol: 'TCP' }],
  });
});
