const istioNetworking = ['v1', 'v1beta1', 'v1alpha3'];
const istioSecurity = ['v1', 'v1beta1'];

/**
 * What is generated. `name` is the source's name under `imports:` in cdk8s.yaml and its file's name with
 * --from; `module` is the file in imports/ that its classes go to. Every kind lists the versions that its API
 * server serves: the first is generated, the others differ from it in nothing but their name.
 */
export const sources = [
  {
    name: 'istio',
    module: 'index',
    groups: {
      'extensions.istio.io': { TrafficExtension: ['v1alpha1'], WasmPlugin: ['v1alpha1'] },
      'networking.istio.io': {
        DestinationRule: istioNetworking,
        EnvoyFilter: ['v1alpha3'],
        Gateway: istioNetworking,
        ProxyConfig: ['v1beta1'],
        ServiceEntry: istioNetworking,
        Sidecar: istioNetworking,
        VirtualService: istioNetworking,
        WorkloadEntry: istioNetworking,
        WorkloadGroup: istioNetworking,
      },
      'security.istio.io': {
        AuthorizationPolicy: istioSecurity,
        PeerAuthentication: istioSecurity,
        RequestAuthentication: istioSecurity,
      },
      'telemetry.istio.io': { Telemetry: ['v1', 'v1alpha1'] },
    },
  },
  {
    name: 'gateway-api',
    module: 'gateway-api',
    groups: {
      'gateway.networking.k8s.io': {
        BackendTLSPolicy: ['v1'],
        Gateway: ['v1', 'v1beta1'],
        GatewayClass: ['v1', 'v1beta1'],
        GRPCRoute: ['v1'],
        HTTPRoute: ['v1', 'v1beta1'],
        ReferenceGrant: ['v1', 'v1beta1'],
        TLSRoute: ['v1'],
      },
    },
  },
  {
    name: 'prometheus-operator',
    module: 'prometheus-operator',
    groups: {
      'monitoring.coreos.com': { PodMonitor: ['v1'], PrometheusRule: ['v1'], ServiceMonitor: ['v1'] },
    },
  },
  {
    name: 'keda',
    module: 'keda',
    groups: { 'keda.sh': { ScaledObject: ['v1alpha1'], TriggerAuthentication: ['v1alpha1'] } },
  },
  {
    name: 'cert-manager',
    module: 'cert-manager',
    groups: { 'cert-manager.io': { Certificate: ['v1'], ClusterIssuer: ['v1'], Issuer: ['v1'] } },
  },
  {
    name: 'cloudnative-pg',
    module: 'cloudnative-pg',
    groups: { 'postgresql.cnpg.io': { Cluster: ['v1'], Pooler: ['v1'], ScheduledBackup: ['v1'] } },
  },
  {
    name: 'strimzi',
    module: 'strimzi',
    groups: {
      'kafka.strimzi.io': { Kafka: ['v1'], KafkaNodePool: ['v1'], KafkaTopic: ['v1'], KafkaUser: ['v1'] },
    },
  },
  {
    name: 'external-secrets',
    module: 'external-secrets',
    groups: {
      'external-secrets.io': { ClusterSecretStore: ['v1'], ExternalSecret: ['v1'], SecretStore: ['v1'] },
    },
  },
  {
    name: 'flagger',
    module: 'flagger',
    groups: {
      'flagger.app': { AlertProvider: ['v1beta1'], Canary: ['v1beta1'], MetricTemplate: ['v1beta1'] },
    },
  },
];
