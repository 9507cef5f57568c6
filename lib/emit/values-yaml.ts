import { YAMLException } from 'js-yaml';
import { ConfigError } from '../vocabulary/config-error';
import { isJsonObject, type Json, type JsonObject } from '../vocabulary/json';
import { readYamlDocuments, yamlMistake } from '../vocabulary/read-yaml';

/**
 * Reads a values file as Helm reads it: its YAML library is one of YAML 1.1 with habits of its own (`yes` and `y`
 * are true, `0777` is octal, `12:30` is a text).
 *
 * @throws ConfigError `values-file` when it is no YAML, or no map
 */
export function parseValuesYaml(text: string, file: string): JsonObject {
  refuseOddCharacters(text, file);
  let documents: readonly unknown[];
  try {
    documents = readYamlDocuments(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw unreadable(yamlMistake(error, file));
  }
  if (documents.length > 1) {
    throw unreadable(
      `${file}: holds ${documents.length} YAML documents, of which Helm reads the first; expected one`,
    );
  }
  const found = (documents[0] ?? {}) as Json;
  if (isJsonObject(found)) return found;
  const what = Array.isArray(found) ? 'a list' : JSON.stringify(found);
  throw unreadable(`${file}: holds ${what}, expected a map of values`);
}

/** YAML 1.1 breaks lines at some of them and 1.2 does not, and Go's library refuses others. */
function refuseOddCharacters(text: string, file: string): void {
  const odd = /[\u007f-\u009f\u2028\u2029\ufffe\uffff]|(?<!^)\ufeff/.exec(text);
  if (!odd) return;
  const escape = `\\u${odd[0].charCodeAt(0).toString(16).padStart(4, '0')}`;
  const line = text.slice(0, odd.index).split('\n').length;
  throw unreadable(
    `${file}:${line}: holds a character that YAML libraries read in different ways; write it as "${escape}", in double quotes`,
  );
}

function unreadable(message: string): ConfigError {
  return new ConfigError('values-file', undefined, message);
}
