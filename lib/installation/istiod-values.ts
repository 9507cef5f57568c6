import type { JsonObject } from '../vocabulary/json';
import type { IstioInstallation } from './istio-installation';
import { meshConfig } from './mesh-settings';
import { onDifferentNodes } from './replicas';

/** `pilot` of the chart `istiod` and of an operator file's values. */
export function pilotValues(istio: IstioInstallation): JsonObject {
  const { minimum, maximum, cpuPercent, scaled } = istio.replicas;
  const env = istio.certificates._istiodVariables;
  return {
    ...(scaled
      ? {
          autoscaleEnabled: true,
          autoscaleMin: minimum,
          autoscaleMax: maximum,
          cpu: { targetAverageUtilization: cpuPercent },
        }
      : { autoscaleEnabled: false, replicaCount: minimum }),
    resources: istio.resources as JsonObject,
    affinity: onDifferentNodes({ app: 'istiod' }) as JsonObject,
    ...(Object.keys(env).length === 0 ? {} : { env }),
    ...(istio.components.cni ? { cni: { enabled: true } } : {}),
  };
}

/** `global` of the chart `istiod` and of an operator file. */
export function globalValues(istio: IstioInstallation): JsonObject {
  return {
    istioNamespace: istio.namespace,
    platform: istio.platform,
    caAddress: istio.certificates._caAddress,
    proxy: { resources: istio.proxyResources as JsonObject },
    ...istio.cluster?._global,
  };
}

/** `meshConfig` of the chart `istiod` and of an operator file. */
export function meshConfigOf(istio: IstioInstallation): JsonObject {
  const proxyMetadata = istio.certificates._proxyVariables;
  return {
    ...meshConfig(istio.mesh),
    defaultConfig: Object.keys(proxyMetadata).length === 0 ? undefined : { proxyMetadata },
  };
}
