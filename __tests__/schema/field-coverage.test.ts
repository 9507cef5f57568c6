import { expect, test } from '@jest/globals';
import { fieldCoverage } from '../fixtures/field-coverage';

const apiVersion = 'security.istio.io/v1';
const kind = 'PeerAuthentication';
const manifest = (spec: unknown) => ({ apiVersion, kind, spec });

test('lists the fields that hold values, through lists and maps', () => {
  expect(fieldCoverage(apiVersion, kind, []).all).toEqual([
    'spec.mtls.mode',
    'spec.portLevelMtls.*.mode',
    'spec.selector.matchLabels.*',
  ]);
});

test('joins the fields of several manifests of the kind', () => {
  const manifests = [
    manifest({ mtls: { mode: 'STRICT' } }),
    manifest({ portLevelMtls: { 8080: { mode: 'DISABLE' } }, selector: { matchLabels: {} } }),
    { ...manifest({ selector: { matchLabels: { app: 'a' } } }), kind: 'RequestAuthentication' },
  ];
  const coverage = fieldCoverage(apiVersion, kind, manifests);
  expect(coverage.missing).toEqual(['spec.selector.matchLabels.*']);
  expect(coverage.summary).toBe('PeerAuthentication: 2 of 3 fields');
});

test('takes reasons for what is left out, by the root of a subtree', () => {
  const manifests = [manifest({ mtls: { mode: 'STRICT' } })];
  const reasons = { 'spec.selector': 'why', 'spec.portLevelMtls': 'why' };
  const { missing, wronglyLeftOut, summary } = fieldCoverage(apiVersion, kind, manifests, reasons);
  expect([missing, wronglyLeftOut]).toEqual([[], []]);
  expect(summary).toBe('PeerAuthentication: 1 of 3 fields, 2 left out');
});

test('names reasons that are not needed: the field is set, or there is none', () => {
  const manifests = [manifest({ mtls: { mode: 'STRICT' } })];
  const reasons = { 'spec.mtls': 'why', 'spec.sel': 'why' };
  expect(fieldCoverage(apiVersion, kind, manifests, reasons).wronglyLeftOut).toEqual([
    'spec.mtls',
    'spec.sel',
  ]);
});
