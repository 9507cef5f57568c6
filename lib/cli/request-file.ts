import { readFileSync } from 'node:fs';
import { YAMLException } from 'js-yaml';
import { CommandError } from './command';
import type { Call } from '../simulate/call';
import { isJsonObject, type Json } from '../vocabulary/json';
import { objectOf, textFieldsOf, textOf } from '../vocabulary/json-fields';
import { readYaml, yamlMistake } from '../vocabulary/read-yaml';

/** A request of a file, with what its answer should be. */
export interface TestedCall extends Call {
  /** What it is called in reports. */
  readonly name: string;
  /** The part of the answer that matters; undefined where the file expects nothing. */
  readonly expect: Json | undefined;
}

/**
 * Reads requests from a YAML or JSON file: a list of `{from, request, headers, name, expect}`, or such a list under
 * `requests`.
 *
 * @throws CommandError (exit code 2) naming what is wrong and where
 */
export function requestFile(file: string): readonly TestedCall[] {
  let found: unknown;
  try {
    found = readYaml(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof YAMLException) {
      throw new CommandError(`the requests cannot be read: ${yamlMistake(error, file)}`, 2);
    }
    throw new CommandError(
      `${file}: cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      2,
    );
  }
  const list = Array.isArray(found) ? (found as unknown[]) : objectOf(found)['requests'];
  if (!Array.isArray(list)) throw new CommandError(`${file}: found no list of requests`, 2);
  return list.map((item: unknown, index) => {
    const from = isJsonObject(item) ? textOf(item['from']) : undefined;
    const request = isJsonObject(item) ? textOf(item['request']) : undefined;
    if (!isJsonObject(item) || from === undefined || request === undefined) {
      throw new CommandError(`${file}: [${index}] lacks 'from' or 'request'`, 2);
    }
    return {
      from,
      request,
      headers: textFieldsOf(item['headers']),
      name: textOf(item['name']) ?? request,
      expect: item['expect'],
    };
  });
}
