import { describe, expect, jest, test } from '@jest/globals';
import { createRequire } from 'node:module';
import { crdKinds } from '../../lib/schema/crd-kind';
import { crdSchema } from '../../lib/schema/crd-schema';
import type { StructuralSchema } from '../../lib/schema/structural-schema';
import type * as CelRuleModule from '../../lib/validation/cel-rule';
import { brokenRules, compileRule } from '../../lib/validation/cel-rule';

/** Every rule of a schema, however deep. */
function rulesOf(schema: object, seen = new Set<object>()): string[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const own = (schema as StructuralSchema)['x-kubernetes-validations'] ?? [];
  const below = Object.values(schema).filter(
    (value) => typeof value === 'object' && value !== null,
  ) as object[];
  return [...own.map(({ rule }) => rule), ...below.flatMap((value) => rulesOf(value, seen))];
}

describe('the rules of the schemas', () => {
  test.each(crdKinds.map((crd) => [`${crd.group}/${crd.kind}`, crd] as const))(
    'of %s compile',
    (_name, crd) => {
      const schema = crdSchema(`${crd.group}/${crd.versions[0] ?? ''}`, crd.kind);
      const rules = rulesOf(schema ?? {}).filter((rule) => !rule.includes('oldSelf'));
      expect(rules.filter((rule) => !compileRule(rule).check().valid)).toEqual([]);
    },
  );
});

describe('a rule', () => {
  const rows: readonly (readonly [rule: string, value: never, holds: boolean])[] = [
    ["self.matches('^(?i)a+$')", 'AAA' as never, true],
    ['has(self.items[0].name)', { items: [{ name: 'a' }] } as never, true],
    ['has(self.items[0].name)', { items: [{}] } as never, false],
    ["duration(self) >= duration('1ms')", '1.5h' as never, true],
    [
      "url(self).getScheme() == 'https' && url(self).getPort() == '8443'",
      'https://a.com:8443/b' as never,
      true,
    ],
    ['isIP(self)', '10.0.0.1' as never, true],
    ['isIP(self)', 'a.com' as never, false],
    ['isCIDR(self)', '10.0.0.0/8' as never, true],
    ["self.all(key, key.split('/')[0].size() < 3)", { 'ab/c': 'd' } as never, true],
  ];

  test.each(rows)('%s of %j', (rule, value, holds) => {
    expect(brokenRules(value, { 'x-kubernetes-validations': [{ rule }] })).toHaveLength(holds ? 0 : 1);
  });

  test('about a change is passed over', () => {
    expect(brokenRules('a', { 'x-kubernetes-validations': [{ rule: 'self == oldSelf' }] })).toEqual([]);
  });

  test('says its message, or computes it, or stands for itself', () => {
    const rules = [
      { rule: 'self > 1', message: 'is small' },
      { rule: 'self > 1', message: 'is small', messageExpression: "'is ' + string(self)" },
      { rule: 'self > 1', fieldPath: '.a' },
    ];
    const schema: StructuralSchema = { type: 'integer', 'x-kubernetes-validations': rules };
    expect(brokenRules(1, schema).map(({ message, fieldPath }) => fieldPath + message)).toEqual([
      'is small',
      'is 1',
      '.abreaks the rule self > 1',
    ]);
  });
});

describe('without the library', () => {
  test('nothing is judged, and the error says what Jest needs', () => {
    jest.isolateModules(() => {
      jest.doMock('@marcbachmann/cel-js', () => {
        throw new SyntaxError('Cannot use import statement outside a module');
      });
      const { brokenRules: judged } = createRequire(__filename)(
        '../../lib/validation/cel-rule.ts',
      ) as typeof CelRuleModule;
      const schema: StructuralSchema = {
        type: 'string',
        'x-kubernetes-validations': [{ rule: "self != ''" }],
      };
      expect(() => judged('a', schema)).toThrow(/in Jest, .*transformIgnorePatterns.*cel-js/);
    });
    jest.dontMock('@marcbachmann/cel-js');
  });
});
