/**
 * Where in an object a field stands. Its text is made when something is said of the field: of most fields nothing is.
 */
export class FieldPath {
  /** The object itself. */
  static readonly root = new FieldPath(undefined, '');

  private constructor(
    private readonly parent: FieldPath | undefined,
    private readonly key: string | number,
  ) {}

  /** The path of a field, or of the element of a list, below this one. */
  child(key: string | number): FieldPath {
    return new FieldPath(this, key);
  }

  /** `spec.http[0].route[1].weight`; keys that are no plain names in brackets and quotes. */
  toString(): string {
    if (this.parent === undefined) return '';
    const before = this.parent.toString();
    if (typeof this.key === 'number') return `${before}[${this.key}]`;
    if (!/^[A-Za-z_$@][\w$-]*$/.test(this.key)) return `${before}[${JSON.stringify(this.key)}]`;
    return before === '' ? this.key : `${before}.${this.key}`;
  }
}

/** Whether a path's text is the other, or stands somewhere below it. */
export function isWithin(path: string, ancestor: string): boolean {
  if (!path.startsWith(ancestor)) return false;
  return path.length === ancestor.length || ancestor === '' || '.['.includes(path.charAt(ancestor.length));
}
