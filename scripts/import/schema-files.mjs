import { header } from './module-files.mjs';

const oneSchema = ['additionalProperties', 'items', 'not'];
const listOfSchemas = ['allOf', 'anyOf', 'oneOf'];
const plain = [
  'type',
  'format',
  'enum',
  'const',
  'default',
  'nullable',
  'required',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-validations',
];

/** What a controller writes is nobody's input: its shape is not kept. */
const anyStatus = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

/** The files of lib/schema/generated: one per source with its schemas, and the list of all kinds. */
export function schemaFiles(kindsBySource) {
  return [
    ...kindsBySource.map(({ source, kinds }) => [
      `lib/schema/generated/${source.name}.ts`,
      header + schemas(kinds),
    ]),
    ['lib/schema/generated/crds.ts', header + kindList(kindsBySource)],
  ];
}

/**
 * A list of nodes in which every subschema is the number of an earlier node, so that equal subschemas exist
 * once; and the kinds, each with the number of its schema.
 */
function schemas(kinds) {
  const nodes = [];
  const numbers = new Map();

  function node(schema) {
    const text = JSON.stringify(withNumbers(schema, node));
    if (!numbers.has(text)) numbers.set(text, nodes.push(text) - 1);
    return numbers.get(text);
  }

  const roots = kinds.map(({ group, kind, schema }) => [`${group}/${kind}`, node(withoutStatus(schema))]);
  const json = `{"kinds":${JSON.stringify(Object.fromEntries(roots))},"nodes":[\n${nodes.join(',\n')}\n]}`;
  return `export const schemas: string = ${templateLiteral(json)};\n`;
}

/**
 * The schemas are strings in files of their own, read when a kind is asked for: most programs need two or
 * three of them.
 */
function kindList(kindsBySource) {
  const loaders = kindsBySource.map(
    ({ source: { name } }) =>
      `  '${name}': () => (require('./${name}') as typeof import('./${name}')).schemas,\n`,
  );
  const list = kindsBySource.flatMap(({ source, kinds }) =>
    kinds.map(({ group, version, alsoServed, kind, plural, namespaced }) => {
      const entry = {
        group,
        kind,
        versions: [version, ...alsoServed],
        plural,
        namespaced,
        source: source.name,
      };
      return `  ${JSON.stringify(entry)},\n`;
    }),
  );
  return `export const schemasOf = {
${loaders.join('')}};

export const crds = [
${list.join('')}] as const;
`;
}

function withNumbers(schema, node) {
  const result = {};
  for (const keyword of plain) {
    if (schema[keyword] !== undefined) result[keyword] = schema[keyword];
  }
  for (const keyword of oneSchema) {
    const value = schema[keyword];
    if (value !== undefined) result[keyword] = typeof value === 'object' ? node(value) : value;
  }
  for (const keyword of listOfSchemas) {
    if (schema[keyword] !== undefined) result[keyword] = schema[keyword].map(node);
  }
  if (schema.properties !== undefined) {
    result.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([field, value]) => [field, node(value)]),
    );
  }
  return result;
}

function withoutStatus(schema) {
  if (schema.properties?.status === undefined) return schema;
  return {
    ...schema,
    required: schema.required?.filter((field) => field !== 'status'),
    properties: { ...schema.properties, status: anyStatus },
  };
}

const templateLiteral = (text) => `\`${text.replace(/[\\`]|\$\{/g, '\\$&')}\``;
