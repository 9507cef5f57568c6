/** The path of a field below another: a dot and a plain name, or a quoted key in brackets. */
export function fieldPath(parent: string, key: string): string {
  if (!/^[A-Za-z_$@][\w$-]*$/.test(key)) return `${parent}[${JSON.stringify(key)}]`;
  return parent === '' ? key : `${parent}.${key}`;
}

/** The path of an element of a list. */
export function elementPath(parent: string, index: number): string {
  return `${parent}[${index}]`;
}

/** Whether a path is the other, or stands somewhere below it. */
export function isWithin(path: string, ancestor: string): boolean {
  if (!path.startsWith(ancestor)) return false;
  return path.length === ancestor.length || ancestor === '' || '.['.includes(path.charAt(ancestor.length));
}
