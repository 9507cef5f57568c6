import type { Range } from './range';

const KIB = 1024;

/** `2..5`, or `2` for a range of one amount, each written as told. */
export function writtenRange({ min, max }: Range, write: (amount: number) => string = writtenNumber): string {
  const [from, to] = [write(min), write(max)];
  return from === to ? from : `${from}..${to}`;
}

/** Cores or pods: at most three places. */
export function writtenNumber(amount: number): string {
  return String(Math.round(amount * 1000) / 1000);
}

/** Bytes in the unit of 1024 that fits, with at most two places: `640 MiB`, `8.5 GiB`. */
export function writtenBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let unit = 0;
  let amount = bytes;
  while (amount >= KIB && unit < units.length - 1) {
    amount /= KIB;
    unit += 1;
  }
  return `${Math.round(amount * 100) / 100} ${units[unit] ?? ''}`;
}

/** A price with two places. */
export function writtenMoney(amount: number): string {
  return amount.toFixed(2);
}
