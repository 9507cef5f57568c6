/** What is known of an annotation of Istio. */
export interface AnnotationFacts {
  /** The kinds that it has an effect on; `Any` for all. */
  readonly kinds: readonly string[];
  readonly status: 'alpha' | 'beta' | 'stable';
  readonly deprecated: boolean;
}

const POD = ['Pod'];

/** By domain: the names of those for pods that are alpha and current. */
const ALPHA_OF_PODS: Readonly<Record<string, readonly string[]>> = {
  'ambient.istio.io': ['bypass-inbound-capture', 'redirection'],
  'inject.istio.io': ['templates'],
  'istio.io': ['rev', 'reroute-virtual-interfaces', 'for-service-account'],
  'prometheus.istio.io': ['merge-metrics'],
  'proxy.istio.io': ['overrides'],
  'readiness.status.sidecar.istio.io': [
    'applicationPorts',
    'failureThreshold',
    'initialDelaySeconds',
    'periodSeconds',
  ],
  'sidecar.istio.io': [
    'agentLogLevel',
    'bootstrapOverride',
    'componentLogLevel',
    'enableCoreDump',
    'extraStatTags',
    'interceptionMode',
    'logLevel',
    'nativeSidecar',
    'proxyCPU',
    'proxyCPULimit',
    'proxyImage',
    'proxyImageType',
    'proxyMemory',
    'proxyMemoryLimit',
    'rewriteAppHTTPProbers',
    'statsCompression',
    'statsHistogramBuckets',
    'status',
    'userVolume',
    'userVolumeMount',
  ],
  'status.sidecar.istio.io': ['port'],
  'traffic.sidecar.istio.io': [
    'excludeInboundPorts',
    'excludeInterfaces',
    'excludeOutboundIPRanges',
    'excludeOutboundPorts',
    'includeInboundPorts',
    'includeOutboundIPRanges',
    'includeOutboundPorts',
  ],
};

const alpha = (kinds: readonly string[], deprecated = false): AnnotationFacts => ({
  kinds,
  status: 'alpha',
  deprecated,
});

/**
 * The annotations that Istio knows. Those of its own domains that are not here have no effect.
 *
 * @see https://istio.io/latest/docs/reference/config/annotations/
 */
export const istioAnnotations: ReadonlyMap<string, AnnotationFacts> = new Map([
  ...Object.entries(ALPHA_OF_PODS).flatMap(([domain, names]) =>
    names.map((name) => [`${domain}/${name}`, alpha(POD)] as const),
  ),
  ['alpha.istio.io/canonical-serviceaccounts', alpha(['Service'], true)],
  ['alpha.istio.io/identity', alpha(POD, true)],
  ['alpha.istio.io/kubernetes-serviceaccounts', alpha(['Service'], true)],
  ['ambient.istio.io/dns-capture', { kinds: POD, status: 'beta', deprecated: false }],
  ['ambient.istio.io/waypoint-inbound-binding', alpha(['GatewayClass'])],
  ['galley.istio.io/analyze-suppress', alpha(['Any'])],
  ['gateway.istio.io/controller-version', alpha(['Any'])],
  ['gateway.istio.io/name-override', alpha(['Gateway'])],
  ['gateway.istio.io/service-account', alpha(['Gateway'])],
  ['install.operator.istio.io/chart-owner', alpha(['Any'])],
  ['install.operator.istio.io/owner-generation', alpha(['Any'])],
  ['install.operator.istio.io/version', alpha(['Any'])],
  ['istio.io/autoRegistrationGroup', alpha(['WorkloadEntry'])],
  ['istio.io/connectedAt', alpha(['WorkloadEntry'])],
  ['istio.io/disconnectedAt', alpha(['WorkloadEntry'])],
  ['istio.io/dry-run', alpha(['AuthorizationPolicy'])],
  ['istio.io/workloadController', alpha(['WorkloadEntry'])],
  ['kubernetes.io/ingress.class', { kinds: ['Ingress'], status: 'stable', deprecated: false }],
  ['networking.istio.io/address-type', alpha(['Gateway'])],
  ['networking.istio.io/exportTo', alpha(['Service'])],
  ['networking.istio.io/service-type', alpha(['Gateway'])],
  ['networking.istio.io/traffic-distribution', alpha(['Namespace', 'Service', 'ServiceEntry'])],
  ['proxy.istio.io/config', { kinds: POD, status: 'beta', deprecated: false }],
  ['sidecar.istio.io/controlPlaneAuthPolicy', alpha(POD, true)],
  ['sidecar.istio.io/discoveryAddress', alpha(POD, true)],
  ['sidecar.istio.io/inject', { kinds: POD, status: 'beta', deprecated: true }],
  ['sidecar.istio.io/statsInclusionPrefixes', alpha(POD, true)],
  ['sidecar.istio.io/statsInclusionRegexps', alpha(POD, true)],
  ['sidecar.istio.io/statsInclusionSuffixes', alpha(POD, true)],
  ['topology.istio.io/controlPlaneClusters', alpha(['Namespace'])],
  ['traffic.istio.io/nodeSelector', alpha(['Service'])],
  ['traffic.sidecar.istio.io/kubevirtInterfaces', alpha(POD, true)],
]);

/** Whether an annotation is one of Istio's, known or not; that of ingress classes is documented with them. */
export function isOfIstio(name: string): boolean {
  return name === 'kubernetes.io/ingress.class' || /^[^/]*istio\.io(\/|$)/.test(name);
}
