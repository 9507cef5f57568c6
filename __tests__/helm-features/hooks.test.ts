import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import type { Deployment } from 'kubernetes-types/apps/v1';
import type { Pod } from 'kubernetes-types/core/v1';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1';
import { evaluateChart } from '../../lib/emit/evaluate-chart';
import { ChartOnlyObject } from '../../lib/values/chart-only-object';
import type { JsonObject } from '../../lib/vocabulary/json';
import { shop } from '../fixtures/manifests';
import { renderedObjects } from '../fixtures/rendered-chart';
import { TemporaryFolder } from '../fixtures/temporary-folder';
import { helm, helmChart, KUBERNETES, templated, type Rendered } from './helm-command';

const CHART = 'charts/event-backend';
const folder = new TemporaryFolder();
afterAll(() => {
  folder.remove();
});

describe('helm-hooks', () => {
  test.each([
    ['pre-install', '-5', 'before-hook-creation'],
    ['post-upgrade', '0', 'hook-succeeded'],
    ['pre-delete,post-delete', '5', 'before-hook-creation,hook-failed'],
    ['pre-rollback', '1', 'hook-succeeded,hook-failed'],
  ])('%s with weight %s is in the chart alone', (phase, weight, policy) => {
    const chart = shop();
    const annotations = {
      'helm.sh/hook': phase,
      'helm.sh/hook-weight': weight,
      'helm.sh/hook-delete-policy': policy,
    };
    const container = { name: 'sleep', image: 'busybox:1.37.0', command: ['sleep', '15'] };
    new ChartOnlyObject(chart, 'hook', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'hook', annotations },
      spec: { restartPolicy: 'Never', containers: [container] },
    });
    expect(evaluateChart(chart)).toEqual([]);
    expect(renderedObjects(helmChart(chart).files)).toMatchObject([{ metadata: { annotations } }]);
  });
});

/** The documents of the chart's templates, in whatever files they lie. */
const templates = readdirSync(`${CHART}/templates`, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => readFileSync(`${CHART}/templates/${file}`, 'utf8').split(/^---$/m));

/** The label selectors within an object that choose pods of the chart, as JSON. */
function selectorsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    /selector$/i.test(key) && JSON.stringify(child).includes('app.kubernetes.io/name')
      ? [JSON.stringify(child)]
      : selectorsOf(child),
  );
}

describe('event-backend', () => {
  const environments = ['dev', 'staging', 'prod'];
  const ofEnvironment = (name: string) => templated(CHART, '--values', `environments/${name}.yaml`);
  let objects: Rendered[];
  beforeAll(() => {
    objects = templated(CHART);
  });
  const annotated = (key: string) =>
    objects.filter(({ metadata }) => Object.keys(metadata.annotations ?? {}).includes(key));

  test.each(environments)('helm-hooks: no pod of a hook starts again by itself in %s', (environment) => {
    const hooks = ofEnvironment(environment).filter(({ metadata }) => metadata.annotations?.['helm.sh/hook']);
    expect(hooks.length).toBeGreaterThan(0);
    const policies = hooks.flatMap(({ kind, spec }) => {
      if (kind === 'Pod') return [spec];
      return kind === 'Job' ? [((spec as JsonObject)['template'] as JsonObject)['spec']] : [];
    });
    expect(policies.length).toBeGreaterThan(0);
    for (const spec of policies) expect((spec as JsonObject)['restartPolicy']).not.toBe('Always');
  });

  test('helm-backup-hook: the dump comes before an upgrade, and never with an installation', () => {
    // Helm looks for the volume in the cluster, and here is none: what an upgrade does, the cluster tests see.
    const dumps = templates.filter((template) => template.includes('helm.sh/hook: pre-upgrade\n'));
    expect(dumps).toHaveLength(1);
    const installed = templated(CHART, '--set', 'postgresql.backup.enabled=true');
    expect(JSON.stringify(installed)).not.toContain('pre-upgrade');
  });

  test('helm-tests: the test calls the backend at a port that its NetworkPolicy lets it reach', () => {
    const pods = annotated('helm.sh/hook').filter(({ kind }) => kind === 'Pod');
    const [pod, ...others] = pods as unknown as (Pod & Rendered)[];
    expect(others).toEqual([]);
    expect(pod).toMatchObject({ kind: 'Pod', metadata: { annotations: { 'helm.sh/hook': 'test' } } });
    const command = pod?.spec?.containers[0]?.command ?? [];
    const [, service, namespace, port] =
      /^http:\/\/([^.]+)\.([^.]+).*:(\d+)\//.exec(command.at(-1) ?? '') ?? [];
    expect([service, namespace]).toEqual(['shop-event-backend-backend', 'market']);
    const calledService = objects.find(
      ({ kind, metadata }) => kind === 'Service' && metadata.name === service,
    );
    const ports = (calledService?.['spec'] as JsonObject)['ports'] as JsonObject[];
    const target = ports.find((one) => one['port'] === Number(port))?.['targetPort'];
    const backend = objects.find(
      ({ kind, metadata }) => kind === 'Deployment' && metadata.name === service,
    ) as unknown as Deployment;
    const containers = backend.spec?.template.spec?.containers ?? [];
    const listening = containers
      .flatMap(({ ports: open = [] }) => open)
      .find(({ name, containerPort }) => target === name || target === containerPort);
    expect(listening).toBeDefined();
    const policy = objects.find(
      ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === pod?.metadata.name,
    ) as unknown as NetworkPolicy;
    const reached = (policy.spec?.egress ?? []).flatMap(({ ports: open = [] }) =>
      open.map((one) => one.port),
    );
    expect(reached).toContain(listening?.containerPort);
    expect(policy.spec?.podSelector.matchLabels).toEqual(
      expect.objectContaining({
        'app.kubernetes.io/component': pod?.metadata.labels?.['app.kubernetes.io/component'],
      }),
    );
  });

  test('helm-tests: the policy of the backend lets the test in, by its service account and at that port', () => {
    const named = (kind: string, name: string) =>
      objects.find((object) => object.kind === kind && object.metadata.name === name) as Rendered;
    const pod = named('Pod', 'shop-event-backend-test') as unknown as Pod;
    const { spec } = named('AuthorizationPolicy', 'shop-event-backend-backend');
    const principal = `cluster.local/ns/market/sa/${pod.spec?.serviceAccountName ?? ''}`;
    const to = [{ operation: { ports: ['5001'] } }];
    expect((spec as JsonObject)['action']).toBe('ALLOW');
    expect((spec as JsonObject)['rules']).toContainEqual({
      from: [{ source: { principals: [principal] } }],
      to,
    });
  });

  test('helm-resource-policy: a password is made up only where the cluster has none yet', () => {
    // Without a cluster Helm finds nothing: what an upgrade does, the cluster tests see.
    const secret = templates.find((template) => /kind: Secret\n.*POSTGRES_PASSWORD:/s.test(template));
    expect(secret).toMatch(/lookup\s+"v1"\s+"Secret"\s.*\|\s+default\s+\(randAlphaNum 32/s);
  });

  test('helm-resource-policy: a volume of dumps outlives an uninstall', () => {
    const set = 'postgresql.backup.enabled=true,redis.backup.enabled=true';
    const claims = templated(CHART, '--set', set).filter(({ kind }) => kind === 'PersistentVolumeClaim');
    expect(claims).toHaveLength(2);
    for (const { metadata } of claims)
      expect(metadata.annotations).toMatchObject({ 'helm.sh/resource-policy': 'keep' });
  });

  test('no selector of a release fits another one', () => {
    const releases = ['one', 'two'].map((name) =>
      loadAll(helm('template', name, CHART, ...KUBERNETES)).map((object) => object as Rendered),
    );
    const [selectors = [], others = []] = releases.map((all) =>
      all.flatMap(({ kind, spec }) => selectorsOf(spec).map((selector) => `${kind} ${selector}`)),
    );
    expect(selectors.length).toBeGreaterThan(20);
    expect(selectors.filter((selector) => others.includes(selector))).toEqual([]);
  });

  test('helm-tests: the test lies under templates/tests/', () => {
    const [pod] = templated(CHART, '--show-only', 'templates/tests/pod.yaml');
    expect(pod?.kind).toBe('Pod');
  });

  test('helm-resource-policy: generated Secrets outlive an uninstall', () => {
    const secrets = objects.filter(({ kind }) => kind === 'Secret');
    expect(secrets.length).toBeGreaterThan(0);
    for (const { metadata } of secrets) {
      expect(metadata.annotations).toMatchObject({ 'helm.sh/resource-policy': 'keep' });
    }
  });

  /** What NOTES.txt prints, which Helm itself shows only when there is a cluster. */
  function notes(...args: string[]): string {
    const copy = folder.at('event-backend');
    cpSync(CHART, copy, { recursive: true });
    const text = readFileSync(`${CHART}/templates/NOTES.txt`, 'utf8');
    folder.write(
      'event-backend/templates/printed.yaml',
      `{{- define "printed" }}${text}{{ end }}\nnotes: {{ include "printed" . | toJson }}\n`,
    );
    const [printed] = templated(copy, '--show-only', 'templates/printed.yaml', ...args);
    return printed?.['notes'] as string;
  }

  test('helm-resource-policy: the notes say what stays', () => {
    expect(notes()).toMatch(/Volumes and generated Secrets outlive helm uninstall/);
  });

  test.each([
    ['ClusterIP', 'port-forward service/shop-event-backend-backend'],
    ['NodePort', "get service shop-event-backend-backend --output jsonpath='{.spec.ports[0].nodePort}'"],
    ['LoadBalancer', "jsonpath='{.status.loadBalancer.ingress[0]}'"],
  ])('helm-notes: of a Service of type %s they say how to reach it', (type, command) => {
    const set = `istio.enableGateway=false,backend.service.type=${type}`;
    expect(notes('--set', set)).toContain(command);
  });

  test('helm-notes: they differ between an installation and an upgrade', () => {
    expect(notes()).toContain('is installed: release shop, namespace market.');
    const upgrade = notes('--is-upgrade');
    expect(upgrade).toContain('is upgraded to revision 1: release shop, namespace market.');
    expect(upgrade).not.toContain('is installed');
  });

  test('helm-notes: they hold no password', () => {
    const given = notes('--set', 'postgresql.postgresqlPassword=hunter22');
    expect(given).toContain('get secret');
    expect(given).not.toContain('hunter22');
  });
});
