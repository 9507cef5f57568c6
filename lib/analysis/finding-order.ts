import type { Finding } from './finding';
import { readPath } from '../vocabulary/field-path';

/** Orders findings by object, field and code, so that the same manifests always give the same list. */
export function compareFindings(one: Finding, other: Finding): number {
  return (
    compare(one.namespace, other.namespace) ||
    compare(one.kind, other.kind) ||
    compare(one.name, other.name) ||
    compare(one.apiVersion, other.apiVersion) ||
    comparePaths(one.path, other.path) ||
    compare(one.code, other.code) ||
    compare(one.message, other.message) ||
    compare(one.file ?? '', other.file ?? '') ||
    (one.line ?? 0) - (other.line ?? 0)
  );
}

/** Field by field, `[2]` before `[10]`. */
function comparePaths(one: string, other: string): number {
  const a = readPath(one);
  const b = readPath(other);
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const left = a[index];
    const right = b[index];
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : compare(String(left), String(right));
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
