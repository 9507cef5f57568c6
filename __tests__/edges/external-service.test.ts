import { describe, expect, test } from '@jest/globals';
import { Chart, Testing } from 'cdk8s';
import { collectObjects } from '../../lib/emit/collected-object';
import { ExternalService } from '../../lib/edges/external-service';
import { Participant } from '../../lib/edges/participant';

const shop = () => new Chart(Testing.app(), 'test', { namespace: 'shop' });
const mail = { host: 'smtp.example.com', port: 465 };

test('makes a host outside known to its own namespace', () => {
  const chart = shop();
  new ExternalService(chart, 'Mail', { ...mail, name: 'mail' });
  expect(Testing.synth(chart)).toMatchInlineSnapshot(`
   [
     {
       "apiVersion": "networking.istio.io/v1",
       "kind": "ServiceEntry",
       "metadata": {
         "name": "mail",
         "namespace": "shop",
       },
       "spec": {
         "exportTo": [
           ".",
         ],
         "hosts": [
           "smtp.example.com",
         ],
         "location": "MESH_EXTERNAL",
         "ports": [
           {
             "name": "tls",
             "number": 465,
             "protocol": "TLS",
           },
         ],
         "resolution": "DNS",
       },
     },
   ]
  `);
});

test('a worker that calls it is let out to its port, and its proxy knows of it', () => {
  const chart = shop();
  const worker = new Participant(chart, 'worker', {
    name: 'worker',
    namespace: 'shop',
    selectorLabels: { app: 'worker' },
    serviceAccountName: 'worker',
  });
  worker.calls(new ExternalService(chart, 'Mail', mail));
  const objects = Testing.synth(chart) as { kind: string; spec: Record<string, unknown[]> }[];
  const specOf = (kind: string) => objects.find((object) => object.kind === kind)?.spec;
  expect(specOf('NetworkPolicy')?.['egress']).toContainEqual({ ports: [{ port: 465, protocol: 'TCP' }] });
  expect(specOf('Sidecar')?.['egress']).toEqual([{ hosts: ['istio-system/*', '*/smtp.example.com'] }]);
});

describe('the port', () => {
  test.each([
    ['https', { name: 'https', protocol: 'HTTPS' }],
    ['postgres', { name: 'tcp-postgres', protocol: 'TCP' }],
    ['grpc', { name: 'grpc', protocol: 'GRPC' }],
  ] as const)('of %s is named for its protocol', (protocol, expected) => {
    const service = new ExternalService(shop(), 'Mail', { ...mail, protocol });
    expect(service.resource.toJson()).toMatchObject({ spec: { ports: [{ number: 465, ...expected }] } });
  });
});

test('without a mesh there is no ServiceEntry', () => {
  const chart = shop();
  new ExternalService(chart, 'Mail', { ...mail, platform: { mesh: false } });
  expect(collectObjects(chart, 'plain')).toEqual([]);
});

test.each(['*.example.com', 'https://a.example.com', 'mail', 'a.example.com:25'])(
  'refuses the host %s',
  (host) => {
    expect(() => new ExternalService(shop(), 'Mail', { ...mail, host })).toThrow(
      `'host' is '${host}', expected a DNS name in lower case with a dot in it`,
    );
  },
);
