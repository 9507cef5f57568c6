import { loadAll } from 'js-yaml';

/**
 * The wanted kinds of one source, in the order of its configuration, each with the schema of the version to
 * generate.
 *
 * @throws when the YAML is broken, a wanted kind or version is missing, or the CRD serves other versions than
 * configured
 */
export function readCrds(source, texts) {
  const crds = texts.flatMap(({ place, text }) => parse(place, text));
  return Object.entries(source.groups).flatMap(([group, kinds]) =>
    Object.entries(kinds).map(([kind, versions]) => {
      const crd = crds.find(({ spec }) => spec.group === group && spec.names.kind === kind);
      if (crd === undefined) {
        const found =
          crds.map(({ spec }) => `${spec.group}/${spec.names.kind}`).join(', ') || 'no CRD at all';
        throw new Error(
          `${source.name}: expected a CRD for ${group}/${kind} in ${places(texts)}, found ${found}`,
        );
      }
      return wantedVersion(source, crd.spec, versions);
    }),
  );
}

function parse(place, text) {
  try {
    return customResourceDefinitions(text);
  } catch (error) {
    try {
      return customResourceDefinitions(withoutQuotedDescriptions(text));
    } catch {
      throw new Error(`${place}: expected YAML: ${error.message}`, { cause: error });
    }
  }
}

const customResourceDefinitions = (text) =>
  loadAll(text).filter((document) => document?.kind === 'CustomResourceDefinition');

/**
 * Flagger breaks quoted descriptions without indenting the next line: no YAML, though Go's parser lets it
 * pass.
 */
const withoutQuotedDescriptions = (text) => text.replace(/^( +description:) '(?:[^']|'')*'/gm, `$1 ''`);

const places = (texts) => texts.map(({ place }) => place).join(', ');

function wantedVersion(source, spec, [wanted, ...alsoServed]) {
  const where = `${source.name}: ${spec.group}/${spec.names.kind}`;
  const served = spec.versions.filter((version) => version.served);
  const version = served.find(({ name }) => name === wanted);
  const schema = version?.schema?.openAPIV3Schema;
  if (schema === undefined) {
    throw new Error(`${where}: expected a served version ${wanted} with a schema, found ${names(served)}`);
  }
  // A file may be cut down to the one version; one that holds several must agree with what we say is served.
  if (
    spec.versions.length > 1 &&
    names(served) !== names([...alsoServed, wanted].map((name) => ({ name })))
  ) {
    throw new Error(
      `${where}: serves ${names(served)}, but scripts/import/sources.mjs lists ${[wanted, ...alsoServed].join(', ')}`,
    );
  }
  return {
    group: spec.group,
    version: wanted,
    kind: spec.names.kind,
    alsoServed,
    plural: spec.names.plural,
    namespaced: spec.scope === 'Namespaced',
    schema,
  };
}

const names = (versions) =>
  versions
    .map(({ name }) => name)
    .sort()
    .join(', ') || 'none';
