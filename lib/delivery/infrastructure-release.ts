import { checkedText } from './checked-text';
import type { DeliveryEnvironment } from './delivery-environment';

/** A release of somebody else's chart that must be in the cluster before the system: a part of Istio, Prometheus. */
export interface InfrastructureRelease {
  /** Name of the release, and of the objects of Argo CD and Flux that make it. */
  readonly name: string;
  /** Namespace of the release; it is made if it is not there. */
  readonly namespace: string;
  /** Name of the chart in its repository. */
  readonly chart: string;
  /** URL of the repository of charts: `https://…`, or `oci://…` without the chart's name. */
  readonly repository: string;
  /** Exact version of the chart. */
  readonly version: string;
  /**
   * Values file, inside the repository of the program; `{environment}` in it stands for the name of the environment.
   * Workflows find files of `dist/` too, Argo CD and Flux only what is committed.
   * @default - the chart's own values
   */
  readonly values?: string;
}

/**
 * The releases in the order of installation, each of which has been looked at.
 *
 * @throws ConfigError `delivery` for a name, path, version or URL that is none
 */
export function checkedInfrastructure(
  releases: readonly InfrastructureRelease[],
): readonly InfrastructureRelease[] {
  return releases.map(({ name, namespace, chart, repository, version, values }, index) => {
    const place = `infrastructure[${index}]`;
    return {
      name: checkedText(`${place}.name`, name, 'release'),
      namespace: checkedText(`${place}.namespace`, namespace, 'label'),
      chart: checkedText(`${place}.chart`, chart, 'chartName'),
      repository: checkedText(`${place}.repository`, repository, 'repository'),
      version: checkedText(`${place}.version`, version, 'version'),
      ...(values === undefined ? {} : { values: checkedValues(`${place}.values`, values) }),
    };
  });
}

const ENVIRONMENT = '{environment}';

function checkedValues(place: string, values: string): string {
  checkedText(place, values.replaceAll(ENVIRONMENT, 'environment'), 'path');
  return values;
}

/** The values file of a release in one environment. */
export function valuesFile(
  { values }: InfrastructureRelease,
  environment: Pick<DeliveryEnvironment, 'name'>,
): string | undefined {
  return values?.replaceAll(ENVIRONMENT, environment.name);
}
