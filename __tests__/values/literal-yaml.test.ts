import { expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { literalYaml } from '../../lib/values/literal-yaml';

test.each([
  ['a\nb'],
  ['  a\nb'],
  ['\n a\n'],
  ['a\n\n'],
  ['a '],
  ['--- a'],
  ['{{ a }}\n'],
  ['y'],
  [5],
  [true],
])('%j under a key is read as what it was', (value) => {
  const template = `top:\n  key: ${literalYaml(value, 2)}\n`;
  expect(load(template.replaceAll('{{ "{{" }}', '{{'))).toEqual({ top: { key: value } });
});
