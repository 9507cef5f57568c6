import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { load, loadAll } from 'js-yaml';
import { argoCdApplications } from '../../lib/delivery/argo-cd-applications';
import { DeliverySource } from '../../lib/delivery/delivery-source';
import { flaggerCanary } from '../../lib/delivery/flagger-canary';
import { fluxReleases } from '../../lib/delivery/flux-releases';
import type { GitOpsProps } from '../../lib/delivery/git-ops';
import type { StructuralSchema } from '../../lib/schema/structural-schema';
import { schemaViolations } from '../../lib/validation/schema-violations';
import type { JsonObject } from '../../lib/vocabulary/json';
import { WHOLE } from '../delivery/deliveries';
import { valuesOf } from '../delivery/event-system-chart';
import { definitions } from './support/delivery-tools';

interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema: { readonly openAPIV3Schema: StructuralSchema };
    }[];
  };
}

interface Manifest extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec?: JsonObject;
}

/** Schemas of what is served, by API version and kind. */
function readSchemas(): ReadonlyMap<string, StructuralSchema> {
  const folder = definitions();
  const read = readdirSync(folder).map(
    (file) => load(readFileSync(path.join(folder, file), 'utf8')) as Definition,
  );
  return new Map(
    read.flatMap(({ spec: { group, names, versions } }) =>
      versions
        .filter(({ served }) => served)
        .map(({ name, schema }) => [`${group}/${name} ${names.kind}`, schema.openAPIV3Schema] as const),
    ),
  );
}

const schemas = readSchemas();

/** What the API server would refuse; a Namespace has no definition, and metadata are checked apart from it. */
function refused(object: Manifest): readonly unknown[] {
  const { apiVersion, kind } = object;
  if (kind === 'Namespace') return [];
  const schema = schemas.get(`${apiVersion} ${kind}`);
  return schema
    ? schemaViolations({ ...object, metadata: {} }, schema)
    : [`${kind} of ${apiVersion} is not served`];
}

const progressive = flaggerCanary({
  environment: 'prod',
  release: 'event-system',
  namespace: 'event-system',
  values: valuesOf('prod'),
  prometheus: { namespace: 'monitoring', name: 'prometheus-operated', port: 9090 },
});
const PROPS: Omit<GitOpsProps, 'source'> = {
  environments: WHOLE.environments,
  release: 'event-system',
  repository: 'https://github.com/example/events.git',
  secretStore: { name: 'vault' },
  infrastructure: WHOLE.infrastructure ?? [],
};
const CHART = DeliverySource.chart('charts/event-backend');
const PUBLISHED = DeliverySource.publishedChart('oci://ghcr.io/example/event-backend', '1.2.0');
const withFlagger = WHOLE.environments.map((environment) => ({ ...environment, progressive }));

describe.each<[string, GitOpsProps]>([
  ['the chart of the repository', { ...PROPS, source: CHART }],
  ['a published chart', { ...PROPS, source: PUBLISHED }],
  ['plain manifests', { ...PROPS, source: DeliverySource.manifests() }],
  [
    'plain manifests with Flagger',
    { ...PROPS, environments: withFlagger, source: DeliverySource.manifests() },
  ],
])('%s', (_name, props) => {
  test.each([
    ['Argo CD', argoCdApplications],
    ['Flux', fluxReleases],
  ])('%s accepts every object', (_tool, write) => {
    const objects = write(props).flatMap(({ text }) => loadAll(text) as Manifest[]);
    expect(objects.length).toBeGreaterThan(8);
    expect(objects.flatMap(refused)).toEqual([]);
  });
});

test('Flux accepts a chart with Flagger', () => {
  const files = fluxReleases({ ...PROPS, environments: withFlagger, source: CHART });
  expect(files.flatMap(({ text }) => loadAll(text) as Manifest[]).flatMap(refused)).toEqual([]);
});

test('what is wrong is refused', () => {
  const [release] = loadAll(fluxReleases({ ...PROPS, source: CHART })[0]?.text ?? '').slice(-1) as Manifest[];
  expect(
    refused({
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      spec: { ...release?.spec, interval: 7, remediation: {} },
    }),
  ).toHaveLength(2);
  expect(refused({ apiVersion: 'helm.toolkit.fluxcd.io/v1', kind: 'HelmRelease' })).toEqual([
    'HelmRelease of helm.toolkit.fluxcd.io/v1 is not served',
  ]);
});
