import { load } from 'js-yaml';
import type { JsonObject } from '../../lib/vocabulary/json';
import { violations } from '../../lib/validation/validate';

/** One row of a table: what the spec is about, its YAML, and each violation as `who path: message`. */
export type Row = readonly [about: string, yaml: string, said: readonly string[]];

/** The object of a kind whose spec, or whole rest where it has several top-level keys, is given as YAML. */
export function objectOf(apiVersion: string, kind: string, spec: string): JsonObject {
  const written = load(spec) as JsonObject | undefined;
  const metadata = { name: 'web', namespace: 'shop' };
  return { apiVersion, kind, metadata, ...(written !== undefined && { spec: written }) };
}

/**
 * What is said of an object, one line each: `E` (error) or `W` (warning), `a` (API server) and `i` (istiod), the path,
 * the message.
 */
export function said(object: JsonObject): string[] {
  return violations(object).map(({ path, message, severity, reviewers }) => {
    const who = `${severity === 'error' ? 'E' : 'W'}${reviewers.map((one) => one.charAt(0)).join('')}`;
    return `${who} ${path}: ${message}`;
  });
}

/** The same without the messages: who says something, and where. */
export function placesIn(object: JsonObject): string[] {
  return said(object).map((line) => line.slice(0, line.indexOf(': ')));
}
