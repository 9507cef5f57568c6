import { describe, expect, test } from '@jest/globals';
import { GatewayInstallation } from '../../lib/installation/gateway-installation';
import { IstioInstallation } from '../../lib/installation/istio-installation';
import { profileComponents, type IstioProfile } from '../../lib/installation/istio-profile';
import { expectFields, fieldAt, parsedFiles, textOfFile, type Expected } from './parsed-files';

const restaurant = new IstioInstallation({
  profile: 'default',
  replicas: { minimum: 2, maximum: 5 },
  resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { cpu: '1', memory: '4Gi' } },
  gateways: [new GatewayInstallation({ replicas: { minimum: 2, maximum: 5, cpuPercent: 80 } })],
  mesh: {
    tracing: {
      service: 'jaeger-collector.istio-system.svc.cluster.local',
      samplingPercent: 100,
    },
  },
});

describe('restaurant-istio-install', () => {
  const files = parsedFiles(restaurant.files('it'));
  const pilot: Expected = {
    autoscaleMin: 2,
    autoscaleMax: 5,
    'resources.requests': { cpu: '500m', memory: '2Gi' },
    'resources.limits': { cpu: '1', memory: '4Gi' },
  };
  const proxy = { requests: { cpu: '10m', memory: '40Mi' }, limits: { cpu: '2', memory: '1Gi' } };
  const mesh: Expected = {
    accessLogFile: '/dev/stdout',
    accessLogEncoding: 'JSON',
    enablePrometheusMerge: true,
    enableTracing: undefined,
    'defaultConfig.tracing': undefined,
    'extensionProviders.0.opentelemetry.port': 4317,
  };

  test("gives istiod's chart and istioctl the same", () => {
    const chart = files['it/istiod.yaml'];
    const spec = files['it/istio-operator.yaml']?.['spec'];
    expectFields(fieldAt(chart, 'pilot'), pilot);
    expectFields(fieldAt(spec, 'values.pilot'), pilot);
    expectFields(fieldAt(chart, 'meshConfig'), mesh);
    expectFields(fieldAt(spec, 'meshConfig'), mesh);
    expect(fieldAt(chart, 'global.proxy.resources')).toEqual(proxy);
    expect(fieldAt(spec, 'values.global.proxy.resources')).toEqual(proxy);
  });

  test('gives the gateway a load balancer, five pods at most, and its health port', () => {
    const gateway = files['it/istio-ingressgateway.yaml'];
    expectFields(gateway, {
      'service.type': 'LoadBalancer',
      'autoscaling.minReplicas': 2,
      'autoscaling.maxReplicas': 5,
      'autoscaling.targetCPUUtilizationPercentage': 80,
      'podDisruptionBudget.minAvailable': 1,
      'resources.requests': { cpu: '100m', memory: '128Mi' },
      'resources.limits': { cpu: '2', memory: '1Gi' },
    });
    const ports = fieldAt(gateway, 'service.ports') as readonly { port: number; targetPort: number }[];
    expect(ports.map(({ port, targetPort }) => [port, targetPort])).toEqual([
      [15021, 15021],
      [80, 8080],
      [443, 8443],
    ]);
    const component = fieldAt(files['it/istio-operator.yaml'], 'spec.components.ingressGateways.0.k8s');
    expectFields(component, {
      'service.ports': ports,
      'hpaSpec.minReplicas': 2,
      'hpaSpec.maxReplicas': 5,
      'hpaSpec.metrics.0.resource.target': { type: 'Utilization', averageUtilization: 80 },
    });
  });

  test('has no egress gateway, and traces every request by a Telemetry', () => {
    expect(fieldAt(files['it/istio-operator.yaml'], 'spec.components.egressGateways')).toEqual([
      { name: 'istio-egressgateway', enabled: false },
    ]);
    expect(fieldAt(files['it/telemetry.yaml'], 'spec.tracing.0')).toEqual({
      providers: [{ name: 'jaeger' }],
      randomSamplingPercentage: 100,
    });
  });
});

describe('istio-profiles', () => {
  test.each<[IstioProfile, readonly string[]]>([
    ['default', ['base', 'istiod', 'istio-ingressgateway']],
    ['demo', ['base', 'istiod', 'istio-ingressgateway', 'istio-egressgateway']],
    ['minimal', ['base', 'istiod']],
    ['empty', []],
    ['preview', ['base', 'istiod', 'istio-ingressgateway']],
    ['stable', ['base', 'istiod', 'istio-ingressgateway']],
    ['ambient', ['base', 'istiod', 'cni', 'ztunnel']],
  ])('%s has values for %j', (profile, charts) => {
    const files = parsedFiles(new IstioInstallation({ profile }).files('it'));
    const values = Object.keys(files).filter((file) => !/operator|telemetry/.test(file));
    expect(values).toEqual(charts.map((chart) => `it/${chart}.yaml`));
    const operator = files['it/istio-operator.yaml'];
    expect(operator === undefined).toBe(profile === 'empty');
    if (operator) expect(fieldAt(operator, 'spec.profile')).toBe(profile);
  });

  test('remote has what leads to an istiod elsewhere', () => {
    expect(profileComponents.remote).toMatchObject({ base: true, istiod: true, ingressGateway: false });
  });
});

describe('istio-helm-install', () => {
  const guide = textOfFile(new IstioInstallation({ profile: 'demo' }).files('it'), 'it/INSTALL.md');

  test('installs definitions, control plane, gateways, in this order', () => {
    const releases = [...guide.matchAll(/helm upgrade --install (\S+) istio\/(\S+)/g)];
    expect(releases.map(([, release, chart]) => [release, chart])).toEqual([
      ['istio-base', 'base'],
      ['istiod', 'istiod'],
      ['istio-ingressgateway', 'gateway'],
      ['istio-egressgateway', 'gateway'],
    ]);
  });

  test("has an egress gateway within the cluster, with its labels, and an ingress gateway of the chart's contract", () => {
    const istio = new IstioInstallation({
      gateways: [
        new GatewayInstallation({
          name: 'istio-ingress',
          namespace: 'istio-ingress',
          serviceAccount: 'istio-ingress',
        }),
        new GatewayInstallation({
          name: 'istio-egress',
          direction: 'egress',
          labels: { istio: 'egressgateway' },
        }),
      ],
    });
    const files = parsedFiles(istio.files('it'));
    expectFields(files['it/istio-ingress.yaml'], {
      labels: { app: 'istio-ingress', istio: 'ingress' },
      'serviceAccount.name': 'istio-ingress',
    });
    expectFields(files['it/istio-egress.yaml'], {
      'service.type': 'ClusterIP',
      labels: { app: 'istio-egress', istio: 'egressgateway' },
    });
  });
});

describe('istio-ambient-install', () => {
  const files = (platform?: 'gke' | 'minikube') =>
    new IstioInstallation({ profile: 'ambient', ...(platform ? { platform } : {}) }).files('it');

  test('has values for four charts, and no gateway', () => {
    const parsed = parsedFiles(files('minikube'));
    for (const chart of ['istiod', 'cni', 'ztunnel']) {
      expectFields(parsed[`it/${chart}.yaml`], { profile: 'ambient', 'global.platform': 'minikube' });
    }
    expect(parsed['it/base.yaml']).toBeDefined();
    expect(fieldAt(parsed['it/istiod.yaml'], 'pilot.cni.enabled')).toBe(true);
  });

  test('lets pods of node priority into the namespace on GKE only', () => {
    const quota = parsedFiles(files('gke'))['it/resource-quota.yaml'];
    expect(fieldAt(quota, 'spec.scopeSelector.matchExpressions')).toEqual([
      { operator: 'In', scopeName: 'PriorityClass', values: ['system-node-critical'] },
    ]);
    expect(files('minikube').map(({ path }) => path)).not.toContain('it/resource-quota.yaml');
  });
});
