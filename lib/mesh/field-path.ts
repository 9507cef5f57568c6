/** A key of an object or an index of a list. */
export type PathSegment = string | number;

const PLAIN_KEY = /^[A-Za-z_$][\w$-]*$/;

/** A path as findings write it: `spec.http[0].match[1].headers["x-user"].exact`. */
export function writtenPath(path: readonly PathSegment[]): string {
  return path
    .map((segment, index) => {
      if (typeof segment === 'number') return `[${segment}]`;
      if (!PLAIN_KEY.test(segment)) return `[${JSON.stringify(segment)}]`;
      return index === 0 ? segment : `.${segment}`;
    })
    .join('');
}

/** The segments of a written path; what is no path is one key. */
export function readPath(written: string): readonly PathSegment[] {
  const segments: PathSegment[] = [];
  const token = /\.?([A-Za-z_$][\w$-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;
  while (token.lastIndex < written.length) {
    const match = token.exec(written);
    if (!match) return [written];
    const [, key, index, quoted] = match;
    if (index !== undefined) segments.push(Number(index));
    else segments.push(quoted === undefined ? (key ?? '') : (JSON.parse(quoted) as string));
  }
  return segments;
}
