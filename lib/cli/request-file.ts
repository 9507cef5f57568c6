import { readFileSync } from 'node:fs';
import { YAMLException } from 'js-yaml';
import { CommandError } from './command';
import type { Call } from '../simulate/call';
import { isJsonObject, type Json, type JsonObject } from '../vocabulary/json';
import { objectOf, textOf } from '../vocabulary/json-fields';
import { nearestName } from '../vocabulary/nearest-name';
import { readYaml, yamlMistake } from '../vocabulary/read-yaml';

/** A request of a file, with what its answer should be. */
export interface TestedCall extends Call {
  /** Where it stands: `suite.yaml: [3]`, counted from 0. */
  readonly place: string;
  /** What it is called in reports. */
  readonly name: string;
  /** The part of the answer that matters; undefined where the file expects nothing. */
  readonly expect: Json | undefined;
}

const FIELDS = ['from', 'request', 'headers', 'sourceIp', 'name', 'expect'];

/**
 * Reads requests from a YAML or JSON file: a list of `{from, request, headers, sourceIp, name, expect}`, or such a list under
 * `requests`.
 *
 * @throws CommandError (exit code 2) naming what is wrong and where; values of headers are not repeated
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
  return list.map((item: unknown, index) => testedCall(item, `${file}: [${index}]`));
}

function testedCall(item: unknown, place: string): TestedCall {
  const from = isJsonObject(item) ? textOf(item['from']) : undefined;
  const request = isJsonObject(item) ? textOf(item['request']) : undefined;
  if (!isJsonObject(item) || from === undefined || request === undefined) {
    throw new CommandError(`${place} lacks 'from' or 'request'`, 2);
  }
  refuseUnknownFields(item, place);
  const { sourceIp } = item;
  if (sourceIp !== undefined && typeof sourceIp !== 'string') {
    throw new CommandError(`${place} has a 'sourceIp' that is no text, expected an IP address`, 2);
  }
  return {
    place,
    from,
    request,
    headers: headersOf(item['headers'], place),
    ...(sourceIp === undefined ? {} : { sourceIp }),
    name: textOf(item['name']) ?? request,
    expect: item['expect'],
  };
}

/** A field that is misspelt would otherwise let its test pass. */
function refuseUnknownFields(item: JsonObject, place: string): void {
  const unknown = Object.keys(item).find((key) => !FIELDS.includes(key));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, FIELDS);
  const remedy = nearest === undefined ? `the fields are ${FIELDS.join(', ')}` : `did you mean '${nearest}'?`;
  throw new CommandError(`${place} has the unknown field '${unknown}'; ${remedy}`, 2);
}

function headersOf(found: Json | undefined, place: string): Readonly<Record<string, string>> {
  if (found === undefined || found === null) return {};
  if (!isJsonObject(found)) {
    throw new CommandError(`${place} has 'headers' that are no map, expected {name: value}`, 2);
  }
  const wrong = Object.keys(found).find((name) => typeof found[name] !== 'string');
  if (wrong !== undefined) {
    throw new CommandError(`${place} has a header '${wrong}' that is no text; write its value in quotes`, 2);
  }
  return found as Readonly<Record<string, string>>;
}
