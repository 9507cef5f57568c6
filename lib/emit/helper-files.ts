import { LAST_PARTS, WELL_KNOWN } from './helper-comments';

/** Longer ones have a file of their own. */
const LONGEST = 40;

/**
 * The files of named templates: `_helpers.tpl` for the short ones, and one file for each long one, in the folder of the
 * part that it is of.
 */
export function helperFiles(
  definitions: ReadonlyMap<string, string>,
  templateFiles: Iterable<string>,
): Map<string, string> {
  const folders = new Set([...templateFiles].map((file) => file.slice(0, file.lastIndexOf('/'))));
  const known = [...WELL_KNOWN.keys()];
  const rank = (name: string) => (known.includes(name) ? known.indexOf(name) : known.length);
  const sorted = [...definitions].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const files = new Map<string, string[]>();
  for (const [name, definition] of sorted) {
    const isLong = definition.split('\n').length > LONGEST;
    const file = isLong ? fileOf(name, folders) : 'templates/_helpers.tpl';
    files.set(file, [...(files.get(file) ?? []), `{{/*\n${commentOf(name)}\n*/}}\n${definition}`]);
  }
  return new Map([...files].map(([file, texts]) => [file, texts.join('\n')]));
}

/** `templates/worker/_connections.tpl` for `worker.connections`, where the worker has a folder. */
function fileOf(name: string, folders: ReadonlySet<string>): string {
  const words = name.split('.').map(dashed);
  for (let depth = words.length - 1; depth > 0; depth -= 1) {
    const folder = `templates/${words.slice(0, depth).join('/')}`;
    if (folders.has(folder)) return `${folder}/_${words.slice(depth).join('-')}.tpl`;
  }
  return `templates/_${words.join('-')}.tpl`;
}

function commentOf(name: string): string {
  const wellKnown = WELL_KNOWN.get(name);
  if (wellKnown !== undefined) return wellKnown;
  const parts = name.split('.');
  const last = parts.pop() ?? name;
  const what = LAST_PARTS.get(last) ?? sentence(dashed(last).replaceAll('-', ' '));
  const owner = parts.reverse().join(' of ');
  if (what.endsWith(':')) return `${what} ${owner}.`;
  return owner === '' ? `${what}.` : `${what} of ${owner}.`;
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function dashed(word: string): string {
  return word.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}
