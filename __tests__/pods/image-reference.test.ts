import { describe, expect, test } from '@jest/globals';
import { imageReference } from '../../lib/pods/image-reference';
import { ChartValues } from '../../lib/values/chart-values';
import { evaluate } from '../../lib/values/evaluate';

const repository = 'registry.example.com/orders';
const digest = `sha256:${'0'.repeat(64)}`;

describe('imageReference', () => {
  test('names a tag, or a digest whatever the tag says', () => {
    expect(imageReference({ repository, tag: '1.0.0' })).toBe(`${repository}:1.0.0`);
    expect(imageReference({ repository, tag: '1.0.0', digest })).toBe(`${repository}@${digest}`);
  });

  test('decides by a digest that is known at deploy time', () => {
    const values = new ChartValues();
    const reference = imageReference({
      repository,
      tag: '1.0.0',
      digest: values.string('digest', { default: '', description: 'Digest' }),
    });
    const context = (found: string) => ({
      values: { digest: found },
      release: { name: 'r', namespace: 'n' },
      chart: { name: 'c', version: '1', appVersion: '1' },
    });
    expect(evaluate(reference, context(''))).toBe(`${repository}:1.0.0`);
    expect(evaluate(reference, context(digest))).toBe(`${repository}@${digest}`);
  });

  test('fails without tag and digest', () => {
    expect(() => imageReference({ repository })).toThrow(
      `the image of '${repository}' has neither tag nor digest; give one of them`,
    );
    const deferred = new ChartValues().string('image', { default: 'x', description: 'Image' });
    expect(() => imageReference({ repository: deferred })).toThrow("the image of value 'image' has neither");
  });
});
