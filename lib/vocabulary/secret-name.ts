import { isJsonObject, type Json } from './json';

/** What stands in the place of a secret. */
export const NOT_SHOWN = '(not shown)';

const SECRET =
  /(pass(word|wd|phrase|code)?|secret|token|credential|authorization|cookie|(api|private|access|signing|encryption|secret|auth)[-_]?key)s?[-_\d]*$/i;

/**
 * Whether a field, header or variable of this name probably holds a secret: `postgresqlPassword`, `Authorization`,
 * `X-Api-Key`, `DB_PASSWORD`. What only names or finds one is none: `secretName`, `PASSWORD_FILE`.
 */
export function isSecretName(name: string): boolean {
  return SECRET.test(name);
}

/** Fields that hold the value of what the field around them names: a variable, a condition on a header. */
const HOLDERS = ['value', 'exact', 'prefix', 'regex'];

/** A value to be shown to people, in which every secret that is told by its name is left out. */
export function withoutSecrets(value: Json, name = ''): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => withoutSecrets(item, name));
  if (!isJsonObject(value)) {
    return isSecretName(name) && typeof value !== 'boolean' && value !== null ? NOT_SHOWN : value;
  }
  // A variable of a container: `{name: DB_PASSWORD, value: …}`.
  const owner = typeof value['name'] === 'string' ? value['name'] : name;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key,
      field === undefined ? field : withoutSecrets(field, HOLDERS.includes(key) ? owner : key),
    ]),
  );
}

/** A line of YAML to be shown to people, without what stands behind the name of a secret, or below it. */
export function lineWithoutSecrets(line: string, above = ''): string {
  const shown = secretNameEnd(line) ?? (secretNameEnd(above) === undefined ? undefined : holderEnd(line));
  if (shown === undefined || /^\s*(true|false|null)?[\s,}]*$/.test(line.slice(shown))) return line;
  return `${line.slice(0, shown)} ${NOT_SHOWN}`;
}

/** Behind the first field, or the first name of a variable, that tells of a secret. */
function secretNameEnd(line: string): number | undefined {
  const names = line.matchAll(/\bname["']?\s*:\s*["']?([\w./-]+)["']?|([\w./-]+)["']?\s*:/g);
  for (const { 0: found, 1: variable, 2: field, index } of names) {
    if (isSecretName(variable ?? field ?? '')) return index + found.length;
  }
  return undefined;
}

function holderEnd(line: string): number | undefined {
  const [found] = new RegExp(`^[\\s-]*["']?(?:${HOLDERS.join('|')})["']?\\s*:`).exec(line) ?? [];
  return found?.length;
}
