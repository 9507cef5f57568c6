import { describe, expect, test } from '@jest/globals';
import {
  EastWestMode,
  MultiClusterEastWestGateway,
  type MultiClusterEastWestGatewayProps,
} from '../../lib/patterns/multi-cluster-east-west-gateway';
import {
  VirtualMachineWorkload,
  type VirtualMachineWorkloadProps,
} from '../../lib/patterns/virtual-machine-workload';
import { ReadinessProbe } from '../../lib/routing/readiness-probe';
import { shop } from '../routing/shop';
import { objects, orders, spec } from './versions';

describe('MultiClusterEastWestGateway', () => {
  const make = (props: MultiClusterEastWestGatewayProps = {}) => {
    const chart = shop();
    new MultiClusterEastWestGateway(chart, 'east-west', { name: 'east-west', ...props });
    return chart;
  };

  test('passes mutual TLS on to sidecars', () => {
    expect(objects(make(), 'Gateway')).toMatchObject([
      {
        metadata: { name: 'east-west', namespace: 'istio-system' },
        spec: {
          selector: { istio: 'eastwestgateway' },
          servers: [
            {
              port: { number: 15443, name: 'tls', protocol: 'TLS' },
              hosts: ['*.local'],
              tls: { mode: 'AUTO_PASSTHROUGH' },
            },
          ],
        },
      },
    ]);
  });

  test('lets machines and other clusters at istiod', () => {
    const chart = make({ mode: EastWestMode.sidecars({ exposeIstiod: true }) });
    expect(objects(chart, 'Gateway').map(({ metadata }) => metadata.name)).toEqual([
      'east-west',
      'east-west-istiod',
    ]);
    const host = 'istiod.istio-system.svc.cluster.local';
    expect(spec(chart, 'VirtualService')).toEqual({
      hosts: ['*'],
      gateways: ['east-west-istiod'],
      tls: [
        {
          match: [{ port: 15012, sniHosts: ['*'] }],
          route: [{ destination: { host, port: { number: 15012 } } }],
        },
        {
          match: [{ port: 15017, sniHosts: ['*'] }],
          route: [{ destination: { host, port: { number: 443 } } }],
        },
      ],
    });
  });

  test('takes HBONE in ambient mode', () => {
    const chart = make({ mode: EastWestMode.ambient({ network: 'network1' }), labels: { team: 'a' } });
    expect(objects(chart, 'Gateway')).toMatchObject([
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        metadata: { labels: { team: 'a', 'topology.istio.io/network': 'network1' } },
        spec: {
          gatewayClassName: 'istio-east-west',
          listeners: [
            {
              port: 15008,
              protocol: 'HBONE',
              tls: { options: { 'gateway.istio.io/tls-terminate-mode': 'ISTIO_MUTUAL' } },
            },
          ],
        },
      },
    ]);
  });

  test('is left out where there is no mesh', () => {
    const chart = make({ mode: EastWestMode.sidecars({ exposeIstiod: true }), platform: { mesh: false } });
    expect(objects(chart, 'Gateway')).toEqual([]);
  });
});

describe('VirtualMachineWorkload', () => {
  const make = (props: Partial<VirtualMachineWorkloadProps> = {}) => {
    const chart = shop();
    const machines = new VirtualMachineWorkload(chart, 'billing', {
      name: 'billing',
      ports: [{ port: 80, targetPort: 8080, protocol: 'http' }],
      addressRange: '10.0.8.0/24',
      ...props,
    });
    return { chart, machines };
  };

  test('is a group of machines behind a Service', () => {
    const { chart } = make({
      network: 'vms',
      probe: ReadinessProbe.httpGet({ path: '/health', port: 8080 }),
    });
    expect(spec(chart, 'WorkloadGroup')).toMatchObject({
      metadata: { labels: { app: 'billing' } },
      template: { serviceAccount: 'billing', network: 'vms' },
      probe: { httpGet: { path: '/health', port: 8080 } },
    });
    expect(spec(chart, 'Service')).toEqual({
      selector: { app: 'billing' },
      ports: [{ name: 'http', port: 80, targetPort: 8080, protocol: 'TCP' }],
    });
    expect(objects(chart, 'ServiceAccount')).toHaveLength(1);
    expect(objects(chart, 'NetworkPolicy')).toEqual([]);
  });

  test('is called and calls as pods do', () => {
    const { chart, machines } = make();
    const caller = orders(chart);
    caller.calls(machines);
    machines.calls(caller);
    const rules = (name: string) =>
      JSON.stringify(
        objects(chart, 'AuthorizationPolicy').find(({ metadata }) => metadata.name === name)?.spec,
      );
    expect(rules('billing')).toContain('"principals":["cluster.local/ns/shop/sa/orders"]');
    expect(rules('billing')).toContain('"ports":["8080"]');
    expect(rules('orders')).toContain('"principals":["cluster.local/ns/shop/sa/billing"]');
    expect(JSON.stringify(spec(chart, 'NetworkPolicy'))).toContain('"ipBlock":{"cidr":"10.0.8.0/24"}');
  });

  test.each<[string, Partial<VirtualMachineWorkloadProps>, string]>([
    [
      'no ports',
      { ports: [] },
      "'ports' is empty; name the ports that the machines listen on (at test/billing)",
    ],
    [
      'two ports of a protocol',
      {
        ports: [
          { port: 80, protocol: 'http' },
          { port: 81, protocol: 'http' },
        ],
      },
      "'ports' holds 2 ports of http, expected one of each protocol",
    ],
  ])('refuses %s', (_name, props, message) => {
    expect(() => make(props)).toThrow(message);
  });
});
