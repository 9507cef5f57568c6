import type { Json } from '../vocabulary/json';
import { isPlainWord, PLAIN_YAML } from '../vocabulary/yaml-printer';
import { pad } from './template-lines';

/**
 * A scalar as YAML for a template, the further lines of a text moved to the indent that its key has. `{{` in a text
 * is written so that Helm prints it as it was.
 */
export function literalYaml(value: Json, indent = 0): string {
  if (typeof value === 'string' && isPlainWord(value)) return value;
  return yamlOf(value, pad(indent)).replaceAll('{{', '{{ "{{" }}');
}

function yamlOf(value: Json, indent: string): string {
  // An action on the next line trims the blanks before it: a text that ends in blanks needs quotes to keep them.
  if (typeof value === 'string' && /[ \t\n]$/.test(value.replace(/\n$/, ''))) return JSON.stringify(value);
  return PLAIN_YAML.inline(value, indent);
}
