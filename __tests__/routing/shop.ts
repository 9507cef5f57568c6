import { Chart, Testing, type ApiObject } from 'cdk8s';
import Ajv, { type ValidateFunction } from 'ajv';
import type { CalledPort } from '../../lib/edges/caller';
import { Participant } from '../../lib/edges/participant';
import { crdSchema } from '../../lib/schema/crd-schema';
import type { StructuralSchema } from '../../lib/schema/structural-schema';

/** A chart in the namespace `shop`, for one test. */
export function shop(): Chart {
  return new Chart(Testing.app(), 'test', { namespace: 'shop' });
}

/** A service in the mesh of the namespace `shop`. */
export function service(
  chart: Chart,
  name: string,
  ports: readonly CalledPort[] = [{ port: 5001, protocol: 'http' }],
): Participant {
  return new Participant(chart, name, {
    name,
    namespace: 'shop',
    selectorLabels: { app: name },
    serviceAccountName: name,
    calledPorts: ports,
  });
}

/** An object as JSON, after every object of its kind has been found to fit its CRD. */
export function manifest(resource: ApiObject): { metadata: { name: string }; spec: Record<string, never> } {
  const object = resource.toJson() as Manifest;
  const mistakes = crdMistakes(object);
  if (mistakes.length > 0) throw new Error(`${object.kind}: ${mistakes.join('; ')}`);
  return object as never;
}

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: unknown;
}

/** Go's regular expressions may say in front that letters' case does not matter. */
const regExp = Object.assign(
  (pattern: string, flags: string) =>
    new RegExp(pattern.replace('(?i)', ''), pattern.includes('(?i)') ? `${flags}i` : flags),
  { code: 'goRegExp' },
);
const ajv = new Ajv({ strict: false, allErrors: true, logger: false, code: { regExp } });
const crds = new Map<string, Crd | undefined>();

interface Crd {
  readonly schema: StructuralSchema;
  readonly validate: ValidateFunction;
}

/** The CRD of a kind, compiled once: that takes much longer than to validate with it. */
function crdOf({ apiVersion, kind }: Manifest): Crd | undefined {
  const name = `${apiVersion} ${kind}`;
  if (!crds.has(name)) {
    const schema = crdSchema(apiVersion, kind);
    crds.set(name, schema && { schema, validate: ajv.compile(schema as object) });
  }
  return crds.get(name);
}

/** What the CRD of an object refuses, unknown fields included. */
export function crdMistakes(object: Manifest): string[] {
  const crd = crdOf(object);
  if (!crd) return [`no schema of ${object.apiVersion} ${object.kind}`];
  const { schema, validate } = crd;
  validate(object);
  return [
    ...(validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`),
    ...unknownFields(object.spec, schema.properties?.['spec'], 'spec'),
  ];
}

function unknownFields(value: unknown, schema: StructuralSchema | undefined, path: string): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((element, index) => unknownFields(element, schema?.items, `${path}[${index}]`));
  }
  if (typeof value !== 'object' || value === null || schema?.['x-kubernetes-preserve-unknown-fields'])
    return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const { properties = {}, additionalProperties } = schema ?? {};
    const known = properties[key] ?? additionalProperties;
    if (known === undefined) return [`${path}.${key} is unknown`];
    return typeof known === 'object' ? unknownFields(child, known, `${path}.${key}`) : [];
  });
}
