const nanoseconds: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

/** One millisecond, the smallest duration that Istio takes. */
export const millisecond = 1e6;

/** One second, in nanoseconds. */
export const second = 1e9;

/**
 * A duration as Go writes it (`1h30m`, `1.5s`, `100ms`, `-1s`, `0`), in nanoseconds; undefined for a text that is
 * none. What lies beyond 2^63 ns, about 292 years, is none.
 *
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function goDuration(text: string): number | undefined {
  const simple = /^(\d{1,6})(s|ms|m|h)$/.exec(text);
  if (simple) return Number(simple[1]) * (nanoseconds[simple[2] ?? ''] ?? 0);
  const body = text.replace(/^[+-]/, '');
  if (body === '0') return 0;
  if (!/^((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/.test(body)) return undefined;
  let total = 0;
  for (const [, number = '', unit = ''] of body.matchAll(/([\d.]+)(ns|us|µs|μs|ms|s|m|h)/g)) {
    // Rounded for what binary fractions add: 4.1 s are 4,100,000,000 ns.
    total += Math.round(Number(number) * (nanoseconds[unit] ?? 0));
  }
  if (total >= 2 ** 63) return undefined;
  return text.startsWith('-') ? -total : total;
}
