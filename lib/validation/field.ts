import { isJsonObject, type Json, type JsonObject } from '../vocabulary/json';
import { FieldPath } from '../vocabulary/field-path';
import type { Violation } from './violation';

const NOTHING: readonly never[] = [];

/**
 * A place in an object that istiod's validation looks at, and what is said of it. Reading never throws: a field of
 * another type than expected reads as unset, since the schema has refused it already.
 */
export class Field {
  private constructor(
    private readonly json: Json | undefined,
    private readonly said: Violation[],
    /** The field around it: most fields are never spoken of, so that a path is made when one is. */
    private readonly parent?: Field,
    private readonly key: string | number = '',
  ) {}

  /** A whole object; what is said of its fields is put into a list. */
  static root(object: JsonObject, said: Violation[]): Field {
    return new Field(object, said);
  }

  /** The field below by a chain of keys. */
  at(...keys: readonly string[]): Field {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the walk begins here
    let field: Field = this;
    for (const key of keys) {
      const { json } = field;
      const value = isJsonObject(json) && Object.hasOwn(json, key) ? json[key] : undefined;
      field = new Field(value, this.said, field, key);
    }
    return field;
  }

  /** The same place with another content, such as a text that has been read as YAML. */
  holding(json: Json): Field {
    return new Field(json, this.said, this.parent, this.key);
  }

  /** The elements of a list; of anything else none. */
  get items(): readonly Field[] {
    if (!Array.isArray(this.json)) return NOTHING;
    return (this.json as readonly Json[]).map((item, index) => new Field(item, this.said, this, index));
  }

  /** The elements of a list that are set: of null ones it is said that they must not be null. */
  get elements(): readonly Field[] {
    return this.items.filter((item) => {
      if (!item.isSet) item.error('must not be null; remove it');
      return item.isSet;
    });
  }

  /** The entries of a map; of anything else none. */
  get entries(): readonly (readonly [string, Field])[] {
    if (!isJsonObject(this.json)) return NOTHING;
    return Object.keys(this.json).map((key) => [key, this.at(key)]);
  }

  /** Whether there is anything but null. */
  get isSet(): boolean {
    return this.json !== undefined && this.json !== null;
  }

  /** The text; an unset field is the empty text, as in every Istio API. */
  get text(): string {
    return typeof this.json === 'string' ? this.json : '';
  }

  /** The number; 0 if unset. */
  get number(): number {
    return typeof this.json === 'number' ? this.json : 0;
  }

  /** Whether it is the boolean true. */
  get isTrue(): boolean {
    return this.json === true;
  }

  /** The texts of a list; other elements are left out. */
  get texts(): readonly string[] {
    if (!Array.isArray(this.json)) return NOTHING;
    return (this.json as readonly Json[]).filter((item): item is string => typeof item === 'string');
  }

  /** What stands there, as it is. */
  get raw(): Json | undefined {
    return this.json;
  }

  /** istiod refuses the object for this. */
  error(message: string): void {
    this.say(message, 'error');
  }

  /** istiod accepts the object and warns of this. */
  warn(message: string): void {
    this.say(message, 'warning');
  }

  /** Says an error, if there is one. */
  refuse(mistake: string | undefined): void {
    if (mistake !== undefined) this.error(mistake);
  }

  private say(message: string, severity: Violation['severity']): void {
    this.said.push({ path: this.path().toString(), message, severity, reviewers: ['istiod'] });
  }

  private path(): FieldPath {
    return this.parent === undefined ? FieldPath.root : this.parent.path().child(this.key);
  }
}
