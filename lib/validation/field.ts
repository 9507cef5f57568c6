import { isJsonObject, type Json } from '../vocabulary/json';
import type { FieldPath } from './field-path';
import type { Violation } from './violation';

/**
 * A place in an object that istiod's validation looks at, and what is said of it. Reading never throws: a field of
 * another type than expected reads as unset, since the schema has refused it already.
 */
export class Field {
  constructor(
    private readonly json: Json | undefined,
    private readonly path: FieldPath,
    private readonly said: Violation[],
  ) {}

  /** The field below by a chain of keys. */
  at(...keys: readonly string[]): Field {
    let json = this.json;
    let path = this.path;
    for (const key of keys) {
      json = isJsonObject(json) && Object.hasOwn(json, key) ? json[key] : undefined;
      path = path.child(key);
    }
    return new Field(json, path, this.said);
  }

  /** The same place with another content, such as a text that has been read as YAML. */
  holding(json: Json): Field {
    return new Field(json, this.path, this.said);
  }

  /** The elements of a list; of anything else none. */
  get items(): Field[] {
    if (!Array.isArray(this.json)) return [];
    return (this.json as readonly Json[]).map(
      (item, index) => new Field(item, this.path.child(index), this.said),
    );
  }

  /** The elements of a list that are set: of null ones it is said that they must not be null. */
  get elements(): Field[] {
    return this.items.filter((item) => {
      if (!item.isSet) item.error('must not be null; remove it');
      return item.isSet;
    });
  }

  /** The entries of a map; of anything else none. */
  get entries(): [string, Field][] {
    if (!isJsonObject(this.json)) return [];
    return Object.keys(this.json).map((key) => [key, this.at(key)]);
  }

  /** Whether there is anything but null. */
  get isSet(): boolean {
    return this.json !== undefined && this.json !== null;
  }

  /** Whether it is a list or a map that holds nothing, or is unset. */
  get isEmpty(): boolean {
    return this.items.length === 0 && this.entries.length === 0;
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
  get texts(): string[] {
    return this.items.flatMap((item) => (typeof item.json === 'string' ? [item.json] : []));
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
    this.said.push({ path: this.path.toString(), message, severity, reviewers: ['istiod'] });
  }
}
