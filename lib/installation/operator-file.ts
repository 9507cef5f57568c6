import type { Json, JsonObject } from '../vocabulary/json';
import type { OutputFile } from '../vocabulary/output-file';
import type { GatewayInstallation } from './gateway-installation';
import type { IstioInstallation } from './istio-installation';
import { profileComponents } from './istio-profile';
import { globalValues, meshConfigOf, pilotValues } from './istiod-values';
import { yamlFile } from './yaml-file';

/** The same installation as the values files, for `istioctl install --filename`. No cluster reads it. */
export function operatorFile(istio: IstioInstallation, folder: string): OutputFile {
  const left = istio.gateways.filter(({ fitsOperator }) => !fitsOperator).map(({ name }) => name);
  const note =
    left.length === 0
      ? ''
      : `\nNot ${left.join(', ')}: istioctl gives another service account than the chart is told.`;
  return yamlFile(
    `${folder}/istio-operator.yaml`,
    `Input of istioctl ${istio.version} install --filename. Not for kubectl: nothing in a cluster reads it.${note}`,
    istioOperator(istio),
  );
}

/** @see https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1/ */
function istioOperator(istio: IstioInstallation): JsonObject {
  const { components, profile } = istio;
  return {
    apiVersion: 'install.istio.io/v1alpha1',
    kind: 'IstioOperator',
    metadata: {
      name: ['istio', istio.revision].filter((part) => part !== undefined).join('-'),
      namespace: istio.namespace,
    },
    spec: {
      profile,
      tag: istio.version,
      revision: istio.revision,
      namespace: istio.namespace,
      meshConfig: meshConfigOf(istio),
      components: {
        cni: components.cni === profileComponents[profile].cni ? undefined : { enabled: components.cni },
        ingressGateways: gatewayComponents(istio, 'ingress'),
        egressGateways: gatewayComponents(istio, 'egress'),
      },
      values: {
        revisionTags: istio.tags.length === 0 ? undefined : istio.tags,
        pilot: pilotValues(istio),
        global: globalValues(istio),
        gateways: sharedByGateways(istio),
        istiodRemote: istio.cluster?._istiodRemote,
      },
    },
  };
}

/** The gateways of one direction; that of the profile is switched off where none has its name. */
function gatewayComponents(istio: IstioInstallation, direction: 'ingress' | 'egress'): Json {
  const gateways = ofDirection(istio, direction).filter(({ fitsOperator }) => fitsOperator);
  const usual = usualName(direction);
  return [
    ...(gateways.some(({ name }) => name === usual) ? [] : [{ name: usual, enabled: false }]),
    ...gateways.map((gateway) => gateway._operatorComponent()),
  ];
}

/**
 * All gateways of a direction share the values of the usual one: whether autoscalers are made is said here, since
 * some profiles say otherwise.
 */
function sharedByGateways(istio: IstioInstallation): JsonObject | undefined {
  const entries = (['ingress', 'egress'] as const).flatMap((direction) => {
    const gateways = ofDirection(istio, direction);
    const autoscaleEnabled = gateways.some(({ _replicas }) => _replicas.scaled);
    return gateways.length === 0 ? [] : [[usualName(direction), { autoscaleEnabled }] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function ofDirection(
  istio: IstioInstallation,
  direction: 'ingress' | 'egress',
): readonly GatewayInstallation[] {
  return istio.gateways.filter((gateway) => gateway.direction === direction);
}

function usualName(direction: 'ingress' | 'egress'): string {
  return `istio-${direction}gateway`;
}
