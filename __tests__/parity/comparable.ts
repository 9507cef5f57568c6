import { isJsonObject, type Json, type JsonObject } from '../../lib/vocabulary/json';

/** The two sides of a comparison. */
export interface BothSides {
  readonly plain: readonly JsonObject[];
  readonly chart: readonly JsonObject[];
  /** Where objects are that name no namespace. */
  readonly namespace: string;
}

/**
 * Where plain synthesis and a rendered chart differ, but for what may: labels and annotations of Helm, Namespaces (plain
 * only), Secrets and hooks (chart only), and a namespace that is written out or implied.
 */
export function differences({ plain, chart, namespace }: BothSides): string[] {
  const ofPlain = byIdentity(
    plain.filter(({ kind }) => kind !== 'Namespace'),
    namespace,
  );
  const ofChart = byIdentity(chart, namespace);
  return [
    ...ofPlain.twice.map((identity) => `twice in plain: ${identity}`),
    ...ofChart.twice.map((identity) => `twice in the chart: ${identity}`),
    ...[...ofPlain.objects].flatMap(([identity, { comparable }]) => {
      const rendered = ofChart.objects.get(identity);
      if (!rendered) return [`only in plain: ${identity}`];
      return deepDifferences(comparable, rendered.comparable).map((where) => `${identity} ${where}`);
    }),
    ...[...ofChart.objects].flatMap(([identity, { object }]) =>
      ofPlain.objects.has(identity) || isOfChartAlone(object) ? [] : [`only in the chart: ${identity}`],
    ),
  ];
}

/** An object without what may differ: what remains must be the same on both sides. */
export function comparable(object: JsonObject, namespace: string): JsonObject {
  const stripped = withoutHelmMetadata(object) as JsonObject;
  const metadata = isJsonObject(stripped['metadata']) ? stripped['metadata'] : {};
  return { ...stripped, metadata: { namespace, ...metadata } };
}

interface Indexed {
  readonly objects: Map<string, { readonly object: JsonObject; readonly comparable: JsonObject }>;
  readonly twice: string[];
}

function byIdentity(manifests: readonly JsonObject[], namespace: string): Indexed {
  const indexed: Indexed = { objects: new Map(), twice: [] };
  for (const object of manifests) {
    const normal = comparable(object, namespace);
    const { apiVersion, kind, metadata } = normal as Readonly<Record<string, string>>;
    const { namespace: at, name } = metadata as unknown as Readonly<Record<string, string>>;
    const identity = `${apiVersion} ${kind} ${at}/${name}`;
    if (indexed.objects.has(identity)) indexed.twice.push(identity);
    indexed.objects.set(identity, { object, comparable: normal });
  }
  return indexed;
}

/** Hooks that plain synthesis has too are compared; others, such as tests, are the chart's own. */
function isOfChartAlone({ kind, metadata }: JsonObject): boolean {
  const annotations = isJsonObject(metadata) ? metadata['annotations'] : undefined;
  return kind === 'Secret' || (isJsonObject(annotations) && 'helm.sh/hook' in annotations);
}

function withoutHelmMetadata(json: Json | undefined): Json | undefined {
  if (Array.isArray(json)) return (json as Json[]).map((element) => withoutHelmMetadata(element) as Json);
  if (!isJsonObject(json)) return json;
  const entries = Object.entries(json).flatMap(([key, value]): [string, Json | undefined][] => {
    if (key !== 'metadata' || !isJsonObject(value)) return [[key, withoutHelmMetadata(value)]];
    const metadata = Object.entries(value).flatMap(([field, map]): [string, Json | undefined][] => {
      if ((field !== 'labels' && field !== 'annotations') || !isJsonObject(map)) return [[field, map]];
      const own = Object.entries(map).filter(
        ([name]) => !name.startsWith('helm.sh/') && name !== 'app.kubernetes.io/managed-by',
      );
      return own.length === 0 ? [] : [[field, Object.fromEntries(own)]];
    });
    return metadata.length === 0 ? [] : [[key, Object.fromEntries(metadata)]];
  });
  return Object.fromEntries(entries);
}

function deepDifferences(plain: Json | undefined, chart: Json | undefined, path = ''): string[] {
  if (Array.isArray(plain) && Array.isArray(chart)) {
    const longer = plain.length > chart.length ? plain : chart;
    return longer.flatMap((_, index) =>
      deepDifferences(plain[index] as Json, chart[index] as Json, `${path}[${index}]`),
    );
  }
  if (isJsonObject(plain) && isJsonObject(chart)) {
    return [...new Set([...Object.keys(plain), ...Object.keys(chart)])].flatMap((key) =>
      deepDifferences(own(plain, key), own(chart, key), `${path}.${key}`),
    );
  }
  if (plain === chart) return [];
  return [`${path}: plain ${JSON.stringify(plain)}, chart ${JSON.stringify(chart)}`];
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
