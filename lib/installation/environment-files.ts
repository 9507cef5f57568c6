import type { JsonObject } from '../vocabulary/json';
import { numberOf, objectOf, textFieldsOf, textOf } from '../vocabulary/json-fields';
import type { OutputFile } from '../vocabulary/output-file';
import { GatewayInstallation } from './gateway-installation';
import { ISTIO_VERSION, IstioInstallation } from './istio-installation';
import { revisionOf } from './revision-upgrade';
import type { Replicas } from './replicas';
import type { EnvironmentGrade } from './telemetry-sizes';
import { TelemetryStack } from './telemetry-stack';

/** An environment of the event system, as far as what is installed for it depends on it. */
export interface InstalledEnvironment {
  /** Folder of its files. */
  readonly name: string;
  readonly grade: EnvironmentGrade;
  /** Values of the event system's chart: what these say of gateways and monitoring is not said again. */
  readonly values: JsonObject;
}

/**
 * What is installed for an environment before its manifests: Istio where `istio.enabled`, the telemetry stack where
 * `monitoring.enabled`, whose collector gets spans where `monitoring.tracing.enabled` lets them out. Gateways, labels and namespaces are those that its values name.
 */
export function environmentFiles(environment: InstalledEnvironment): readonly OutputFile[] {
  const { name, values } = environment;
  const telemetry = telemetryOf(environment);
  const isInMesh = objectOf(values['istio'])['enabled'] !== false;
  return [
    ...(isInMesh ? istioOf(environment, telemetry).files(`${name}/istio`) : []),
    ...(telemetry ? telemetry.files(`${name}/telemetry`) : []),
  ];
}

/** The mesh of an environment: its control plane has a revision, so that it can be upgraded beside itself. */
function istioOf({ grade, values }: InstalledEnvironment, telemetry?: TelemetryStack): IstioInstallation {
  const gateways = gatewaysOf(values, grade);
  return new IstioInstallation({
    version: ISTIO_VERSION,
    profile: gateways.some(({ direction }) => direction === 'ingress') ? 'default' : 'minimal',
    revision: revisionOf(ISTIO_VERSION),
    // The system's namespace asks for `istio-injection: enabled`, which the default tag serves.
    tags: ['default'],
    replicas: pods(grade),
    ...(grade === 'development' ? { resources: { requests: { cpu: '100m', memory: '512Mi' } } } : {}),
    gateways,
    mesh: {
      outboundTrafficPolicy: grade === 'development' ? 'ALLOW_ANY' : 'REGISTRY_ONLY',
      ...(telemetry && objectOf(objectOf(values['monitoring'])['tracing'])['enabled'] === true
        ? { tracing: { ...telemetry.traceCollector, samplingPercent: grade === 'production' ? 1 : 100 } }
        : {}),
    },
  });
}

/** The gateways that the system's objects select. Those of the Gateway API are made by istiod itself. */
function gatewaysOf(values: JsonObject, grade: EnvironmentGrade): readonly GatewayInstallation[] {
  const istio = objectOf(values['istio']);
  const ingress = objectOf(istio['gateway']);
  const egress = objectOf(istio['egressGateway']);
  const serviceAccount = textOf(ingress['serviceAccount']);
  return [
    ...(istio['enableGateway'] !== false && istio['useGatewayAPI'] !== true
      ? [
          new GatewayInstallation({
            ...namespaceAndLabels(ingress),
            ...(serviceAccount === undefined
              ? {}
              : { serviceAccount, name: serviceAccount.replace(/-service-account$/, '') }),
            replicas: pods(grade),
          }),
        ]
      : []),
    ...(objectOf(values['mail'])['enabled'] === true
      ? [
          new GatewayInstallation({
            ...namespaceAndLabels(egress),
            direction: 'egress',
            name: textOf(egress['service']) ?? 'istio-egressgateway',
            ports: [{ name: 'https', port: 443, targetPort: numberOf(egress['targetPort']) ?? 8443 }],
            replicas: pods(grade),
          }),
        ]
      : []),
  ];
}

function namespaceAndLabels(gateway: JsonObject): {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
} {
  return {
    namespace: textOf(gateway['namespace']) ?? 'istio-system',
    labels: textFieldsOf(gateway['selector']),
  };
}

function telemetryOf({ grade, values }: InstalledEnvironment): TelemetryStack | undefined {
  const monitoring = objectOf(values['monitoring']);
  if (monitoring['enabled'] !== true) return undefined;
  return new TelemetryStack({
    grade,
    namespace: textOf(monitoring['namespace']) ?? 'monitoring',
    monitorLabels: textFieldsOf(monitoring['labels']),
    gatewayNamespaces: gatewaysOf(values, grade).map(({ namespace }) => namespace),
  });
}

function pods(grade: EnvironmentGrade): Replicas {
  return grade === 'development' ? { minimum: 1 } : { minimum: 2, maximum: 5 };
}
