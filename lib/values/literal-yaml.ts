import { dump } from 'js-yaml';
import type { Json } from '../vocabulary/json';
import { pad } from './template-lines';

const KNOWN = new Map<Json, string>();

/**
 * A scalar as YAML for a template, the further lines of a text moved to the indent that its key has. `{{` in a text
 * is written so that Helm prints it as it was.
 */
export function literalYaml(value: Json, indent = 0): string {
  let text = KNOWN.get(value);
  if (text === undefined) {
    text = yamlOf(value).replaceAll('{{', '{{ "{{" }}');
    KNOWN.set(value, text);
  }
  return text.includes('\n') ? text.replace(/\n(?=.)/g, `\n${pad(indent)}`) : text;
}

/** Words that are the same in every YAML; most of a manifest consists of them, and dumping costs a hundred times more. */
const PLAIN_WORD = /^(?!(y|n|yes|no|on|off|true|false|null)$)[a-z_][\w./-]*$/i;

function yamlOf(value: Json): string {
  if (typeof value === 'string' && PLAIN_WORD.test(value)) return value;
  // An action on the next line trims the blanks before it: a text that ends in blanks needs quotes to keep them.
  if (typeof value === 'string' && /[ \t\n]$/.test(value.replace(/\n$/, ''))) return JSON.stringify(value);
  return dump(value, { lineWidth: -1 }).trimEnd();
}
