import type { FieldChange, ItemStep, Step } from './field-change';
import type { Manifest } from '../mesh/manifest';
import { podCarryingTypes } from '../mesh/workloads';
import { writtenPath, type PathSegment } from '../vocabulary/field-path';
import { isJsonObject, type Json } from '../vocabulary/json';
import { objectOf } from '../vocabulary/json-fields';
import { isSecretName, withoutSecrets } from '../vocabulary/secret-name';

/** More of a value than that is cut off. */
const LONGEST = 120;

/** A change in the words of its kind: `weight of v2 10 -> 20`, `image of container api a:1 -> a:2`. */
export function changeWords(change: FieldChange, { type }: Pick<Manifest, 'type'>): string {
  const what = whatWords(change.steps, type);
  if (isSecret(change, type)) return `${what} ${change.kind} (the value is not shown)`;
  const { old, new: changed } = change;
  const isTextItem = typeof change.steps.at(-1) === 'object' && !isJsonObject(old ?? changed);
  switch (change.kind) {
    case 'added':
    case 'removed':
      return isTextItem
        ? `${what} ${change.kind}`
        : `${what} ${change.kind}: ${written(withoutName(old ?? changed))}`;
    case 'reordered':
      return `order of ${what} ${written(old)} -> ${written(changed)}`;
    case 'changed':
      return `${what} ${changedValue(old, changed)}`;
  }
}

/** The path of a change, as findings write it. */
export function changePath({ steps }: FieldChange): string {
  return writtenPath(steps.map((step): PathSegment => (typeof step === 'string' ? step : step.index)));
}

/** Fields of a Secret that hold nothing of its data; an annotation may hold all of it, as it was last applied. */
const OPEN_IN_SECRETS = /^(type|immutable|metadata,(?!annotations).*)$/;

/** Values of a Secret, and texts of fields and variables that bear a secret's name, which nothing prints. */
export function isSecret({ steps, old, new: changed }: FieldChange, type: string): boolean {
  if (type === '/Secret') return !OPEN_IN_SECRETS.test(steps.map(nameOf).join());
  const item = steps.findLast((step) => typeof step !== 'string');
  const isText = (value: Json | undefined): boolean => typeof value === 'string';
  const last = nameOf(steps.at(-1) ?? '');
  const owner = last === 'value' && item ? item : (steps.at(-2) ?? '');
  const names = [last, /^(value|exact|prefix|regex)$/.test(last) ? nameOf(owner) : ''];
  const isVariable = isJsonObject(old ?? changed) && isText(objectOf(old ?? changed)['value']);
  return (isText(old) || isText(changed) || isVariable) && names.some(isSecretName);
}

function nameOf(step: Step): string {
  return typeof step === 'string' ? step : (step.label ?? '');
}

function whatWords(steps: readonly Step[], type: string): string {
  const { prefix, rest } = withoutPrefix(steps, type);
  // Innermost first: the fields behind the last item, then each item, then the fields before the first one.
  const words: string[] = [];
  let fields: string[] = [];
  let nextIsList = false;
  let hasItem = false;
  for (const step of [...rest].reverse()) {
    if (typeof step === 'string') {
      // The field of a list is told by the noun of its item.
      if (nextIsList) nextIsList = false;
      else fields.unshift(step);
      continue;
    }
    if (fields.length > 0) words.push(fields.join('.'));
    fields = [];
    const item = itemWords(step);
    // The only item of a list, without a name, says nothing that the items in it do not say.
    if (item !== '' && (step.label !== undefined || !hasItem)) words.push(item);
    nextIsList = hasItem = true;
  }
  if (fields.length > 0) words.push(fields.join('.'));
  const text = words.join(' of ');
  return prefix === '' ? text : text === '' ? prefix.trim() : `${prefix}${text}`;
}

function itemWords({ noun, label }: ItemStep): string {
  return [noun, label === undefined ? '' : plain(label)].filter((word) => word !== '').join(' ');
}

/** What everybody knows to stand around a field is left out. */
function withoutPrefix(
  steps: readonly Step[],
  type: string,
): { readonly prefix: string; readonly rest: readonly Step[] } {
  const template = podCarryingTypes.includes(type) ? steps.indexOf('template') : -1;
  const isPod = template > 0 && template <= 4;
  const inner = isPod ? steps.slice(template + 1) : steps;
  const pod = isPod ? 'pod ' : '';
  const [first, second, ...others] = inner;
  if (first === 'metadata' && (second === 'labels' || second === 'annotations') && others.length > 0) {
    return { prefix: `${pod}${second.slice(0, -1)} `, rest: others };
  }
  if (first === 'data' && second !== undefined) return { prefix: 'data ', rest: inner.slice(1) };
  if (first === 'spec' && second !== undefined) {
    const volumes = typeof inner.at(-1) === 'string' && inner.every((step) => typeof step === 'string');
    return { prefix: isPod && volumes ? 'pod ' : '', rest: inner.slice(1) };
  }
  return { prefix: pod, rest: inner };
}

function changedValue(old: Json | undefined, changed: Json | undefined): string {
  if (typeof old === 'string' && typeof changed === 'string' && /\n./.test(old + changed)) {
    return changedLines(old.split('\n'), changed.split('\n'));
  }
  return `${written(old)} -> ${written(changed)}`;
}

/** Of a text of many lines, the first that differs and how many do. */
function changedLines(old: readonly string[], changed: readonly string[]): string {
  const first = old.findIndex((line, index) => line !== changed[index]);
  const at = first < 0 ? old.length : first;
  let same = 0;
  while (
    same < Math.min(old.length, changed.length) - at &&
    old[old.length - 1 - same] === changed[changed.length - 1 - same]
  ) {
    same += 1;
  }
  const [from, to] = [old.slice(at, old.length - same), changed.slice(at, changed.length - same)];
  if (from.length <= 1 && to.length <= 1) {
    return `line ${at + 1}: ${written(from[0] ?? null)} -> ${written(to[0] ?? null)}`;
  }
  return `from line ${at + 1}: ${from.length} lines -> ${to.length} lines`;
}

/** The value alone of an item that has a name and a value, since its name is told already. */
function withoutName(value: Json | undefined): Json | undefined {
  if (!isJsonObject(value)) return value;
  const keys = Object.keys(value).sort().join();
  return keys === 'name,value' ? value['value'] : value;
}

function written(value: Json | undefined): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value) && (value as readonly Json[]).every((item) => typeof item === 'string')) {
    return cut((value as readonly string[]).map(plain).join(', '));
  }
  return cut(typeof value === 'string' ? plain(value) : JSON.stringify(withoutSecrets(value)));
}

/** As it is if it cannot be mistaken, else in quotes. */
function plain(text: string): string {
  return /^[^\s"',](?:[^\s"',]| (?=\S))*$/u.test(text) && !/[\u0000-\u001f\u007f-\u009f]/.test(text)
    ? cut(text)
    : JSON.stringify(cut(text));
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}
