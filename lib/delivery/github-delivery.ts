import { ConfigError } from '../vocabulary/config-error';
import { checkedText } from './checked-text';
import { checkedImages, type BuiltImage, type ContainerImage } from './container-image';
import { checkedEnvironments, type DeliveryEnvironment } from './delivery-environment';
import { checkedInfrastructure, type InfrastructureRelease } from './infrastructure-release';
import { checkedService, type ServiceAddress } from './service-address';

/** What the workflows of GitHub Actions build, check and deploy. */
export interface GitHubDeliveryProps {
  /** Environments in the order of promotion: each is deployed after the one before it. */
  readonly environments: readonly DeliveryEnvironment[];
  /** Name of the Helm release, the same in all environments. */
  readonly release: string;
  /** Folder of the chart, inside the repository. */
  readonly chart: string;
  /** Folder of the values files of environments, inside the repository. @default 'environments' */
  readonly values?: string;
  /** Images that are built from the repository. @default - none: the environments' files name what runs */
  readonly images?: readonly ContainerImage[];
  /**
   * Host of the registry of images. `ghcr.io` is entered with the token of the run, any other with the secrets
   * REGISTRY_USERNAME and REGISTRY_PASSWORD.
   * @default 'ghcr.io'
   */
  readonly registry?: string;
  /** The branch that is deployed. @default 'main' */
  readonly branch?: string;
  /**
   * What brings a release to the cluster: Helm with the chart, or `kubectl apply` of `dist/<environment>/`.
   * @default 'helm'
   */
  readonly method?: 'helm' | 'manifests';
  /**
   * How a deployment proves to the API server who it is: by the kubeconfig in the environment's secret KUBECONFIG, or
   * without any secret by the identity of the run, as a cluster knows it that trusts
   * `https://token.actions.githubusercontent.com` for the audience `kubernetes`; the environment's variables
   * CLUSTER_SERVER and CLUSTER_CA (PEM) then say where the cluster is.
   * @default 'kubeconfig'
   */
  readonly clusterAccess?: 'kubeconfig' | 'identity';
  /** Major version of Helm. @default 3 */
  readonly helm?: 3 | 4;
  /** What must be in the cluster beforehand, in the order of installation. @default - it is there already */
  readonly infrastructure?: readonly InfrastructureRelease[];
  /** Paths that must answer through the gateway after a deployment. @default - /health */
  readonly smokePaths?: readonly string[];
  /** Service of the gateway's pods. @default - istio-ingressgateway in istio-system */
  readonly gateway?: Omit<ServiceAddress, 'port'>;
  /** Prometheus, which must see every target of the namespace up after a deployment. @default - it is not asked */
  readonly prometheus?: ServiceAddress;
}

/** A delivery of which nothing is left to defaults, and every text has been looked at. */
export interface GitHubDelivery extends Required<
  Omit<GitHubDeliveryProps, 'images' | 'prometheus' | 'infrastructure'>
> {
  readonly images: readonly BuiltImage[];
  readonly infrastructure: readonly InfrastructureRelease[];
  readonly prometheus: ServiceAddress | undefined;
}

/**
 * Fills in the defaults.
 *
 * @throws ConfigError `delivery` for a text that is no name, path or URL of its kind, for a port that is none, for two
 * images of one component
 */
export function checkedDelivery(props: GitHubDeliveryProps): GitHubDelivery {
  const images = checkedImages(props.images ?? []);
  const components = images.map(({ component }) => component);
  const twice = components.find((component, index) => components.indexOf(component) !== index);
  if (twice !== undefined) {
    throw new ConfigError(
      'delivery',
      undefined,
      `'images' names the component '${twice}' twice, expected one image for each`,
    );
  }
  const { gateway = { namespace: 'istio-system', name: 'istio-ingressgateway' }, prometheus } = props;
  return {
    environments: checkedEnvironments(props.environments),
    release: checkedText('release', props.release, 'release'),
    chart: checkedText('chart', props.chart, 'path'),
    values: checkedText('values', props.values ?? 'environments', 'path'),
    images,
    registry: checkedText('registry', props.registry ?? 'ghcr.io', 'registry'),
    branch: checkedText('branch', props.branch ?? 'main', 'branch'),
    method: props.method ?? 'helm',
    clusterAccess: props.clusterAccess ?? 'kubeconfig',
    helm: props.helm ?? 3,
    infrastructure: checkedInfrastructure(props.infrastructure ?? []),
    smokePaths: (props.smokePaths ?? ['/health']).map((path, index) =>
      checkedText(`smokePaths[${index}]`, path, 'requestPath'),
    ),
    gateway: {
      namespace: checkedText('gateway.namespace', gateway.namespace, 'label'),
      name: checkedText('gateway.name', gateway.name, 'label'),
    },
    prometheus: prometheus && checkedService('prometheus', prometheus),
  };
}
