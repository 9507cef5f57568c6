/** Of so many rows that chance makes, the one that covers most is taken. */
const CANDIDATES = 20;

/**
 * Few rows of switches such that any three switches take all eight combinations of on and off in some row. The same
 * rows for the same number of switches, every time.
 */
export function coveringArray(switches: number): boolean[][] {
  const random = randomNumbers();
  const uncovered = new Combinations(switches);
  const rows: boolean[][] = [];
  while (uncovered.left > 0) {
    const candidates = Array.from({ length: CANDIDATES }, () => greedyRow(uncovered, random));
    const gains = candidates.map((row) => uncovered.gainOf(row));
    const best = candidates[gains.indexOf(Math.max(...gains))] ?? [];
    uncovered.cover(best);
    rows.push(best);
  }
  return rows;
}

/** The combinations of three switches that no row has yet. */
class Combinations {
  left: number;
  private readonly covered: Uint8Array;

  constructor(readonly switches: number) {
    this.covered = new Uint8Array(8 * switches ** 3);
    this.left = (8 * switches * (switches - 1) * (switches - 2)) / 6;
  }

  /** The first that is left: three switches, and how they stand. */
  first(): [index: number, on: boolean][] {
    for (const [a, b, c] of triples(this.switches)) {
      for (let bits = 0; bits < 8; bits++) {
        const [x, y, z] = [(bits & 4) > 0, (bits & 2) > 0, (bits & 1) > 0];
        if (this.covered[this.code(a, b, c, x, y, z)] === 0)
          return [
            [a, x],
            [b, y],
            [c, z],
          ];
      }
    }
    return [];
  }

  /** How many a switch covers together with two of those that stand already. */
  gainWith(row: readonly boolean[], standing: readonly number[], index: number, on: boolean): number {
    let gain = 0;
    for (let at = 1; at < standing.length; at++) {
      for (let before = 0; before < at; before++) {
        const [a = 0, b = 0] = [standing[before], standing[at]];
        if (this.covered[this.sortedCode(a, b, index, row[a] === true, row[b] === true, on)] === 0) gain++;
      }
    }
    return gain;
  }

  gainOf(row: readonly boolean[]): number {
    return this.codesOf(row).filter((code) => this.covered[code] === 0).length;
  }

  cover(row: readonly boolean[]): void {
    this.left -= this.gainOf(row);
    for (const code of this.codesOf(row)) this.covered[code] = 1;
  }

  private codesOf(row: readonly boolean[]): number[] {
    return triples(this.switches).map(([a, b, c]) =>
      this.code(a, b, c, row[a] === true, row[b] === true, row[c] === true),
    );
  }

  private sortedCode(a: number, b: number, c: number, x: boolean, y: boolean, z: boolean): number {
    if (a > b) return this.sortedCode(b, a, c, y, x, z);
    if (b > c) return this.sortedCode(a, c, b, x, z, y);
    return this.code(a, b, c, x, y, z);
  }

  private code(a: number, b: number, c: number, x: boolean, y: boolean, z: boolean): number {
    return 8 * ((a * this.switches + b) * this.switches + c) + (x ? 4 : 0) + (y ? 2 : 0) + (z ? 1 : 0);
  }
}

/** Each choice of three switches, in order. */
export function triples(switches: number): [number, number, number][] {
  const found: [number, number, number][] = [];
  for (let a = 0; a < switches; a++) {
    for (let b = a + 1; b < switches; b++) {
      for (let c = b + 1; c < switches; c++) found.push([a, b, c]);
    }
  }
  return found;
}

/** A row with a combination that is left; each further switch stands where it covers most. */
function greedyRow(uncovered: Combinations, random: () => number): boolean[] {
  const row: boolean[] = [];
  const standing: number[] = [];
  for (const [index, on] of uncovered.first()) {
    row[index] = on;
    standing.push(index);
  }
  const others = Array.from({ length: uncovered.switches }, (_, index) => index).filter(
    (index) => !standing.includes(index),
  );
  while (others.length > 0) {
    const [index = 0] = others.splice(Math.floor(random() * others.length), 1);
    const on = uncovered.gainWith(row, standing, index, true);
    const off = uncovered.gainWith(row, standing, index, false);
    row[index] = on === off ? random() < 0.5 : on > off;
    standing.push(index);
  }
  return row;
}

/** The minimal standard generator of Park and Miller: the same numbers from 0 to 1 in each run. */
function randomNumbers(): () => number {
  let state = 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
