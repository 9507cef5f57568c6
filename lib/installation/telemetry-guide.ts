import type { OutputFile } from '../vocabulary/output-file';
import { chartRepositories, telemetryCharts } from './telemetry-charts';
import type { TelemetryStack } from './telemetry-stack';

/** A page with the commands that install the stack from its files. */
export function telemetryGuide(stack: TelemetryStack, folder: string): OutputFile {
  const { namespace, props, kialiAccess, addresses } = stack;
  const { grafanaSecret = 'grafana-admin' } = props;
  const install = (release: keyof typeof telemetryCharts) => {
    const { chart, version } = telemetryCharts[release];
    return `helm upgrade --install ${release} ${chart} --version ${version} --namespace ${namespace} --values ${release}.yaml --wait`;
  };
  const commands = [
    `kubectl create namespace ${namespace}`,
    `kubectl create secret generic ${grafanaSecret} --namespace ${namespace} --from-literal=admin-user=admin --from-literal=admin-password="$(openssl rand -hex 24)"`,
    ...Object.entries(chartRepositories).map(([name, url]) => `helm repo add ${name} ${url}`),
    install('kube-prometheus-stack'),
    install('loki'),
    install('alloy'),
    'kubectl apply --filename jaeger.yaml --filename monitors.yaml',
    install('kiali'),
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
