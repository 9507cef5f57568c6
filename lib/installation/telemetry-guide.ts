import type { OutputFile } from '../vocabulary/output-file';
import { PROMETHEUS_RELEASE } from './release-names';
import type { TelemetryStack } from './telemetry-stack';

/** Where each chart is published. */
const REPOSITORIES = {
  'prometheus-community': 'https://prometheus-community.github.io/helm-charts',
  grafana: 'https://grafana.github.io/helm-charts',
  kiali: 'https://kiali.org/helm-charts',
};

/** A page with the commands that install the stack from its files. */
export function telemetryGuide(stack: TelemetryStack, folder: string): OutputFile {
  const { namespace, props, kialiAccess, addresses } = stack;
  const { grafanaSecret = 'grafana-admin' } = props;
  const install = (release: string, chart: string) =>
    `helm upgrade --install ${release} ${chart} --namespace ${namespace} --values ${release}.yaml --wait`;
  const commands = [
    `kubectl create namespace ${namespace}`,
    `kubectl create secret generic ${grafanaSecret} --namespace ${namespace} --from-literal=admin-user=admin --from-literal=admin-password="$(openssl rand -hex 24)"`,
    ...Object.entries(REPOSITORIES).map(([name, url]) => `helm repo add ${name} ${url}`),
    install(PROMETHEUS_RELEASE, `prometheus-community/${PROMETHEUS_RELEASE}`),
    install('loki', 'grafana/loki'),
    install('alloy', 'grafana/alloy'),
    'kubectl apply --filename jaeger.yaml --filename monitors.yaml',
    install('kiali', 'kiali/kiali-server'),
    ...(kialiAccess === 'token' ? [`kubectl create token kiali --namespace ${namespace}`] : []),
  ];
  const places = Object.entries(addresses).map(([name, url]) => `| ${name} | ${url} |`);
  return {
    path: `${folder}/INSTALL.md`,
    text: `# Telemetry, ${stack.grade}

\`\`\`
${commands.join('\n')}
\`\`\`

| in the cluster | address |
| --- | --- |
${places.join('\n')}
`,
  };
}
