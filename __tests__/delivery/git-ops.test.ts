import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { argoCdApplications } from '../../lib/delivery/argo-cd-applications';
import { DeliverySource } from '../../lib/delivery/delivery-source';
import { flaggerCanary } from '../../lib/delivery/flagger-canary';
import { fluxReleases } from '../../lib/delivery/flux-releases';
import type { GitOpsProps } from '../../lib/delivery/git-ops';
import { ConfigError } from '../../lib/vocabulary/config-error';
import type { JsonObject } from '../../lib/vocabulary/json';
import { WHOLE } from './deliveries';
import { renderedChart, valuesOf } from './event-system-chart';

const [dev, staging, prod] = WHOLE.environments;
if (!dev || !staging || !prod) throw new Error('the delivery of the tests has lost an environment');
const PROPS: GitOpsProps = {
  environments: [prod],
  release: 'event-system',
  repository: 'https://github.com/example/events.git',
  source: DeliverySource.chart('charts/event-backend'),
};
const published = DeliverySource.publishedChart('oci://ghcr.io/example/event-backend', '1.2.0+build.7');
const flagger = flaggerCanary({
  environment: 'prod',
  release: 'event-system',
  namespace: 'event-system',
  values: valuesOf('prod'),
  prometheus: { namespace: 'monitoring', name: 'prometheus-operated', port: 9090 },
});

const read = (text = '') => loadAll(text) as Record<string, Record<string, never>>[];
const argoCd = (props: Partial<GitOpsProps> = {}) =>
  read(argoCdApplications({ ...PROPS, ...props })[0]?.text);
const flux = (props: Partial<GitOpsProps> = {}) => read(fluxReleases({ ...PROPS, ...props })[0]?.text);
const names = (objects: readonly Record<string, unknown>[]) =>
  objects.map(({ kind, metadata }) => `${String(kind)}/${(metadata as { name: string }).name}`);

test.each([
  ['Argo CD', argoCdApplications, 'argocd'],
  ['Flux', fluxReleases, 'flux'],
])('%s has a file for each environment', (_name, write, folder) => {
  const files = write({ ...PROPS, environments: WHOLE.environments });
  expect(files.map(({ path }) => path)).toEqual(
    ['dev', 'staging', 'prod'].map((name) => `${folder}/${name}.yaml`),
  );
});

describe('Argo CD', () => {
  test('takes the chart and the values file of the environment, as a person reads it', () => {
    expect(argoCdApplications(PROPS)[0]?.text).toMatchSnapshot();
  });

  test('takes a published chart with the values file from the repository', () => {
    expect(argoCd({ source: published })[0]?.['spec']).toMatchObject({
      sources: [
        {
          repoURL: 'ghcr.io/example',
          chart: 'event-backend',
          targetRevision: '1.2.0+build.7',
          helm: { valueFiles: ['$values/environments/prod.yaml'] },
        },
        { repoURL: PROPS.repository, targetRevision: 'main', ref: 'values' },
      ],
    });
  });

  test('takes plain manifests from the branch of the environment', () => {
    expect(argoCd({ source: DeliverySource.manifests() })[0]?.['spec']?.['source']).toEqual({
      repoURL: PROPS.repository,
      targetRevision: 'env/prod',
      path: '.',
    });
  });

  test('installs infrastructure in earlier waves, and leaves to webhooks what they write', () => {
    const applications = argoCd({ infrastructure: WHOLE.infrastructure ?? [] });
    expect(
      applications.map(({ metadata }) => [
        metadata?.['name'],
        metadata?.['annotations']?.['argocd.argoproj.io/sync-wave'],
      ]),
    ).toEqual([
      ['istiod-prod', '-2'],
      ['kube-prometheus-stack-prod', '-1'],
      ['event-system-prod', '0'],
    ]);
    expect(applications[0]?.['spec']?.['ignoreDifferences']).toContainEqual({
      group: 'admissionregistration.k8s.io',
      kind: 'MutatingWebhookConfiguration',
      jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle', '.webhooks[]?.failurePolicy'],
    });
    expect(applications[2]?.['spec']).not.toHaveProperty('ignoreDifferences');
  });

  test('deploys to the cluster that is named', () => {
    const [application] = argoCd({ environments: [{ ...prod, cluster: 'prod-eu' }] });
    expect(application?.['spec']?.['destination']).toEqual({ name: 'prod-eu', namespace: 'event-system' });
  });

  test('patches plain manifests for Flagger, and no chart', () => {
    const environments = [{ ...prod, progressive: flagger }];
    const [application] = argoCd({ environments, source: DeliverySource.manifests() });
    expect(application?.['spec']?.['source']).toHaveProperty('kustomize.patches.0.target.kind', 'Deployment');
    expect(application?.['spec']?.['ignoreDifferences']).toEqual([
      {
        group: 'apps',
        kind: 'Deployment',
        name: 'event-system-event-backend-backend',
        jsonPointers: ['/spec/replicas'],
      },
      {
        group: '',
        kind: 'Service',
        name: 'event-system-event-backend-backend',
        jsonPointers: ['/spec/selector'],
      },
    ]);
    expect(() => argoCd({ environments })).toThrow(
      'Argo CD patches no chart; take DeliverySource.manifests()',
    );
  });
});

describe('the chart as Argo CD renders it, without a cluster', () => {
  const helmValues = (props: Partial<GitOpsProps>, environment: string) => {
    const environments = WHOLE.environments.filter(({ name }) => name === environment);
    const source = argoCd({ ...props, environments })[0]?.['spec']?.['source'] as unknown as {
      helm: { valuesObject: JsonObject };
    };
    return source.helm.valuesObject;
  };
  const secrets = (objects: readonly JsonObject[]) => objects.filter(({ kind }) => kind === 'Secret');

  test.each(['dev', 'staging', 'prod'])('%s holds no password, and is the same every time', (environment) => {
    const values = helmValues({}, environment);
    const objects = renderedChart(environment, values);
    expect(objects.length).toBeGreaterThan(20);
    expect(secrets(objects)).toEqual([]);
    expect(renderedChart(environment, values)).toEqual(objects);
  });

  test('takes the passwords from the store', () => {
    const objects = renderedChart('prod', helmValues({ secretStore: { name: 'vault' } }, 'prod'));
    expect(names(objects.filter(({ kind }) => kind === 'ExternalSecret'))).toEqual([
      'ExternalSecret/event-system-postgresql',
      'ExternalSecret/event-system-redis',
    ]);
    expect(secrets(objects)).toEqual([]);
  });

  test('would hold others every time without these values', () => {
    const [once, twice] = [renderedChart('prod', {}), renderedChart('prod', {})].map(secrets);
    expect(once).toHaveLength(2);
    expect(twice).not.toEqual(once);
  });
});

describe('Flux', () => {
  test('releases the chart of the repository, as a person reads it', () => {
    expect(fluxReleases(PROPS)[0]?.text).toMatchSnapshot();
  });

  test.each<[string, DeliverySource, string[]]>([
    [
      'the chart of the repository',
      DeliverySource.chart('charts/event-backend'),
      ['Namespace/event-system', 'GitRepository/event-system', 'HelmRelease/event-system'],
    ],
    [
      'a published chart',
      published,
      ['Namespace/event-system', 'OCIRepository/event-system', 'HelmRelease/event-system'],
    ],
    [
      'plain manifests',
      DeliverySource.manifests(),
      ['GitRepository/event-system', 'Kustomization/event-system'],
    ],
  ])('%s', (_name, source, expected) => {
    expect(names(flux({ source }))).toEqual(expected);
  });

  test('installs infrastructure one after the other, and the system after it', () => {
    const objects = flux({ infrastructure: WHOLE.infrastructure ?? [] });
    const releases = objects.filter(({ kind }) => (kind as unknown) === 'HelmRelease');
    expect(releases.map(({ metadata, spec }) => [metadata?.['name'], spec?.['dependsOn']])).toEqual([
      ['istiod', undefined],
      ['kube-prometheus-stack', [{ name: 'istiod' }]],
      ['event-system', [{ name: 'kube-prometheus-stack' }]],
    ]);
  });

  test('finds the tag that Helm pushes', () => {
    expect(flux({ source: published })[1]?.['spec']?.['ref']).toEqual({ tag: '1.2.0_build.7' });
  });

  test('patches what it releases for Flagger, and leaves to Flagger what Flagger writes', () => {
    const environments = [{ ...prod, progressive: flagger }];
    const release = flux({ environments }).at(-1)?.['spec'];
    expect(release).toHaveProperty('postRenderers.0.kustomize.patches.1.target.kind', 'VirtualService');
    expect(release).toHaveProperty('driftDetection.ignore.0.paths', ['/spec/replicas']);
    const plain = flux({ environments, source: DeliverySource.manifests() }).at(-1)?.['spec'];
    expect(plain).toHaveProperty('patches.0.target.kind', 'Deployment');
  });
});

describe('a text that is no name', () => {
  const texts = fc.oneof(
    fc.constantFrom(
      'a b',
      '{{ .Values }}',
      '${x}',
      "'",
      'x\n---\nkind: Secret',
      '../x',
      '-x',
      'https://u:p@h/x',
      '',
    ),
    fc.string({ unit: 'grapheme' }),
    fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/),
  );
  const source = (url: string, version: string) => ({
    ...PROPS,
    source: DeliverySource.publishedChart(url, version),
  });

  test.each<[string, (given: string) => GitOpsProps]>([
    ['release', (release) => ({ ...PROPS, release })],
    ['repository', (repository) => ({ ...PROPS, repository })],
    ['branch', (branch) => ({ ...PROPS, branch })],
    ['values', (values) => ({ ...PROPS, values })],
    ['environments[0].cluster', (cluster) => ({ ...PROPS, environments: [{ ...prod, cluster }] })],
    ['secretStore.name', (name) => ({ ...PROPS, secretStore: { name } })],
    ['namespaceLabels', (label) => ({ ...PROPS, namespaceLabels: { 'istio.io/rev': label } })],
    ['source.chart', (folder) => ({ ...PROPS, source: DeliverySource.chart(folder) })],
    ['source.url', (url) => source(url, '1.0.0')],
    ['source.version', (version) => source('oci://ghcr.io/example/event-backend', version)],
  ])('%s is refused by name, or stands in a document as it is', (place, props) => {
    fc.assert(
      fc.property(texts, (given) => {
        const outcome = [argoCdApplications, fluxReleases].map((write) =>
          outcomeOf(() => write(props(given))[0]?.text),
        );
        for (const [index, { text, refusal }] of outcome.entries()) {
          if (refusal !== undefined) {
            expect(refusal).toContain(`'${place}' `);
            continue;
          }
          expect(given).toMatch(/^[\w.+/:-]+$/);
          const kinds = names(read(text)).map((name) => name.split('/')[0]);
          expect(kinds).toEqual(
            names(index === 0 ? argoCd(props('x')) : flux(props('x'))).map((name) => name.split('/')[0]),
          );
        }
      }),
    );
  });

  function outcomeOf(write: () => string | undefined): { text?: string | undefined; refusal?: string } {
    try {
      return { text: write() };
    } catch (error) {
      expect(error).toMatchObject({ code: 'delivery' });
      return { refusal: (error as ConfigError).message };
    }
  }
});
