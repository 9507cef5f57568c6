import { expect, test } from '@jest/globals';
import { Testing } from 'cdk8s';
import { fieldCoverage, type CoveredManifest } from '../fixtures/field-coverage';
import { policyTargetLeftOut } from '../fixtures/policy-target-left-out';
import { crdMistakes, shop } from '../routing/shop';
import { everyField } from './every-field';

const chart = shop();
everyField(chart);
const manifests = Testing.synth(chart) as CoveredManifest[];

test.each<[string, Record<string, string>, string]>([
  ['AuthorizationPolicy', policyTargetLeftOut, 'AuthorizationPolicy: 31 of 36 fields, 5 left out'],
  ['PeerAuthentication', {}, 'PeerAuthentication: 3 of 3 fields'],
  [
    'RequestAuthentication',
    { ...policyTargetLeftOut, 'spec.jwtRules[].jwks_uri': 'an alias of jwksUri' },
    'RequestAuthentication: 18 of 24 fields, 6 left out',
  ],
])('%s: every field can be set, or is left out with a reason', (kind, leftOut, summary) => {
  const coverage = fieldCoverage('security.istio.io/v1', kind, manifests, leftOut);
  expect(coverage).toMatchObject({ missing: [], wronglyLeftOut: [], summary });
  process.stdout.write(`${coverage.summary}\n`);
});

test('what sets every field fits the CRDs', () => {
  expect(manifests.flatMap((object) => crdMistakes(object as never))).toEqual([]);
});
