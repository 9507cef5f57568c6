const UNITS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 0.001,
  ns: 0.000_001,
};

/** The milliseconds of a time as Istio writes it, such as `1m30s` or `250ms`; 0 for none. */
export function milliseconds(text: string | null): number {
  let total = 0;
  for (const [, figure, unit] of (text ?? '').matchAll(/(\d+(?:\.\d+)?)(ms|us|ns|h|m|s)/g)) {
    total += Number(figure) * (UNITS[unit ?? ''] ?? 0);
  }
  return total;
}
