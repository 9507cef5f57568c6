import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

/**
 * The CRDs of all sources from a folder that holds one file per source, named as the source.
 *
 * @throws when a file is missing
 */
export function textsFromFolder(sources, folder) {
  return new Map(
    sources.map(({ name }) => {
      const place = join(folder, `${name}.yaml`);
      if (!existsSync(place)) throw new Error(`${place}: expected the CRDs of ${name}, found no such file`);
      return [name, [{ place, text: readFileSync(place, 'utf8') }]];
    }),
  );
}

/**
 * The CRDs of all sources, downloaded from where `imports:` in the configuration file (`name:=URL`) says.
 *
 * @throws when a source is not named there or a download fails
 */
export async function textsFromUrls(sources, configFile) {
  const imports = load(readFileSync(configFile, 'utf8'))?.imports ?? [];
  const downloads = sources.map(async ({ name }) => {
    const prefix = `${name}:=`;
    const urls = imports
      .filter((entry) => entry.startsWith(prefix))
      .map((entry) => entry.slice(prefix.length));
    if (urls.length === 0)
      throw new Error(`${configFile}: expected an entry ${prefix}URL under imports:, found none`);
    return [name, await Promise.all(urls.map((url) => download(name, url)))];
  });
  return new Map(await Promise.all(downloads));
}

async function download(name, url) {
  const failed = (found, cause) =>
    new Error(
      `${name}: expected CRDs at ${url}, found ${found}; to generate from files: npm run import -- --from <folder>`,
      { cause },
    );
  let response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
    if (response.ok) return { place: url, text: await response.text() };
  } catch (error) {
    throw failed(error.cause?.message ?? error.message, error);
  }
  throw failed(`HTTP status ${response.status}`);
}
