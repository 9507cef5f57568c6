import { expect, test } from '@jest/globals';
import type { Chart } from 'cdk8s';
import { ServerCertificate } from '../../lib/routing/server-certificate';
import { ServerTls } from '../../lib/routing/server-tls';
import { ServiceEndpoints } from '../../lib/routing/service-endpoints';
import { ServiceEntry, type ServiceEntryProps } from '../../lib/routing/service-entry';
import { Sidecar, type SidecarProps } from '../../lib/routing/sidecar';
import { SidecarEgressListener } from '../../lib/routing/sidecar-listener';
import type { WorkloadEndpoint } from '../../lib/routing/workload-endpoint';
import { WorkloadEntry } from '../../lib/routing/workload-entry';
import { WorkloadGroup } from '../../lib/routing/workload-group';
import { shop } from './shop';

const port = { port: 80, protocol: 'http' } as const;
const tcp = { port: 5432, protocol: 'postgres' } as const;
const entry = (props: Partial<ServiceEntryProps>) => (chart: Chart) =>
  new ServiceEntry(chart, 'It', { hosts: ['a.example.com'], ports: [port], ...props });
const workload = (endpoint: WorkloadEndpoint) => (chart: Chart) =>
  new WorkloadEntry(chart, 'It', { endpoint });
const sidecar = (props: SidecarProps) => (chart: Chart) => new Sidecar(chart, 'It', props);
const listener = (hosts: string[]) => SidecarEgressListener.anyPort({ hosts });

test.each<[string, (chart: Chart) => unknown, string]>([
  // ServiceEntry
  ['no host', entry({ hosts: [] }), "'hosts' is empty, expected at least one name by which callers ask"],
  [
    'every host',
    entry({ hosts: ['*'] }),
    "'hosts' holds '*', expected a DNS name in lower case or '*.example.com'",
  ],
  [
    'a wildcard to look up',
    entry({ hosts: ['*.a.com'] }),
    "'hosts' holds '*.a.com', expected names without wildcard",
  ],
  [
    'two hosts of plain TCP',
    entry({ hosts: ['a.b', 'c.b'], ports: [tcp] }),
    "'hosts' holds 2 names, expected one",
  ],
  [
    'a port twice',
    entry({ ports: [port, { ...port, name: 'b' }] }),
    "'port' is '80' twice, expected each once",
  ],
  [
    "a port's name twice",
    entry({ ports: [port, { ...port, port: 81 }] }),
    "'name' is 'http' twice, expected each",
  ],
  [
    'port 70000',
    entry({ ports: [{ ...port, port: 70000 }] }),
    "'port' is 70000, expected a whole number from 1",
  ],
  [
    'a name in capitals',
    entry({ ports: [{ ...port, name: 'HTTP' }] }),
    "'name' is 'HTTP', expected 1 to 63 lower-case",
  ],
  [
    'half an address',
    entry({ addresses: ['10.0'] }),
    "'addresses' is '10.0', expected an address of IPv4 or IPv6",
  ],
  [
    'a range to look up',
    entry({ addresses: ['10.0.0.0/8'] }),
    "'addresses' holds the range '10.0.0.0/8', expected single",
  ],
  [
    'all and others',
    entry({ exportTo: ['*', 'a'] }),
    "'exportTo' holds '*' beside others, expected it alone",
  ],
  [
    'a namespace twice',
    entry({ exportTo: ['a', 'a'] }),
    "'exportTo' holds 'a' twice, expected each namespace once",
  ],
  [
    'a name among fixed addresses',
    entry({ endpoints: ServiceEndpoints.fixed({ address: 'a.example.com' }) }),
    "'address' is 'a.example.com', expected an IP address, or 'unix://'",
  ],
  [
    'an unknown port of an endpoint',
    entry({ endpoints: ServiceEndpoints.fixed({ address: '10.0.0.1', ports: { grpc: 1 } }) }),
    "'ports' of an endpoint holds 'grpc', expected names of the service's ports: http",
  ],
  [
    'a wildcard in a selector',
    entry({ endpoints: ServiceEndpoints.selected({ app: '*' }) }),
    "'labels' holds 'app: *', expected a label of Kubernetes without wildcards",
  ],
  // Workloads
  ['no address', workload({}), "'address' is missing, expected an address or a 'network'"],
  [
    'a socket with ports',
    workload({ address: 'unix:///a', ports: { http: 1 } }),
    "'ports' of unix:///a: a socket has none",
  ],
  [
    'a folder as socket',
    workload({ address: 'unix:///a/' }),
    "'address' is 'unix:///a/', expected an IP address",
  ],
  [
    'four parts of a locality',
    workload({ address: '10.0.0.1', locality: 'a/b/c/d' }),
    "'locality' is 'a/b/c/d', expected",
  ],
  [
    'a weight below 0',
    workload({ address: '10.0.0.1', weight: -1 }),
    "'weight' is -1, expected a whole number from 0",
  ],
  [
    'labels of no pod',
    (chart) => new WorkloadGroup(chart, 'It', { template: {}, workloadLabels: { app: 'a b' } }),
    "'workloadLabels' holds 'app: a b', expected a label of Kubernetes",
  ],
  // Sidecar
  [
    'a Sidecar that says nothing',
    sidecar({}),
    "it says nothing, expected 'egress', 'ingress', 'outboundTrafficPolicy'",
  ],
  [
    'a host without namespace',
    sidecar({ egress: [listener(['a'])] }),
    "'hosts' is 'a', expected '<namespace>/<host>', the host with a dot in it",
  ],
  [
    'a listener of nothing',
    sidecar({ egress: [listener([])] }),
    "'hosts' and 'services' are empty, expected at least one",
  ],
  [
    'two listeners of any port',
    sidecar({ egress: [listener(['./*']), listener(['a/*'])] }),
    "'egress' has SidecarEgressListener.anyPort as number 1 of 2, expected one at most, and last",
  ],
  [
    'two listeners of one port',
    sidecar({ egress: [1, 2].map(() => SidecarEgressListener.port({ port: 80, hosts: ['./*'] })) }),
    "'port' is '80' twice, expected each once",
  ],
  [
    'a distant endpoint',
    sidecar({ ingress: [{ port: 80, defaultEndpoint: '10.0.0.1:80' }] }),
    "'defaultEndpoint' is '10.0.0.1:80', expected 127.0.0.1",
  ],
  [
    'a Secret at a Sidecar',
    sidecar({
      ingress: [{ port: 80, tls: ServerTls.simple({ certificate: ServerCertificate.secret('a') }) }],
    }),
    "'tls' of a Sidecar reads no Secret, shows no second certificate",
  ],
])('refuses %s', (_name, make, message) => {
  const chart = shop();
  expect(() => make(chart)).toThrow(message);
  expect(() => make(shop())).toThrow(/\(at test\/\w+\)$/);
});
