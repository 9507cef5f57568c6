/**
 * Istio's installation profiles. `remote` installs istiod's chart in the form that uses the istiod of another cluster.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/config-profiles/
 */
export type IstioProfile =
  'default' | 'demo' | 'minimal' | 'empty' | 'preview' | 'stable' | 'remote' | 'ambient';

/** What a profile installs when it is not told otherwise. */
export interface ProfileComponents {
  /** The custom resource definitions and the cluster's roles. */
  readonly base: boolean;
  /** istiod, or what leads to it in the profile `remote`. */
  readonly istiod: boolean;
  /** Whether the profile has an ingress gateway. */
  readonly ingressGateway: boolean;
  /** Whether the profile has an egress gateway. */
  readonly egressGateway: boolean;
  /** The plug-in that leads the traffic of pods to proxies in place of an init container. */
  readonly cni: boolean;
  /** The proxy of each node in ambient mode. */
  readonly ztunnel: boolean;
}

const SIDECARS: ProfileComponents = {
  base: true,
  istiod: true,
  ingressGateway: true,
  egressGateway: false,
  cni: false,
  ztunnel: false,
};

/** The components of each profile, as its file in Istio's release has them. */
export const profileComponents: Readonly<Record<IstioProfile, ProfileComponents>> = {
  default: SIDECARS,
  demo: { ...SIDECARS, egressGateway: true },
  minimal: { ...SIDECARS, ingressGateway: false },
  empty: { ...SIDECARS, base: false, istiod: false, ingressGateway: false },
  preview: SIDECARS,
  stable: SIDECARS,
  remote: { ...SIDECARS, ingressGateway: false },
  ambient: { ...SIDECARS, ingressGateway: false, cni: true, ztunnel: true },
};

/** The profiles that the charts know by `profile`; the others are a choice of components alone. */
export function chartProfile(profile: IstioProfile): string | undefined {
  return ['demo', 'preview', 'stable', 'remote', 'ambient'].includes(profile) ? profile : undefined;
}

/** Where a cluster runs, as far as Istio's node agents must know. */
export type ClusterPlatform = 'gke' | 'k3d' | 'k3s' | 'microk8s' | 'minikube' | 'openshift';
