import type { JsonObject } from '../vocabulary/json';
import type { OutputFile } from '../vocabulary/output-file';
import { PLAIN_YAML } from '../vocabulary/yaml-printer';

/** A YAML file that begins with what it is for: one line of comment for each line. */
export function yamlFile(path: string, comment: string, ...documents: readonly JsonObject[]): OutputFile {
  const head = comment.replace(/^/gm, '# ');
  const body = documents.map((document) => PLAIN_YAML.document(document)).join('---\n');
  return { path, text: `${head}\n${body}` };
}
