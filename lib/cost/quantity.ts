/** Powers of ten by their letter; no letter is one. */
const DECIMAL: ReadonlyMap<string, number> = new Map([
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
]);

/** Powers of 1024 by their letters. */
const BINARY: ReadonlyMap<string, number> = new Map([
  ['Ki', 1],
  ['Mi', 2],
  ['Gi', 3],
  ['Ti', 4],
  ['Pi', 5],
  ['Ei', 6],
]);

/** A sign, digits with at most one point, and a suffix or a decimal exponent: `1E` is exa, `1E3` a thousand. */
const QUANTITY = /^([-+]?)([0-9]+\.?[0-9]*|\.[0-9]+)(?:([numkMGTPE]?|[KMGTPE]i)|[eE]([-+]?[0-9]+))$/;

/** Kubernetes keeps no amount beyond this: larger ones are capped. */
const LARGEST = 2 ** 63 - 1;

/**
 * Reads a quantity by the rules of Kubernetes: `250m`, `0.25`, `1.5Gi`, `128e6`, or a number.
 *
 * @returns the amount in whole units (cores, bytes), or undefined for what is no quantity
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function quantityOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? capped(value) : undefined;
  if (typeof value !== 'string') return undefined;
  const [, sign, digits, suffix, exponent] = QUANTITY.exec(value) ?? [];
  if (digits === undefined) return undefined;
  const power = BINARY.get(suffix ?? '');
  const amount =
    power === undefined
      ? Number(`${digits}e${exponent ?? DECIMAL.get(suffix ?? '') ?? 0}`)
      : Number(digits) * 1024 ** power;
  return capped(sign === '-' && amount !== 0 ? -amount : amount);
}

function capped(amount: number): number {
  return Math.min(Math.max(amount, -LARGEST), LARGEST);
}
