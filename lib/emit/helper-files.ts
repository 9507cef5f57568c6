/** Named templates that people look for, in the order in which they look, and what each gives. */
const KNOWN = new Map([
  ['name', 'Name of the application.'],
  ['fullname', 'Name of the application in this release: objects are called after it.'],
  ['namespace', 'Namespace of all objects.'],
  [
    'chartLabels',
    'Labels that Helm puts on objects; pods do not carry them, since each version would replace the pods.',
  ],
  ['labels', 'Labels of objects and pods.'],
  ['selectorLabels', 'Labels that select pods: they never change.'],
  ['mergeByName', 'Entries of lists merged by their names, later ones over earlier ones.'],
]);

/** Longer ones have a file of their own. */
const LONGEST = 60;

/** The files of named templates: `_helpers.tpl` for the short ones, and one file for each long one. */
export function helperFiles(definitions: ReadonlyMap<string, string>): Map<string, string> {
  const rank = (name: string) => {
    const known = [...KNOWN.keys()].indexOf(name);
    return known === -1 ? KNOWN.size : known;
  };
  const sorted = [...definitions].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const files = new Map<string, string[]>();
  for (const [name, definition] of sorted) {
    const isLong = definition.split('\n').length > LONGEST;
    const file = isLong ? `templates/_${name.replaceAll('.', '-')}.tpl` : 'templates/_helpers.tpl';
    files.set(file, [
      ...(files.get(file) ?? []),
      `{{/* ${KNOWN.get(name) ?? whatItIs(name)} */}}\n${definition}`,
    ]);
  }
  return new Map([...files].map(([file, texts]) => [file, texts.join('\n')]));
}

/** `postgresql.configuration` in words. */
function whatItIs(name: string): string {
  const parts = name.split('.');
  const [last = name, ...owner] = parts.reverse();
  const words = last.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  const what = words.charAt(0).toUpperCase() + words.slice(1);
  return owner.length === 0 ? `${what}.` : `${what} of ${owner[0] ?? ''}.`;
}
