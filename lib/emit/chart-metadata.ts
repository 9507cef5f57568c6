import { ConfigError } from '../vocabulary/config-error';
import { PLAIN_YAML } from '../vocabulary/yaml-printer';

/** A chart that another one brings along. */
export interface ChartDependency {
  /** Name of the chart. */
  readonly name: string;
  /** A version, or a range such as `^9.10.1`. */
  readonly version: string;
  /** `https://…`, `oci://…`, or `file://../folder`. @default - a chart in the folder `charts/` */
  readonly repository?: string;
  /** Another name for it: needed where one chart comes in twice, and the key of its values. @default - its name */
  readonly alias?: string;
  /**
   * Path of a boolean value that switches it, such as `mysql.enabled`, or several with commas between. What lies below
   * the dependency's own key reaches that chart too, which must know the switch. @default - always there
   */
  readonly condition?: string;
  /** Switched together with others by `tags.<tag>`, where no condition says anything. @default - none */
  readonly tags?: readonly string[];
  /** Values of it that the parent sees too: a key under its `exports`, or a path there and one here. @default - none */
  readonly importValues?: readonly (string | { readonly child: string; readonly parent: string })[];
}

/** What a Helm chart says of itself. @see https://helm.sh/docs/topics/charts/#the-chartyaml-file */
export interface ChartMetadata {
  /** Lower-case letters, digits and dashes. */
  readonly name: string;
  /** Version of the chart, a semantic one. */
  readonly version: string;
  /** Version of what it installs. @default - that of the chart */
  readonly appVersion?: string;
  /** One sentence. */
  readonly description: string;
  /** A library has no objects of its own. @default 'application' */
  readonly type?: 'application' | 'library';
  /** Versions of Kubernetes that it is for, such as `>=1.29.0-0`. @default - any */
  readonly kubeVersion?: string;
  /** Words by which it is found. @default - none */
  readonly keywords?: readonly string[];
  /** Page of the project. @default - none */
  readonly home?: string;
  /** Addresses of its sources. @default - none */
  readonly sources?: readonly string[];
  /** Who looks after it. @default - none */
  readonly maintainers?: readonly { readonly name: string; readonly email?: string; readonly url?: string }[];
  /** Address of an image. @default - none */
  readonly icon?: string;
  /** What registries and people are told besides. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Charts that are installed with it. @default - none */
  readonly dependencies?: readonly ChartDependency[];
}

/**
 * The text of `Chart.yaml`.
 *
 * @throws ConfigError `chart-metadata` with every mistake
 */
export function chartYaml(metadata: ChartMetadata): string {
  const { name, version, appVersion = version, description, type = 'application', ...rest } = metadata;
  const mistakes = metadataMistakes(metadata);
  if (mistakes.length > 0) throw new ConfigError('chart-metadata', undefined, mistakes.join('\n'));
  const { dependencies, ...others } = rest;
  const document = { apiVersion: 'v2', name, description, type, version, appVersion, ...others };
  const list = dependencies?.map(({ importValues, ...dependency }) => ({
    ...dependency,
    ...(importValues ? { 'import-values': importValues } : {}),
  }));
  return PLAIN_YAML.document(list ? { ...document, dependencies: list } : document);
}

const SEMANTIC_VERSION =
  /^\d+\.\d+\.\d+(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/;

function metadataMistakes({ name, version, dependencies = [] }: ChartMetadata): string[] {
  const keys = dependencies.map(({ name: dependency, alias }) => alias ?? dependency);
  const twice = [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
  return [
    ...(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)
      ? []
      : [`'${name}' is no name for a chart: expected lower-case letters, digits and dashes`]),
    ...(SEMANTIC_VERSION.test(version)
      ? []
      : [`'${version}' is no version of a chart: expected a semantic one, such as 1.0.0`]),
    ...twice.map((key) => `two dependencies are called '${key}'; give one of them an alias`),
  ];
}
