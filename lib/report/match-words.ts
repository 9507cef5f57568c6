import type { JsonObject } from '../vocabulary/json';
import { numberOf, objectOf, objectsOf, textOf, textsOf } from '../vocabulary/json-fields';

/** A match of a VirtualService in words: `GET /api…, header x-user is "ann"`; `any request` for one without a demand. */
export function matchWords(match: JsonObject): string {
  const method = match['method'] === undefined ? '' : `${methodWords(objectOf(match['method']))} `;
  const port = numberOf(match['port']);
  const parts = [
    ...(match['uri'] === undefined ? [] : [pathWords(objectOf(match['uri']))]),
    ...(match['authority'] === undefined ? [] : [`authority ${valueWords(objectOf(match['authority']))}`]),
    ...(match['scheme'] === undefined ? [] : [`scheme ${valueWords(objectOf(match['scheme']))}`]),
    ...fieldWords('header', match['headers'], ''),
    ...fieldWords('header', match['withoutHeaders'], 'not '),
    ...fieldWords('query', match['queryParams'], ''),
    ...(port === undefined ? [] : [`port ${port}`]),
    ...textsOf(match['sniHosts']).map((host) => `server name ${host}`),
    ...labelWords(match['sourceLabels']),
    ...(textOf(match['sourceNamespace']) ? [`from namespace ${textOf(match['sourceNamespace']) ?? ''}`] : []),
  ];
  return (method + parts.join(', ')).trim() || 'any request';
}

/** A match of an HTTPRoute in the same words. */
export function gatewayApiMatchWords(match: JsonObject): string {
  const path = objectOf(match['path']);
  const value = textOf(path['value']) ?? '/';
  const call = objectOf(match['method']);
  const method = textOf(match['method']);
  const parts = [
    ...(match['path'] === undefined ? [] : [typedPath(textOf(path['type']) ?? 'PathPrefix', value)]),
    ...(method === undefined && match['method'] !== undefined
      ? [`call ${textOf(call['service']) ?? '*'}/${textOf(call['method']) ?? '*'}`]
      : []),
    ...['headers', 'queryParams'].flatMap((list) =>
      objectsOf(match[list]).map(
        (one) =>
          `${list === 'headers' ? 'header' : 'query'} ${textOf(one['name']) ?? ''} ` +
          `${one['type'] === 'RegularExpression' ? 'matches' : 'is'} "${textOf(one['value']) ?? ''}"`,
      ),
    ),
  ];
  return `${method === undefined ? '' : `${method} `}${parts.join(', ')}`.trim() || 'any request';
}

function typedPath(type: string, value: string): string {
  return type === 'Exact'
    ? `= ${value}`
    : type === 'RegularExpression'
      ? `path matches ${value}`
      : `${value}…`;
}

function methodWords({ exact, prefix, regex }: JsonObject): string {
  return textOf(exact) ?? textOf(regex) ?? `${textOf(prefix) ?? ''}…`;
}

function pathWords({ exact, prefix, regex }: JsonObject): string {
  if (textOf(exact) !== undefined) return `= ${textOf(exact) ?? ''}`;
  if (textOf(prefix) !== undefined) return `${textOf(prefix) ?? ''}…`;
  return `path matches ${textOf(regex) ?? ''}`;
}

function valueWords({ exact, prefix, regex }: JsonObject): string {
  if (textOf(exact) !== undefined) return textOf(exact) ?? '';
  if (textOf(prefix) !== undefined) return `${textOf(prefix) ?? ''}…`;
  return textOf(regex) === undefined ? 'is there' : `matches ${textOf(regex) ?? ''}`;
}

function fieldWords(what: string, fields: unknown, not: string): readonly string[] {
  return Object.entries(objectOf(fields)).map(([name, wanted]) => {
    const { exact, prefix, regex } = objectOf(wanted);
    const text = textOf(exact) ?? textOf(prefix) ?? textOf(regex);
    if (text === undefined) return `${what} ${name} ${not === '' ? 'is there' : 'is not there'}`;
    const verb = exact !== undefined ? 'is' : prefix !== undefined ? 'begins with' : 'matches';
    return `${what} ${name} ${not}${verb} "${text}"`;
  });
}

function labelWords(labels: unknown): readonly string[] {
  return Object.entries(objectOf(labels)).map(([key, value]) => `from pods ${key}=${textOf(value) ?? ''}`);
}
