/** From the least to the most, such as the pods that an autoscaler may run. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** A range of one number. */
export function exactly(amount: number): Range {
  return { min: amount, max: amount };
}

/** The sum of ranges; nothing is 0. */
export function sumOf(ranges: readonly Range[]): Range {
  return {
    min: rounded(ranges.reduce((sum, { min }) => sum + min, 0)),
    max: rounded(ranges.reduce((sum, { max }) => sum + max, 0)),
  };
}

/** A range, so many times over. */
export function times({ min, max }: Range, factor: number): Range {
  return { min: rounded(min * factor), max: rounded(max * factor) };
}

/** Without what binary fractions add: nine places, as Kubernetes keeps of quantities. */
function rounded(amount: number): number {
  return Math.round(amount * 1e9) / 1e9;
}
