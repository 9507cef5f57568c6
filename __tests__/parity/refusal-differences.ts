/**
 * Where the refusals of plain synthesis and of Helm differ: both must name the same paths of values that the schema
 * refuses, or Helm the message of a constraint that plain synthesis names too.
 *
 * @param plain the mistakes that plain synthesis names
 * @param helm what Helm printed
 */
export function refusalDifferences(plain: readonly string[], helm: string): string[] {
  if (!helm.includes('the schema(s)')) {
    const named = plain.some((message) => helm.includes(`): ${message}`));
    return named ? [] : [`Helm fails with another message: ${helm}`];
  }
  const ours = plain.map((mistake) => mistake.replaceAll(/\[(\d+)\]/g, '.$1'));
  const theirs = schemaPaths(helm);
  return [
    ...theirs
      .filter((path) => !ours.some((mistake) => isAbout(mistake, path)))
      .map((path) => `only Helm refuses ${path}`),
    ...ours
      .filter((mistake) => !theirs.some((path) => isAbout(mistake, path)))
      .map((mistake) => `Helm does not refuse ${mistake}`),
  ];
}

function isAbout(mistake: string, path: string): boolean {
  if (mistake.startsWith(`${path}: `)) return true;
  // Helm's library names a wrong parent of keys that the schema forbids by name.
  return (
    path.startsWith(ANY_PARENT) && mistake.split(': is set by the chart')[0]?.endsWith(path.slice(1)) === true
  );
}

const ANY_PARENT = '*';

/** The paths, with dots, of the values that Helm's message is about. */
export function schemaPaths(message: string): string[] {
  return message.split(/\n(?= *- at ')/).flatMap((entry) => {
    const [, pointer, problem = ''] = /^ *- at '((?:[^'\\]|\\.)*)': ([^]*)$/.exec(entry) ?? [];
    // What is nested below these lines says it more precisely.
    if (pointer === undefined || /^(validation failed|'not' failed)/.test(problem)) return [];
    const path = unquoted(pointer)
      .split('/')
      .slice(1)
      .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
    const keys = [...problem.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, key = '']) => unquoted(key));
    if (/^(additional|missing) propert/.test(problem)) return keys.map((key) => [...path, key].join('.'));
    if (problem.startsWith('invalid propertyName'))
      return keys.slice(0, 1).map((key) => `${ANY_PARENT}.${key}`);
    return [path.join('.')];
  });
}

function unquoted(text: string): string {
  return text.replaceAll(/\\(['nt])/g, (_, letter: string) => ({ n: '\n', t: '\t' })[letter] ?? letter);
}
