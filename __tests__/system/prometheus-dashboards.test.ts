import { afterAll, describe, expect, test } from '@jest/globals';
import { EventSystemUnderTest } from '../fixtures/event-system';
import { crdMistakes } from '../routing/shop';
import { Promtool, type RulesFile } from './support/promtool';

const promtool = new Promtool();
afterAll(() => {
  promtool.remove();
});

const system = new EventSystemUnderTest();
const { all } = system.manifests({ monitoring: { enabled: true, queue: { enabled: true } } });
const { all: uncounted } = system.manifests({ monitoring: { enabled: true } });

/** Who emits a metric: proxies and istiod, kube-state-metrics, the kubelets, and Redis' exporter where it runs. */
const EMITTED = [
  /^istio_(requests_total|request_duration_milliseconds_(bucket|count))$/,
  /^istio_tcp_(connections_(opened|closed)|(sent|received)_bytes)_total$/,
  /^(pilot_xds|pilot_xds_pushes|pilot_total_xds_rejects|pilot_eds_no_instances)$/,
  /^(pilot_proxy_convergence_time_bucket|galley_validation_failed)$/,
  /^kube_(deployment_spec_replicas|deployment_status_replicas_available)$/,
  /^kube_statefulset_(replicas|status_replicas_ready)$/,
  /^kube_(pod_container_resource_limits|pod_container_status_restarts_total|job_failed)$/,
  /^container_(cpu_usage_seconds_total|memory_working_set_bytes)$/,
];
const BY_EXPORTER = /^redis_key_size$/;

interface PanelModel {
  readonly title: string;
  readonly targets: readonly { readonly expr: string }[];
}

/** The queries of every dashboard, by dashboard and panel. */
function queriesOf(manifests: typeof all): [place: string, expr: string][] {
  return manifests
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && 'grafana_dashboard' in (metadata.labels ?? {}))
    .flatMap((manifest) =>
      Object.entries((manifest as unknown as { data: Record<string, string> }).data).flatMap(([file, text]) =>
        (JSON.parse(text) as { panels: PanelModel[] }).panels.flatMap(({ title, targets }) =>
          targets.map(({ expr }): [string, string] => [`${file} ${title}`, expr]),
        ),
      ),
    );
}

/** The rules of every PrometheusRule, as one file for each. */
const rules = all
  .filter(({ kind }) => kind === 'PrometheusRule')
  .map((manifest) => [manifest.metadata.name, (manifest as unknown as { spec: RulesFile }).spec] as const);

/** The metrics that a query names: words that are no functions, no labels, and no words of PromQL. */
function metricsIn(expr: string): string[] {
  const outside = expr
    .replaceAll(/"(\\.|[^"\\])*"|\bby \([^)]*\)|\[[^\]]*\]/g, '')
    .replaceAll(/\{[^}]*\}/g, '');
  return [...outside.matchAll(/[A-Za-z_:][\w:]*(?!\w*\s*\()/g)]
    .map(([word]) => word)
    .filter((word) => !['or', 'and', 'sum', 'max', 'by'].includes(word));
}

const foreign = (expr: string, emitted: readonly RegExp[]) =>
  metricsIn(expr).filter((metric) => !emitted.some((pattern) => pattern.test(metric)));

describe('the dashboards of the event system', () => {
  const queries = queriesOf(all);

  test('are five, of which one is about workers alone where nobody counts the queue', () => {
    const files = (manifests: typeof all) => [
      ...new Set(queriesOf(manifests).map(([place]) => place.split(' ')[0])),
    ];
    expect(files(all)).toEqual(['overview.json', 'services.json', 'queue.json', 'stores.json', 'mesh.json']);
    expect(files(uncounted)).toEqual([
      'overview.json',
      'services.json',
      'workers.json',
      'stores.json',
      'mesh.json',
    ]);
  });

  test('ask what Prometheus can parse', () => {
    const recorded = queries.map(([, expr], index) => ({ record: `panel:query:${index}`, expr }));
    expect(promtool.check({ groups: [{ name: 'queries', rules: recorded }] })).toContain('SUCCESS');
  });

  test('ask for metrics that are emitted', () => {
    const asked = (found: readonly [string, string][], emitted: readonly RegExp[]) =>
      found.flatMap(([place, expr]) => foreign(expr, emitted).map((metric) => `${place}: ${metric}`));
    expect(queries.flatMap(([, expr]) => metricsIn(expr)).length).toBeGreaterThan(40);
    expect(asked(queries, [...EMITTED, BY_EXPORTER])).toEqual([]);
    expect(asked(queriesOf(uncounted), EMITTED)).toEqual([]);
  });
});

test('every object for the operator fits its definition', () => {
  const objects = all.filter(({ apiVersion }) => apiVersion === 'monitoring.coreos.com/v1');
  expect(objects.map(({ kind }) => kind)).toEqual([
    'PodMonitor',
    'PrometheusRule',
    'PrometheusRule',
    'PrometheusRule',
    'PrometheusRule',
  ]);
  expect(objects.flatMap((object) => crdMistakes(object as never))).toEqual([]);
});

describe('the rules of the event system', () => {
  test.each(rules)('%s is accepted', (_name, file) => {
    expect(promtool.check(file)).toContain('SUCCESS');
  });

  test.each(rules)('%s asks for metrics that are emitted, or recorded before', (_name, file) => {
    const entries = file.groups.flatMap((group) => (group as { rules: { expr: string }[] }).rules);
    const emitted = [...EMITTED, BY_EXPORTER, /^service:requests_bad:ratio_rate\d+[mhd]$/];
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.flatMap(({ expr }) => foreign(expr, emitted))).toEqual([]);
  });
});
