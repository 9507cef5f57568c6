import { ConfigError } from '../vocabulary/config-error';
import { isJsonObject, type Json, type JsonObject } from '../vocabulary/json';

/** Reads single values of a chart, and refuses what has another type. */
export class ChartValuesReader {
  constructor(private readonly values: JsonObject) {}

  /** @throws ConfigError `delivery` when there is no text at the path */
  text(path: string): string {
    const value = this.at(path);
    return typeof value === 'string' ? value : this.refuse(path, value, 'a text');
  }

  /** @throws ConfigError `delivery` when there is no number at the path */
  number(path: string): number {
    const value = this.at(path);
    return typeof value === 'number' ? value : this.refuse(path, value, 'a number');
  }

  /** @throws ConfigError `delivery` when there is neither true nor false at the path */
  boolean(path: string): boolean {
    const value = this.at(path);
    return typeof value === 'boolean' ? value : this.refuse(path, value, 'true or false');
  }

  /** @throws ConfigError `delivery` when there is no list of texts at the path */
  texts(path: string): readonly string[] {
    const value = this.at(path);
    const isTexts = (found: unknown): found is readonly string[] =>
      Array.isArray(found) && found.every((item) => typeof item === 'string');
    return isTexts(value) ? value : this.refuse(path, value, 'a list of texts');
  }

  private at(path: string): Json | undefined {
    return path
      .split('.')
      .reduce<Json | undefined>((value, key) => (isJsonObject(value) ? value[key] : undefined), this.values);
  }

  private refuse(path: string, found: Json | undefined, expected: string): never {
    throw new ConfigError(
      'delivery',
      undefined,
      `the value '${path}' is ${found === undefined ? 'absent' : JSON.stringify(found)}, expected ${expected}; give all values of the environment, defaults included`,
    );
  }
}
