import { expect, test } from '@jest/globals';
import { isExportedTo } from '../../lib/mesh/export-scope';
import { selects } from '../../lib/mesh/label-selector';

const labels = { app: 'web', tier: 'front' };

test.each([
  [{}, true],
  [{ matchLabels: { app: 'web' } }, true],
  [{ matchLabels: { app: 'web', tier: 'back' } }, false],
  [{ matchExpressions: [{ key: 'tier', operator: 'In', values: ['front', 'back'] }] }, true],
  [{ matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['front'] }] }, false],
  [{ matchExpressions: [{ key: 'tier', operator: 'In', values: ['back'] }] }, false],
  [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] }, false],
  [{ matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['back'] }] }, true],
  [{ matchExpressions: [{ key: 'zone', operator: 'NotIn', values: ['a'] }] }, true],
  [{ matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, true],
  [{ matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, false],
  [{ matchExpressions: [{ key: 'zone', operator: 'Exists' }] }, false],
  [{ matchExpressions: [{ key: 'zone', operator: 'DoesNotExist' }] }, true],
  [{ matchLabels: { app: 'web' }, matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }, false],
  [{ matchExpressions: [{ key: 'app', operator: 'Equals', values: ['web'] }] }, false],
  ['nonsense', true],
])('%j selects: %s', (selector, expected) => {
  expect(selects(selector, labels)).toBe(expected);
});

test.each([
  [[], 'shop', true],
  [['*'], 'back', true],
  [['.'], 'shop', true],
  [['.'], 'back', false],
  [['back', '.'], 'back', true],
  [['~'], 'shop', false],
])('exported to %j of shop is seen from %s: %s', (exportTo, viewer, expected) => {
  expect(isExportedTo(exportTo, 'shop', viewer)).toBe(expected);
});
