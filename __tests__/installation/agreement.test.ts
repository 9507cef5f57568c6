import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { analyse } from '../../lib/analysis/analyse';
import { parseValuesYaml } from '../../lib/emit/values-yaml';
import { environmentFiles } from '../../lib/installation/environment-files';
import { manifestOf } from '../../lib/mesh/manifest';
import { Mesh } from '../../lib/mesh/mesh';
import type { JsonObject } from '../../lib/vocabulary/json';
import { EventSystemUnderTest } from '../fixtures/event-system';
import { fieldAt, objectsIn, parsedFiles, textOfFile } from './parsed-files';

const folder = path.resolve(__dirname, '../../environments');
const environments = readdirSync(folder).map(
  (file) => [file, parseValuesYaml(readFileSync(path.join(folder, file), 'utf8'), file)] as const,
);
const system = new EventSystemUnderTest();

const deployments: readonly (readonly [string, JsonObject])[] = [
  ...environments,
  [
    "a gateway of Istio's chart, and other labels of monitors",
    {
      istio: {
        gateway: {
          selector: { istio: 'ingress' },
          namespace: 'istio-ingress',
          serviceAccount: 'istio-ingress',
        },
      },
      monitoring: {
        enabled: true,
        namespace: 'observability',
        labels: { team: 'events', release: 'kps' },
        tracing: { enabled: true },
      },
    },
  ],
  [
    'an egress gateway of its own',
    {
      mail: { enabled: true, host: 'api.mail.example' },
      istio: {
        egressGateway: {
          selector: { istio: 'mail' },
          namespace: 'mail',
          service: 'mail-gateway',
          targetPort: 443,
        },
      },
    },
  ],
  ['gateways by the Gateway API', { istio: { useGatewayAPI: true }, monitoring: { enabled: true } }],
];

describe.each(deployments)('what is installed for the event system with %s', (_name, given) => {
  const { values } = system.context(given);
  const files = environmentFiles({ name: 'it', grade: 'production', values });
  const application = system.manifests(given).all as unknown as readonly JsonObject[];
  const parsed = parsedFiles(files);
  const operator = parsed['it/istio/istio-operator.yaml'];
  const prometheus = parsed['it/telemetry/kube-prometheus-stack.yaml'];
  const installed = objectsIn(files, 'it/telemetry/jaeger.yaml');
  const ofKind = (kind: string) => application.filter((object) => object['kind'] === kind);

  test('adds nothing to what is found in the application alone', () => {
    const telemetry = objectsIn(files, 'it/istio/telemetry.yaml');
    expect(operator).toBeDefined();
    const alone = findingsIn(application);
    const together = findingsIn([...application, ...(operator ? [operator] : []), ...telemetry]);
    expect(together.filter((finding) => !alone.includes(finding))).toEqual([]);
  });

  test('injects where the namespace asks for it', () => {
    const [namespace] = ofKind('Namespace');
    expect(fieldAt(namespace, 'metadata.labels.istio-injection')).toBe('enabled');
    expect(parsed['it/istio/revision-tags.yaml']).toEqual({ revision: '1-30-3', revisionTags: ['default'] });
    expect(fieldAt(operator, 'spec.revision')).toBe('1-30-3');
    expect(textOfFile(files, 'it/istio/INSTALL.md')).toContain(
      'kubectl label namespace NAMESPACE istio-injection=enabled',
    );
  });

  test('has the gateways that are selected and let in', () => {
    const gateways = Object.entries(parsed)
      .filter(([file]) => /^it\/istio\/.*gateway.*\.yaml$|\/istio-ingress\.yaml$/.test(file))
      .map(([, chart]) => chart);
    const selectors = ofKind('Gateway').flatMap((gateway) => fieldAt(gateway, 'spec.selector') ?? []);
    for (const selector of selectors) {
      expect(gateways.map(({ labels }) => labels)).toContainEqual(expect.objectContaining(selector));
    }
    const letIn = JSON.stringify(ofKind('AuthorizationPolicy'));
    const accounts = gateways.map((gateway) => String(fieldAt(gateway, 'serviceAccount.name')));
    const ingress = accounts.filter((account) => account.includes('ingress'));
    for (const account of ingress) expect(letIn).toContain(`/sa/${account}"`);
    expect(selectors.length === 0).toBe(gateways.length === 0);
  });

  test('watches what the application offers, or nothing', () => {
    const monitors = ['ServiceMonitor', 'PodMonitor', 'PrometheusRule'].flatMap(ofKind);
    expect(prometheus === undefined).toBe(monitors.length === 0);
    if (!prometheus) return;
    const spec = fieldAt(prometheus, 'prometheus.prometheusSpec');
    for (const kind of ['serviceMonitorSelector', 'podMonitorSelector', 'ruleSelector']) {
      const { matchLabels } = fieldAt(spec, kind) as { matchLabels: object };
      for (const monitor of [...monitors, ...objectsIn(files, 'it/telemetry/monitors.yaml')]) {
        expect(fieldAt(monitor, 'metadata.labels')).toEqual(expect.objectContaining(matchLabels));
      }
    }
    const monitoring = String(
      fieldAt(objectsIn(files, 'it/telemetry/monitors.yaml')[0], 'metadata.namespace'),
    );
    expect(JSON.stringify(ofKind('NetworkPolicy'))).toContain(
      `"kubernetes.io/metadata.name":"${monitoring}"`,
    );
    const sidecar = fieldAt(prometheus, 'grafana.sidecar.dashboards') as {
      label: string;
      labelValue: string;
    };
    const dashboards = ofKind('ConfigMap').filter(({ data }) =>
      JSON.stringify(data).includes('schemaVersion'),
    );
    expect(dashboards.length).toBeGreaterThan(2);
    for (const dashboard of dashboards) {
      expect(fieldAt(dashboard, 'metadata.labels')).toMatchObject({ [sidecar.label]: sidecar.labelValue });
    }
  });

  test('sends spans to a port that is there, and lets them out', () => {
    const letOut = ofKind('NetworkPolicy').filter((policy) => JSON.stringify(policy).includes('4317'));
    if (!prometheus || fieldAt(values, 'monitoring.tracing.enabled') !== true) {
      expect(letOut).toEqual([]);
      expect(fieldAt(operator, 'spec.meshConfig.extensionProviders')).toBeUndefined();
      return;
    }
    expect(letOut.length).toBeGreaterThan(3);
    const provider = fieldAt(operator, 'spec.meshConfig.extensionProviders.0') as {
      name: string;
      opentelemetry: { service: string; port: number };
    };
    const [telemetry] = objectsIn(files, 'it/istio/telemetry.yaml');
    expect(fieldAt(telemetry, 'spec.tracing.0.providers.0.name')).toBe(provider.name);
    const [name, namespace] = provider.opentelemetry.service.split('.');
    const service = installed.find(
      (object) => object['kind'] === 'Service' && fieldAt(object, 'metadata.name') === name,
    );
    expect(fieldAt(service, 'metadata.namespace')).toBe(namespace);
    expect(fieldAt(service, 'spec.ports')).toContainEqual(
      expect.objectContaining({ port: provider.opentelemetry.port }),
    );
  });

  test('says where secrets are, and none of them', () => {
    const lines = files
      .filter((file) => file.path.endsWith('.yaml'))
      .flatMap(({ text }) => text.match(/^.*(password|token|secret).*$/gim) ?? []);
    const known = [
      'existingSecret: grafana-admin',
      'passwordKey: admin-password',
      'strategy: token',
      'username: secret:grafana-admin:admin-user',
      'password: secret:grafana-admin:admin-password',
      'automountServiceAccountToken: false',
    ];
    expect(lines.map((line) => line.trim()).filter((line) => !known.includes(line))).toEqual([]);
  });
});

function findingsIn(objects: readonly JsonObject[]): readonly string[] {
  const manifests = objects.flatMap((object) => manifestOf(object, 'event-system') ?? []);
  return analyse(new Mesh(manifests)).map(
    ({ code, kind, name, path: field, message }) => `${code} ${kind} ${name} ${field}: ${message}`,
  );
}
