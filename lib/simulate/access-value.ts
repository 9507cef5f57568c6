import type { Json } from '../vocabulary/json';

/** A value of a policy: `*` for any, `abc*` for a beginning, `*abc` for an end, else the text itself. */
export function valueMatches(value: string, text: string): boolean {
  if (value === '*') return text !== '';
  if (value.startsWith('*')) return text.endsWith(value.slice(1));
  if (value.endsWith('*')) return text.startsWith(value.slice(0, -1));
  return text === value;
}

/** Whether a claim, or one of its items, has a value. */
export function claimMatches(value: string, claim: Json | undefined): boolean {
  const items = Array.isArray(claim) ? (claim as readonly Json[]) : [claim];
  return items.some((item) =>
    typeof item === 'string'
      ? valueMatches(value, item)
      : typeof item === 'boolean' && String(item) === value,
  );
}

/**
 * Whether a path has the form of a template of Envoy: `{*}` stands for one segment, `{**}` for any number of them.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation
 */
export function templateMatches(template: string, path: string): boolean {
  return templateExpression(template).test(path);
}

const expressions = new Map<string, RegExp>();

function templateExpression(template: string): RegExp {
  const known = expressions.get(template);
  if (known) return known;
  const source = template
    .split(/(\{\*\*?\})/)
    .map((part) =>
      part === '{*}' ? '[^/]+' : part === '{**}' ? '.*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('');
  const made = new RegExp(`^${source}$`);
  if (expressions.size > 1000) expressions.clear();
  expressions.set(template, made);
  return made;
}

/** Whether a policy's path is a template. */
export function isTemplate(path: string): boolean {
  return path.includes('{*}') || path.includes('{**}');
}

/** Whether an address lies in a block such as `10.1.0.0/16`; an address alone is a block of one. */
export function inBlock(block: string, address: string): boolean {
  const [base = '', length] = block.split('/');
  const [wanted, given] = [bits(base), bits(address)];
  if (wanted === undefined || given === undefined || wanted.length !== given.length) return false;
  const size = length === undefined ? wanted.length : Number(length);
  return wanted.slice(0, size) === given.slice(0, size);
}

/** An address as a text of zeros and ones. */
function bits(address: string): string | undefined {
  if (/^\d+(?:\.\d+){3}$/.test(address)) {
    return address
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('');
  }
  if (!address.includes(':')) return undefined;
  const [head = '', tail] = address.split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const first = groups(head);
  const last = tail === undefined ? [] : groups(tail);
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  return [...first, ...Array<string>(Math.max(0, zeros)).fill('0'), ...last]
    .map((group) => parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}
