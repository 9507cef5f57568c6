import { describe, expect, test } from '@jest/globals';
import { loadAll } from 'js-yaml';
import { analyse } from '../../lib/analysis/analyse';
import { TelemetryStack } from '../../lib/installation/telemetry-stack';
import { manifestOf } from '../../lib/mesh/manifest';
import { Mesh } from '../../lib/mesh/mesh';
import { expectFields, fieldAt, kindAndName, objectsIn, onlyField, parsedFiles } from './parsed-files';

describe('istio-dashboards', () => {
  test.each([
    [true, 7],
    [false, 6],
  ])('ambient %s: Grafana loads %i of them', (ambient, count) => {
    const values = parsedFiles(new TelemetryStack({ ambient }).files('it'))['it/kube-prometheus-stack.yaml'];
    const dashboards = fieldAt(values, 'grafana.dashboards.istio') as object;
    expect(Object.keys(dashboards)).toHaveLength(count);
    expect('istio-ztunnel' in dashboards).toBe(ambient);
  });
});

describe('the telemetry stack', () => {
  const production = new TelemetryStack({ grade: 'production', grafanaServiceType: 'LoadBalancer' });
  const files = production.files('it');
  const parsed = parsedFiles(files);
  const jaeger = objectsIn(files, 'it/jaeger.yaml');

  test('restaurant-prometheus: sizes, intervals, node exporter, and its own jobs', () => {
    const values = parsed['it/kube-prometheus-stack.yaml'];
    const claim = 'volumeClaimTemplate.spec.resources.requests.storage';
    expectFields(values, {
      'prometheus.prometheusSpec.retention': '15d',
      'prometheus.prometheusSpec.scrapeInterval': '15s',
      'prometheus.prometheusSpec.evaluationInterval': '15s',
      'prometheus.prometheusSpec.resources': {
        requests: { cpu: '500m', memory: '2Gi' },
        limits: { cpu: '2', memory: '4Gi' },
      },
      [`prometheus.prometheusSpec.storageSpec.${claim}`]: '50Gi',
      [`alertmanager.alertmanagerSpec.storage.${claim}`]: '10Gi',
      'nodeExporter.enabled': true,
      'prometheus.prometheusSpec.additionalScrapeConfigs': undefined,
      kubelet: undefined,
    });
  });

  test('restaurant-prometheus: monitors of istiod and gateways that its API takes, at ports in plain HTTP', () => {
    const monitors = objectsIn(files, 'it/monitors.yaml');
    expect(monitors.map(kindAndName)).toEqual(['ServiceMonitor istiod', 'PodMonitor istio-gateways']);
    expect(fieldAt(monitors[0], 'spec.endpoints.0.port')).toBe('http-monitoring');
    expect(fieldAt(monitors[1], 'spec.podMetricsEndpoints.0')).toEqual({
      port: 'http-envoy-prom',
      path: '/stats/prometheus',
    });
    const mesh = new Mesh(monitors.flatMap((object) => manifestOf(object, 'default') ?? []));
    expect(analyse(mesh).map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  });

  test('restaurant-grafana: size, Secret, sources that are there, and a dashboard in each folder', () => {
    const grafana = fieldAt(parsed['it/kube-prometheus-stack.yaml'], 'grafana');
    expectFields(grafana, {
      'persistence.size': '10Gi',
      'service.type': 'LoadBalancer',
      'service.port': 80,
      'admin.existingSecret': 'grafana-admin',
      adminPassword: undefined,
      resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
      plugins: ['grafana-clock-panel'],
    });
    const { providers } = onlyField(fieldAt(grafana, 'dashboardProviders')) as {
      providers: readonly { name: string }[];
    };
    expect(providers.map(({ name }) => name)).toEqual(Object.keys(fieldAt(grafana, 'dashboards') as object));
    const dashboards = Object.values(
      fieldAt(grafana, 'dashboards.istio') as Record<string, { gnetId: number }>,
    );
    expect(dashboards.map(({ gnetId }) => gnetId)).toEqual(expect.arrayContaining([7639, 7636, 7630, 11829]));
    const sources = fieldAt(grafana, 'additionalDataSources') as readonly { uid: string; url: string }[];
    expect(sources.map(({ uid, url }) => [uid, url])).toEqual([
      ['loki', 'http://loki.monitoring:3100'],
      ['jaeger', 'http://jaeger-query.istio-system:16686'],
    ]);
  });

  test('restaurant-logging: kept for 168 h, few labels, and a link from logs to traces', () => {
    expectFields(parsed['it/loki.yaml'], {
      'loki.limits_config.retention_period': '168h',
      'loki.compactor.retention_enabled': true,
      'loki.schemaConfig.configs.0.store': 'tsdb',
      'loki.schemaConfig.configs.0.schema': 'v13',
      'singleBinary.persistence.size': '100Gi',
    });
    const pipeline = String(fieldAt(parsed['it/alloy.yaml'], 'alloy.configMap.content'));
    const labels = [...pipeline.matchAll(/target_label {2}= "(\w+)"/g)].map(([, label]) => label);
    expect(labels).toEqual(['namespace', 'pod', 'container', 'node', '__path__']);
    expect(pipeline).toContain('stage.cri { }');
    expect(pipeline).toContain('values = { level = "level" }');
    expect(pipeline).toContain('values = { trace_id = "trace_id", order_id = "order_id" }');
    expect(pipeline).not.toContain('{{');
    const source = fieldAt(parsed['it/kube-prometheus-stack.yaml'], 'grafana.additionalDataSources.0');
    expect(fieldAt(source, 'jsonData.derivedFields.0')).toMatchObject({
      name: 'trace_id',
      datasourceUid: 'jaeger',
    });
  });

  test('restaurant-logging: who somebody is stays out of Loki', () => {
    const pipeline = String(fieldAt(parsed['it/alloy.yaml'], 'alloy.configMap.content'));
    const [, written = ''] = /expression = "(.*)"\n/.exec(pipeline) ?? [];
    const expression = new RegExp(JSON.parse(`"${written}"`) as string);
    expect(expression.exec('{"customer_name": "Ada Lovelace", "total": 3}')?.[1]).toBe('Ada Lovelace');
  });

  test('restaurant-jaeger: roles apart in production, traces for 48 h, spans at 4317', () => {
    const of = (kind: string) =>
      jaeger.filter((object) => object['kind'] === kind).map((object) => fieldAt(object, 'metadata.name'));
    expect(of('StatefulSet')).toEqual(['jaeger-storage']);
    expect(of('Deployment')).toEqual(['jaeger-collector', 'jaeger-query']);
    expect(of('Service')).toEqual(['jaeger-storage', 'jaeger-collector', 'jaeger-query']);
    const text = String(onlyField(fieldAt(jaeger[0], 'data')));
    expect(fieldAt(loadAll(text)[0], 'extensions.jaeger_storage.backends.traces.badger')).toEqual({
      directories: { keys: '/badger/keys', values: '/badger/values' },
      ephemeral: false,
      ttl: { spans: '48h' },
    });
    expect(production.traceCollector).toEqual({
      service: 'jaeger-collector.istio-system.svc.cluster.local',
      port: 4317,
    });
    const claim = jaeger.find((object) => object['kind'] === 'StatefulSet');
    expect(fieldAt(claim, 'spec.volumeClaimTemplates.0.spec.resources.requests.storage')).toBe('20Gi');
  });

  test('restaurant-jaeger: one process elsewhere, behind the same Services', () => {
    const staging = new TelemetryStack({ grade: 'staging' }).files('it');
    const objects = objectsIn(staging, 'it/jaeger.yaml');
    expect(objects.map(kindAndName)).toEqual([
      'ConfigMap jaeger',
      'StatefulSet jaeger',
      'Service jaeger-collector',
      'Service jaeger-query',
    ]);
  });

  test('restaurant-kiali: fields of today, and a token in production', () => {
    const kiali = parsed['it/kiali.yaml'];
    expectFields(kiali, {
      'auth.strategy': 'token',
      'deployment.cluster_wide_access': true,
      'deployment.accessible_namespaces': undefined,
      'deployment.resources': {
        requests: { cpu: '100m', memory: '256Mi' },
        limits: { cpu: '500m', memory: '512Mi' },
      },
      'server.web_root': '/kiali',
      'server.port': 20001,
      'external_services.prometheus.url': production.addresses.prometheus,
      'external_services.grafana.internal_url': production.addresses.grafana,
      'external_services.tracing.internal_url': production.addresses.jaeger,
      'external_services.grafana.in_cluster_url': undefined,
    });
  });

  test.each([
    ['production', 'anonymous', 'LoadBalancer', false],
    ['production', 'anonymous', 'ClusterIP', true],
    ['production', 'openid', 'LoadBalancer', true],
    ['staging', 'anonymous', 'LoadBalancer', true],
  ] as const)(
    'restaurant-kiali: in %s, %s behind a %s is taken: %s',
    (grade, kialiAccess, kialiServiceType, taken) => {
      const make = () => new TelemetryStack({ grade, kialiAccess, kialiServiceType });
      if (taken) expect(make().kialiAccess).toBe(kialiAccess);
      else
        expect(make).toThrow(
          "'kialiAccess' is anonymous and 'kialiServiceType' is LoadBalancer in production",
        );
    },
  );

  test('development keeps nothing, and is small', () => {
    const small = parsedFiles(new TelemetryStack({ grade: 'development' }).files('it'));
    const text = JSON.stringify(small);
    expect(text).not.toContain('volumeClaimTemplate');
    expectFields(small['it/loki.yaml'], { 'singleBinary.persistence': { enabled: false } });
    expectFields(small['it/kube-prometheus-stack.yaml'], { 'grafana.persistence': { enabled: false } });
  });
});
