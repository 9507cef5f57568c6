import { readCrds } from './crds.mjs';
import { moduleFiles } from './module-files.mjs';
import { schemaFiles } from './schema-files.mjs';

/** All generated files, path to content; the same texts give the same bytes. */
export function generate(sources, textsOf) {
  const kindsBySource = sources.map((source) => ({
    source,
    kinds: readCrds(source, textsOf.get(source.name)),
  }));
  return new Map([
    ...kindsBySource.flatMap(({ source, kinds }) => moduleFiles(source.module, kinds)),
    ...schemaFiles(kindsBySource),
  ]);
}
