import { typeName } from './type-name.mjs';

/** Fields that every object has and ApiObject deals with, or that only a controller writes. */
const notInProps = ['apiVersion', 'kind', 'metadata', 'status'];

/** Longer names nobody writes: they would make up half of the module and crowd an editor's completions. */
const longestAlias = 64;

/**
 * The TypeScript types of the kinds of one module. Nested objects with the same fields and types become one
 * interface: it takes the shortest of the names under which it is known (the first in the alphabet of
 * several), the others become its aliases.
 */
export class Types {
  #shapes = [];
  #shapeByText = new Map();
  #shapeByName = new Map();

  constructor(kinds) {
    // Reserved, so that no nested type takes the name of a class or of its props.
    for (const { kind } of kinds) {
      this.#shapeByName.set(typeName(kind), undefined).set(`${typeName(kind)}Props`, undefined);
    }
    this.kinds = kinds.map((crd) => ({
      ...crd,
      className: typeName(crd.kind),
      members: this.#members(crd.kind, propsSchema(crd.schema)),
    }));
    /** The merged nested types, each with its aliases. */
    this.interfaces = this.#shapes.map(({ names, members, open }) => {
      const [name, ...aliases] = [...names].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
      return { name, aliases: aliases.filter((alias) => alias.length <= longestAlias), members, open };
    });
  }

  /** A member's type as TypeScript: until all names were known it held its interfaces by number. */
  resolve(type) {
    return type.replace(/\0(\d+)\0/g, (_, index) => this.interfaces[Number(index)].name);
  }

  #members(holder, schema) {
    return Object.entries(schema.properties ?? {}).map(([field, property]) => ({
      field,
      // The API server fills in a default before it looks for required fields.
      optional: !(schema.required ?? []).includes(field) || property.default !== undefined,
      type: this.#type(typeName(holder, field), property),
    }));
  }

  #type(name, schema) {
    const type = this.#nonNullType(name, schema);
    return schema.nullable && type !== 'unknown' ? `${type} | null` : type;
  }

  #nonNullType(name, schema) {
    if (schema['x-kubernetes-int-or-string']) return 'number | string';
    if (schema.enum)
      return schema.enum
        .filter((value) => value !== null)
        .map(literal)
        .join(' | ');
    switch (schema.type) {
      case 'object':
        return this.#objectType(name, schema);
      case 'array':
        return arrayOf(this.#type(name, schema.items));
      case 'integer':
        return 'number';
      case 'string':
      case 'number':
      case 'boolean':
        return schema.type;
      default:
        return this.#alternatives(name, schema) ?? 'unknown';
    }
  }

  #alternatives(name, schema) {
    const options = schema.oneOf ?? schema.anyOf;
    if (!options?.every(({ type }) => type)) return undefined;
    return [...new Set(options.map((option) => this.#type(name, option)))].join(' | ');
  }

  #objectType(name, schema) {
    if (schema['x-kubernetes-embedded-resource']) return '{ [key: string]: unknown }';
    if (schema.properties) return this.#shape(name, schema);
    const values =
      typeof schema.additionalProperties === 'object'
        ? this.#type(name, schema.additionalProperties)
        : 'unknown';
    return `{ [key: string]: ${values} }`;
  }

  #shape(name, schema) {
    const shape = {
      members: this.#members(name, schema),
      open: schema['x-kubernetes-preserve-unknown-fields'] === true,
    };
    const text = JSON.stringify(shape);
    let index = this.#shapeByText.get(text);
    if (index === undefined) {
      index = this.#shapes.push({ ...shape, names: new Set() }) - 1;
      this.#shapeByText.set(text, index);
    }
    this.#shapes[index].names.add(this.#freeName(name, index));
    return `\0${index}\0`;
  }

  /** Two paths can end in one name (`aB.c`, `a.bC`); where their types differ the later one gets a number. */
  #freeName(name, index) {
    let free = name;
    for (let i = 2; this.#shapeByName.has(free) && this.#shapeByName.get(free) !== index; i++)
      free = `${name}${i}`;
    this.#shapeByName.set(free, index);
    return free;
  }
}

function propsSchema(schema) {
  const fields = Object.entries(schema.properties ?? {}).filter(([field]) => !notInProps.includes(field));
  return { ...schema, properties: Object.fromEntries(fields) };
}

const literal = (value) =>
  typeof value === 'string' ? `'${value.replace(/[\\']/g, '\\$&')}'` : String(value);

const arrayOf = (type) => (type.includes(' | ') && !type.endsWith(')[]') ? `(${type})[]` : `${type}[]`);
