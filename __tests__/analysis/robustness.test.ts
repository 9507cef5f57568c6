import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analyse } from '../../lib/analysis/analyse';
import { catalogue } from '../../lib/analysis/catalogue';
import { manifestOf, type Manifest } from '../../lib/mesh/manifest';
import { Mesh } from '../../lib/mesh/mesh';
import type { Json } from '../../lib/vocabulary/json';

/** Names of fields and values that rules ask for, so that random objects reach deep into them. */
const words = [
  ...[
    'host',
    'hosts',
    'http',
    'tls',
    'tcp',
    'route',
    'match',
    'uri',
    'exact',
    'prefix',
    'regex',
    'headers',
    'subset',
  ],
  ...[
    'destination',
    'port',
    'number',
    'name',
    'labels',
    'selector',
    'matchLabels',
    'workloadSelector',
    'servers',
  ],
  ...[
    'spec',
    'metadata',
    'annotations',
    'template',
    'containers',
    'ports',
    'rules',
    'from',
    'source',
    'gateways',
  ],
  ...[
    'subsets',
    'trafficPolicy',
    'mode',
    'exportTo',
    'webhooks',
    'configPatches',
    'patch',
    'operation',
    'endpoints',
  ],
];
const types = [...new Set(catalogue.flatMap(({ reads }) => reads))];

const scalar = fc.oneof(
  fc.constantFrom<Json>(null, true, 0, 1337, '', '*', '.', 'web', 'mesh', 'a.org', '*.a.org', 'REPLACE', '/'),
  fc.constantFrom(...words),
  fc.string(),
);
const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 7, withCrossShrink: true },
    scalar,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...words), tie('tree'), { maxKeys: 5 }),
  ),
}));
const manifest = fc
  .record({
    type: fc.constantFrom(...types),
    name: fc.constantFrom('web', 'a', 'b'),
    namespace: fc.constantFrom('shop', 'bank', 'istio-system'),
    labels: tree,
    annotations: tree,
    spec: tree,
    more: fc.dictionary(fc.constantFrom('data', 'webhooks', 'status', 'stringData'), tree),
  })
  .map(({ type, spec, more, ...metadata }): Manifest => {
    const [group = '', kind = ''] = type.split('/');
    const object = { apiVersion: group === '' ? 'v1' : `${group}/v1`, kind, metadata, spec, ...more };
    const read = manifestOf(object, 'default');
    if (read === undefined) throw new Error('a manifest has apiVersion and kind');
    return read;
  });
/** Of two objects with one name the later one counts, so that their order matters. */
const manifests = fc.uniqueArray(manifest, {
  maxLength: 8,
  selector: ({ type, namespace, name }) => `${type} ${namespace} ${name}`,
});

describe('the analysis of any manifests', () => {
  test('never fails, whatever type a field has', () => {
    fc.assert(
      fc.property(manifests, (list) => {
        const findings = analyse(new Mesh(list), { preset: 'strict' });
        expect(findings.filter(({ code }) => code === 'EVM001')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('does not depend on their order', () => {
    fc.assert(
      fc.property(manifests, (list) => {
        const findings = analyse(new Mesh(list), { preset: 'strict' });
        expect(analyse(new Mesh(list.toReversed()), { preset: 'strict' })).toEqual(findings);
      }),
      { numRuns: 150 },
    );
  });
});
