import type { OutputFile } from '../vocabulary/output-file';
import { chartReleases, TAG_FILE, type ChartRelease } from './chart-files';
import type { IstioInstallation } from './istio-installation';

/** Where Istio publishes its charts. */
const CHARTS = 'https://istio-release.storage.googleapis.com/charts';

/** A page with the commands that install an installation from its files, in their order. */
export function installGuide(istio: IstioInstallation, folder: string): OutputFile {
  const sections = [
    ['Before', beforehand(istio)],
    ['With Helm', helmCommands(istio)],
    ['Or with istioctl', istioctlCommands(istio)],
    ['After', afterwards(istio)],
  ] as const;
  const text = sections.flatMap(([title, lines]) =>
    lines.length === 0 ? [] : [`## ${title}\n\n\`\`\`\n${lines.join('\n')}\n\`\`\`\n`],
  );
  return {
    path: `${folder}/INSTALL.md`,
    text: [`# Istio ${istio.version}, profile ${istio.profile}\n`, ...text].join('\n'),
  };
}

/** What must be there before the first chart. */
function beforehand(istio: IstioInstallation): readonly string[] {
  const { namespace, cluster, certificates, components } = istio;
  const namespaces = new Set([namespace, ...istio.gateways.map((gateway) => gateway.namespace)]);
  const secret = certificates.requiredSecret;
  const names = cluster?.names;
  return [
    ...[...namespaces].map((name) => `kubectl create namespace ${name}`),
    ...(names ? [`kubectl label namespace ${namespace} topology.istio.io/network=${names.network}`] : []),
    ...(secret === undefined
      ? []
      : [
          `kubectl create secret generic ${secret} --namespace ${namespace} --from-file=ca-cert.pem --from-file=ca-key.pem --from-file=root-cert.pem --from-file=cert-chain.pem`,
        ]),
    ...(istio.platform === 'gke' && components.cni ? ['kubectl apply --filename resource-quota.yaml'] : []),
  ];
}

/** The releases, each when the one before it is ready; tags before the gateways, whose pods are injected by them. */
function helmCommands(istio: IstioInstallation): readonly string[] {
  const releases = chartReleases(istio);
  const install = (release: ChartRelease) => installCommand(release, istio.version);
  return [
    `helm repo add istio ${CHARTS}`,
    ...releases.filter(({ chart }) => chart !== 'gateway').map(install),
    ...(istio.tags.length === 0 ? [] : [tagCommand(istio)]),
    ...releases.filter(({ chart }) => chart === 'gateway').map(install),
  ];
}

/** Installs a release, or brings it to another version or other values. */
export function installCommand({ chart, release, namespace, file }: ChartRelease, version: string): string {
  return `helm upgrade --install ${release} istio/${chart} --version ${version} --namespace ${namespace} --values ${file} --wait`;
}

/** Applies the webhooks of the tags, and the Services by which proxies find the istiod of a tag. */
export function tagCommand({ version, namespace }: IstioInstallation): string {
  return `helm template istiod istio/istiod --version ${version} --namespace ${namespace} --values ${TAG_FILE} --show-only templates/revision-tags-mwc.yaml --show-only templates/revision-tags-svc.yaml | kubectl apply --filename -`;
}

function istioctlCommands(istio: IstioInstallation): readonly string[] {
  if (!istio.components.istiod) return [];
  const byChart = chartReleases(istio).filter(({ release }) =>
    istio.gateways.some(({ name, fitsOperator }) => name === release && !fitsOperator),
  );
  return [
    'istioctl install --filename istio-operator.yaml',
    ...byChart.map((release) => installCommand(release, istio.version)),
  ];
}

function afterwards(istio: IstioInstallation): readonly string[] {
  if (!istio.components.istiod) return [];
  const [[key, value] = ['', '']] = Object.entries(istio.namespaceLabels());
  return [
    ...(istio.mesh.tracing ? ['kubectl apply --filename telemetry.yaml'] : []),
    `kubectl label namespace NAMESPACE ${key}=${value}`,
  ];
}
