import { covers } from '../vocabulary/host-name';
import { isJsonObject, type Json, type JsonObject } from '../vocabulary/json';
import { matchesRegularExpression, regularExpressionMistake } from '../vocabulary/regular-expression';
import { objectOf, textFieldsOf, textOf, textsOf } from '../vocabulary/json-fields';

/**
 * Whether every request that one match of an HTTP route takes is taken by another one too. Regular expressions are
 * compared where that can be decided: with themselves, with everything, and with exact values.
 */
export function coversHttp(wider: JsonObject, narrower: JsonObject): boolean {
  return (
    coversUri(wider, narrower) &&
    ['scheme', 'method', 'authority'].every((field) => coversText(wider[field], narrower[field])) &&
    ['headers', 'queryParams'].every((field) =>
      coversAll(objectOf(wider[field]), objectOf(narrower[field])),
    ) &&
    // What must not be there: the narrower match has to exclude at least as much.
    Object.entries(objectOf(wider['withoutHeaders'])).every(([name, excluded]) => {
      const more = objectOf(narrower['withoutHeaders'])[name];
      return more !== undefined && coversText(more, excluded);
    }) &&
    coversPlace(wider, narrower)
  );
}

/** The same for a match of a tls or tcp route. */
export function coversConnection(wider: JsonObject, narrower: JsonObject): boolean {
  const hosts = textsOf(narrower['sniHosts']);
  return (
    coversPlace(wider, narrower) &&
    (wider['sniHosts'] === undefined ||
      (hosts.length > 0 &&
        hosts.every((host) => textsOf(wider['sniHosts']).some((other) => covers(other, host))))) &&
    (wider['destinationSubnets'] === undefined ||
      same(wider['destinationSubnets'], narrower['destinationSubnets']))
  );
}

/** Whether two matches are the same but for their names. */
export function sameMatch(one: JsonObject, other: JsonObject): boolean {
  return same({ ...one, name: null }, { ...other, name: null });
}

/** Where a request comes from, and through what. */
function coversPlace(wider: JsonObject, narrower: JsonObject): boolean {
  const gateways = textsOf(narrower['gateways']);
  const labels = textFieldsOf(narrower['sourceLabels']);
  return (
    (wider['port'] === undefined || same(wider['port'], narrower['port'])) &&
    (wider['sourceNamespace'] === undefined || same(wider['sourceNamespace'], narrower['sourceNamespace'])) &&
    (wider['gateways'] === undefined ||
      (gateways.length > 0 && gateways.every((gateway) => textsOf(wider['gateways']).includes(gateway)))) &&
    Object.entries(textFieldsOf(wider['sourceLabels'])).every(([key, value]) => labels[key] === value)
  );
}

function coversUri(wider: JsonObject, narrower: JsonObject): boolean {
  if (isEverything(wider['uri'], true)) return true;
  const ignores = wider['ignoreUriCase'] === true;
  if (narrower['ignoreUriCase'] === true && !ignores) return false;
  return ignores
    ? coversText(lowerCase(wider['uri']), lowerCase(narrower['uri']))
    : coversText(wider['uri'], narrower['uri']);
}

function coversAll(wider: JsonObject, narrower: JsonObject): boolean {
  return Object.entries(wider).every(([name, value]) => {
    const found = narrower[name];
    return found !== undefined && (isPresence(value) || coversText(value, found));
  });
}

/** Whether every text that one StringMatch takes is taken by another one. */
function coversText(wider: Json | undefined, narrower: Json | undefined): boolean {
  if (wider === undefined || isEverything(wider, false) || same(wider, narrower)) return true;
  if (narrower === undefined) return false;
  const { exact, prefix, regex } = objectOf(wider);
  const inner = objectOf(narrower);
  const text = textOf(inner['exact']);
  if (typeof prefix === 'string') return (text ?? textOf(inner['prefix']))?.startsWith(prefix) === true;
  if (typeof regex === 'string') return text !== undefined && takes(regex, text);
  return exact !== undefined && exact === inner['exact'];
}

function takes(regex: string, text: string): boolean {
  return regularExpressionMistake(regex) === undefined && matchesRegularExpression(text, `^(?:${regex})$`);
}

/** A match of everything that is there; every path begins with `/`. */
function isEverything(value: Json | undefined, isPath: boolean): boolean {
  if (value === undefined) return true;
  const { prefix, regex } = objectOf(value);
  return regex === '.*' || (isPath && prefix === '/');
}

function isPresence(value: Json | undefined): boolean {
  return value === null || (isJsonObject(value) && Object.keys(value).length === 0);
}

function lowerCase(value: Json | undefined): Json | undefined {
  if (!isJsonObject(value) || value['regex'] !== undefined) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, text]) => [key, typeof text === 'string' ? text.toLowerCase() : text]),
  );
}

/** Whether two values are the same JSON, whatever the order of their fields. */
function same(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (Array.isArray(one)) {
    const [list, others] = [one as readonly Json[], other as readonly Json[]];
    return (
      Array.isArray(other) &&
      list.length === others.length &&
      list.every((item, index) => same(item, others[index]))
    );
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return false;
  const written = (object: JsonObject) => Object.keys(object).filter((key) => object[key] !== undefined);
  const keys = written(one);
  return (
    keys.length === written(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && same(one[key], other[key]))
  );
}
