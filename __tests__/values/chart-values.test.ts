import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { ChartValues } from '../../lib/values/chart-values';
import { expressionOf } from '../../lib/values/expression';
import { ConfigError } from '../../lib/vocabulary/config-error';

const text = { default: '', description: 'Any text' };

describe('declarations', () => {
  test('lie under the keys of their groups, in the order in which they were made', () => {
    const values = new ChartValues();
    const orders = values.at('orders', 'The orders service');
    orders.string('tag', text);
    values.at('replicaCount').integer('orders', { default: 2, description: 'Pods' });
    orders.at('service', 'Its Service').integer('port', { default: 80, description: 'Port' });
    expect(values.declared.map(({ path }) => path.join('.'))).toEqual([
      'orders.tag',
      'replicaCount.orders',
      'orders.service.port',
    ]);
    expect(values.defaults).toEqual({
      orders: { tag: '', service: { port: 80 } },
      replicaCount: { orders: 2 },
    });
  });

  test('can be made again under another key', () => {
    const declare = (values: ChartValues) => values.string('tag', { ...text, default: 'v1' });
    const values = new ChartValues();
    const [first, second] = [declare(values.at('orders')), declare(values.at('mails'))];
    expect(expressionOf(first)).toMatchObject({ op: 'value', path: ['orders', 'tag'], default: 'v1' });
    expect(expressionOf(second)).toMatchObject({ op: 'value', path: ['mails', 'tag'], default: 'v1' });
  });

  test('a group opened twice is one group with its first description', () => {
    const values = new ChartValues();
    values.at('orders', 'The orders service').string('tag', text);
    values.at('orders', 'Something else').string('digest', text);
    expect(values.declaredGroups).toEqual([{ path: ['orders'], description: 'The orders service' }]);
    expect(values.defaults).toEqual({ orders: { tag: '', digest: '' } });
  });

  test.each<[string, (values: ChartValues) => unknown, string]>([
    [
      'the same key',
      (values) => values.at('orders').boolean('tag', { default: false, description: 'Tag' }),
      "value 'orders.tag' is declared, but 'orders.tag' already is; give one of them another key",
    ],
    [
      'a group where a value is',
      (values) => values.at('orders').at('tag').string('suffix', text),
      "value 'orders.tag.suffix' is declared, but 'orders.tag' already is; give one of them another key",
    ],
    [
      'a value where a group is',
      (values) => values.object('orders', { default: {}, description: 'Orders' }),
      "value 'orders' is declared, but 'orders.tag' already is; give one of them another key",
    ],
  ])('fails for %s', (_what, declare, message) => {
    const values = new ChartValues();
    values.at('orders').string('tag', text);
    expect(() => declare(values)).toThrow(new ConfigError('value-declared-twice', undefined, message));
  });

  test('a key that another begins with is no clash', () => {
    const values = new ChartValues();
    values.string('order', text);
    values.string('orders', text);
    values.at('ord').string('ers', text);
    expect(values.declared).toHaveLength(3);
  });

  test('are handed out as a copy', () => {
    const values = new ChartValues();
    values.string('tag', text);
    (values.declared as unknown[]).pop();
    expect(values.declared).toHaveLength(1);
  });
});

describe('the JSON Schema', () => {
  const values = new ChartValues();
  values.string('name', {
    default: 'a',
    pattern: '^[a-z]+$',
    minLength: 1,
    maxLength: 3,
    description: 'Name',
  });
  values.oneOf('mode', { default: 'on', oneOf: ['on', 'off'], description: 'Mode' });
  values.integer('replicas', { default: 1, minimum: 0, maximum: 5, description: 'Pods' });
  values.number('share', { default: 0.5, minimum: 0, maximum: 1, description: 'Share' });
  values.boolean('debug', { default: false, description: 'Debug' });
  values.boolean('legacy', { default: false, only: false, description: 'No longer there' });
  values.list<string>('hosts', {
    default: [],
    items: { type: 'string', minLength: 1 },
    description: 'Hosts',
  });
  values.map<string>('labels', {
    default: {},
    values: { type: 'string' },
    reservedKeys: ['app'],
    description: 'Labels',
  });
  values.object('affinity', { default: {}, description: 'Affinity' });
  values.intOrString('unavailable', { default: 1, description: 'Pods that may be away' });
  values.list('env', {
    default: [],
    items: {
      type: 'struct',
      fields: { name: { type: 'string' }, value: { type: 'string', optional: true } },
    },
    description: 'Environment',
  });
  values.at('service', 'The Service').integer('port', { default: 80, minimum: 1, description: 'Port' });
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(values.jsonSchema);
  const refusals = (override: object) => {
    validate({ ...values.defaults, ...override });
    return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
  };

  test('takes the defaults', () => {
    expect(refusals({})).toEqual([]);
  });

  test.each<[object]>([
    [{ name: 'abc' }],
    [{ mode: 'off' }],
    [{ replicas: 0 }],
    [{ replicas: 5 }],
    [{ share: 1 }],
    [{ hosts: ['*', 'b'] }],
    [{ labels: { apple: 'x', '': '' } }],
    [{ affinity: { anything: [1, { goes: null }] } }],
    [{ unavailable: '25%' }],
    [{ env: [{ name: 'A' }, { name: 'B', value: '' }] }],
    [{ global: { storageClass: 'fast', nested: {} } }],
  ])('takes %j', (override) => {
    expect(refusals(override)).toEqual([]);
  });

  test.each<[object, string[]]>([
    [{ nmae: 'abc' }, [' additionalProperties']],
    [{ name: 'abcd' }, ['/name maxLength']],
    [{ name: '' }, ['/name minLength', '/name pattern']],
    [{ name: 'A' }, ['/name pattern']],
    [{ name: 1 }, ['/name type']],
    [{ mode: 'auto' }, ['/mode enum']],
    [{ replicas: -1 }, ['/replicas minimum']],
    [{ replicas: 6 }, ['/replicas maximum']],
    [{ replicas: 1.5 }, ['/replicas type']],
    [{ replicas: '1' }, ['/replicas type']],
    [{ share: 1.01 }, ['/share maximum']],
    [{ debug: 'yes' }, ['/debug type']],
    [{ legacy: true }, ['/legacy enum']],
    [{ hosts: [''] }, ['/hosts/0 minLength']],
    [{ hosts: { a: 'b' } }, ['/hosts type']],
    [{ labels: { app: 'x' } }, ['/labels not', '/labels propertyNames']],
    [{ labels: { a: 1 } }, ['/labels/a type']],
    [{ affinity: [] }, ['/affinity type']],
    [{ unavailable: 1.5 }, ['/unavailable type']],
    [{ env: [{ value: 'x' }] }, ['/env/0 required']],
    [{ env: [{ name: 'A', valueFrom: {} }] }, ['/env/0 additionalProperties']],
    [{ service: {} }, ['/service required']],
    [{ service: { port: 80, prot: 1 } }, ['/service additionalProperties']],
    [{ service: undefined }, [' required']],
    [{ global: 'x' }, ['/global type']],
  ])('refuses %j', (override, expected) => {
    expect(refusals(override)).toEqual(expected);
  });

  test('says what each value and group is for', () => {
    expect(values.jsonSchema).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      additionalProperties: false,
      properties: {
        name: { description: 'Name', type: 'string', pattern: '^[a-z]+$', minLength: 1, maxLength: 3 },
        service: {
          description: 'The Service',
          type: 'object',
          additionalProperties: false,
          required: ['port'],
          properties: { port: { description: 'Port', type: 'integer', minimum: 1 } },
        },
        global: { type: 'object' },
      },
    });
  });

  test('of no values at all is a closed object', () => {
    expect(new ChartValues().jsonSchema).toMatchObject({ type: 'object', additionalProperties: false });
  });
});
