import { regexExamples } from './regex-example';
import type { JsonObject } from '../vocabulary/json';
import { textOf } from '../vocabulary/json-fields';

/** Values around a StringMatch of Istio, or around nothing said: the first fulfil it, the others come near. */
export function aroundMatch(match: JsonObject): readonly string[] {
  const [exact, prefix, regex] = [textOf(match['exact']), textOf(match['prefix']), textOf(match['regex'])];
  if (exact !== undefined) return aroundText(exact);
  if (prefix !== undefined) return aroundPrefix(prefix);
  return regex === undefined || regex === '*' ? ['any'] : aroundRegex(regex);
}

export function aroundText(text: string): readonly string[] {
  return distinct([text, `${text}x`, `${text}/`, text.slice(0, -1), text.toUpperCase()]);
}

/** With and without a separator after it. */
export function aroundPrefix(prefix: string): readonly string[] {
  const bare = prefix.replace(/\/$/, '');
  return distinct([prefix, `${bare}/x`, `${bare}x`, bare.slice(0, -1), `${bare}/`, prefix.toUpperCase()]);
}

export function aroundRegex(regex: string): readonly string[] {
  const examples = regexExamples(regex);
  const [first] = examples;
  return first === undefined ? [] : distinct([...examples, `${first}~`, first.slice(0, -1)]);
}

/** Values around one of a policy: `*`, `abc*`, `*abc`, a path template such as `/users/{*}`, or the text itself. */
export function aroundPolicyValue(value: string): readonly string[] {
  if (value === '*') return ['any'];
  if (value.includes('{*}') || value.includes('{**}')) {
    const filled = value.replaceAll('{*}', 'x').replaceAll('{**}', 'x');
    return distinct([filled, `${filled}/x`, value.replaceAll('{**}', 'x/y').replaceAll('{*}', 'x')]);
  }
  if (value.endsWith('*')) return aroundPrefix(value.slice(0, -1));
  if (value.startsWith('*')) return distinct([`/x${value.slice(1)}`, `x${value.slice(1)}`, value.slice(1)]);
  return aroundText(value);
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
