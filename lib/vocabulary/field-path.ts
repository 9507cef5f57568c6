/** A key of an object or an index of a list. */
export type PathSegment = string | number;

const PLAIN_KEY = /^[A-Za-z_$@][\w$-]*$/;

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
  const token = /\.?([A-Za-z_$@][\w$-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;
  while (token.lastIndex < written.length) {
    const match = token.exec(written);
    if (!match) return [written];
    const [, key, index, quoted] = match;
    if (index !== undefined) segments.push(Number(index));
    else segments.push(quoted === undefined ? (key ?? '') : (JSON.parse(quoted) as string));
  }
  return segments;
}

/** Whether a written path is the other, or stands somewhere below it. */
export function isWithin(path: string, ancestor: string): boolean {
  if (!path.startsWith(ancestor)) return false;
  return path.length === ancestor.length || ancestor === '' || '.['.includes(path.charAt(ancestor.length));
}

/**
 * Where in an object a field stands. Its text is made when something is said of the field: of most fields nothing is.
 */
export class FieldPath {
  /** The object itself. */
  static readonly root = new FieldPath(undefined, '');

  private constructor(
    private readonly parent: FieldPath | undefined,
    private readonly key: PathSegment,
  ) {}

  /** The path of a field, or of the element of a list, below this one. */
  child(key: PathSegment): FieldPath {
    return new FieldPath(this, key);
  }

  /** As {@link writtenPath} writes it. */
  toString(): string {
    return writtenPath(this.segments());
  }

  private segments(): readonly PathSegment[] {
    return this.parent === undefined ? [] : [...this.parent.segments(), this.key];
  }
}
