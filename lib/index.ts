/**
 * The public API: constructs of event systems in an Istio mesh, values that are known at deploy time, and what writes
 * manifests. Names and ids that are exported here follow semantic versioning. By room, and by file within a room.
 */

// A whole event system
export type { CanaryOptions } from './system/canary';
export type { DatabaseOptions } from './system/database-values';
export { EventSystem } from './system/event-system';
export { EventSystemChart } from './system/event-system-chart';
export type {
  EventSystemProps,
  FurtherService,
  MigrationOptions,
  RoleOptions,
  WorkerQueueScaling,
} from './system/event-system-props';
export { eventSystemValues } from './system/event-system-values';
export type { MailOptions } from './system/mail-values';
export type { MeshOptions } from './system/mesh-values';
export type { AlertThresholds, MonitoringOptions } from './system/monitoring-values';
export type { ExternalSecretsOptions } from './system/passwords';
export type { KafkaOptions, QueueOptions } from './system/queue-values';
export { requirementsTree } from './system/requirements';
export type { RouteTimes } from './system/route-values';
export type { BackupValues, ServerAddress, StoreOptions } from './system/store-values';

// Workloads: HTTP API, worker, scheduler
export type { AutoscalingOptions, QueueScaling } from './workloads/autoscaling';
export { EventBackend, type BackendVersion, type EventBackendProps } from './workloads/event-backend';
export { Scheduler, type SchedulerProps } from './workloads/scheduler';
export { VersionService, type VersionServiceProps } from './workloads/version-service';
export { Worker, type WorkerProps } from './workloads/worker';
export { Workload } from './workloads/workload';
export type { WorkloadProps } from './workloads/workload-props';

// What every pod template has
export type { IAwaited } from './pods/awaited';
export type { ImageOptions, PodOptions } from './pods/pod-options';
export type { ServiceAccountOptions } from './pods/service-account-options';

// Stores: databases and queues, their backups and migrations
export type { BackupProps, BackupVolumeOptions } from './stores/backup-props';
export { BackupVolume, type BackupVolumeProps, type IBackupVolume } from './stores/backup-volume';
export { CloudNativePgBackup, type S3BackupOptions } from './stores/cloud-native-pg-backup';
export { CloudNativePgPostgres, type CloudNativePgPostgresProps } from './stores/cloud-native-pg-postgres';
export { EmbeddedPostgres, type EmbeddedPostgresProps } from './stores/embedded-postgres';
export { EmbeddedRedis, type EmbeddedRedisProps } from './stores/embedded-redis';
export { ExternalPostgres, type ExternalPostgresProps } from './stores/external-postgres';
export { ExternalRedis, type ExternalRedisProps } from './stores/external-redis';
export {
  ExternalSecretSource,
  type ExternalSecretKey,
  type ExternalSecretSourceProps,
} from './stores/external-secret-source';
export { KafkaBroker, type KafkaBrokerProps } from './stores/kafka-broker';
export { KafkaTopic, type KafkaTopicProps } from './stores/kafka-topic';
export { KafkaUser, type KafkaUserProps } from './stores/kafka-user';
export { MigrationJob, type MigrationJobProps } from './stores/migration-job';
export type { Persistence, VolumeOptions } from './stores/persistence';
export type { IPostgres } from './stores/postgres';
export { PostgresBackup, type PostgresBackupProps } from './stores/postgres-backup';
export {
  KafkaLagTrigger,
  KedaOperator,
  RedisListTrigger,
  type KafkaLagTriggerProps,
  type QueueTrigger,
  type RedisListTriggerProps,
} from './stores/queue-trigger';
export type { IRedis } from './stores/redis';
export { RedisBackup, type RedisBackupProps } from './stores/redis-backup';
export type { RedisRestore } from './stores/redis-restore';
export type { EmbeddedStoreProps, Variable } from './stores/store-props';

// Routing: gateways, routes, destination rules
export {
  BackendTlsPolicy,
  CertificateAuthorities,
  SubjectAltName,
  type BackendTlsPolicyProps,
  type TlsBackend,
} from './routing/backend-tls-policy';
export {
  ClientTls,
  type ClientCertificateFiles,
  type ClientCertificateOptions,
  type ClientTlsOptions,
  type TlsOriginationOptions,
} from './routing/client-tls';
export { ConnectionPool, type ConnectionPoolOptions, type TcpKeepalive } from './routing/connection-pool';
export type { ConnectionSource } from './routing/connection-source';
export { Cors, type CorsOptions } from './routing/cors';
export { DelegateVirtualService, type DelegateVirtualServiceProps } from './routing/delegate-virtual-service';
export { Destination, type DestinationOptions } from './routing/destination';
export {
  DestinationRule,
  type DestinationRuleProps,
  type Subset,
  type SubsetPolicy,
} from './routing/destination-rule';
export { EgressGateway, type EgressGatewayProps } from './routing/egress-gateway';
export {
  EgressGatewayContract,
  type EgressGatewayWorkload,
  type HelmEgressGatewayOptions,
} from './routing/egress-gateway-contract';
export { EgressProtocol, type EgressHttpOptions } from './routing/egress-protocol';
export { FaultAbort, FaultDelay, type GrpcStatus } from './routing/fault';
export { Gateway, type GatewayProps } from './routing/gateway';
export { GatewayApiGateway, type GatewayApiGatewayProps } from './routing/gateway-api-gateway';
export { GatewayContract, type GatewayWorkload, type HelmGatewayOptions } from './routing/gateway-contract';
export {
  GatewayAddress,
  type AuthorityReference,
  type ClientValidation,
  type GatewayExtras,
  type GatewayInfrastructure,
  type GatewayTlsSettings,
  type PortClientValidation,
} from './routing/gateway-infrastructure';
export {
  GatewayListener,
  type CertificateReference,
  type GatewayListenerOptions,
  type HostListenerOptions,
  type PortListenerOptions,
  type RouteKind,
  type TlsListenerOptions,
} from './routing/gateway-listener';
export type { IGateway } from './routing/gateway-reference';
export {
  GatewayServer,
  type GatewayServerOptions,
  type HttpServerOptions,
  type PassthroughServerOptions,
  type TcpServerOptions,
  type TlsServerOptions,
} from './routing/gateway-server';
export { GatewayTls, type GatewayTlsOptions, type TlsSecret } from './routing/gateway-tls';
export { GrpcMethodMatch, type GrpcMatch, type GrpcMethodOptions } from './routing/grpc-match';
export { GrpcRoute, type GrpcRouteProps, type GrpcRule } from './routing/grpc-route';
export { HashAlgorithm } from './routing/hash-algorithm';
export { HeaderMatch } from './routing/header-match';
export type { HeaderChanges, HeaderOperations } from './routing/header-operations';
export type { Hosts } from './routing/hosts';
export type { HttpMatch, HttpMethod } from './routing/http-match';
export { HttpRoute, type HttpRouteProps } from './routing/http-route';
export {
  HttpRule,
  type DelegateOptions,
  type HttpMirror,
  type HttpRuleOptions,
  type RedirectOptions,
  type RespondOptions,
  type RouteOptions,
} from './routing/http-rule';
export { IngressGateway, type IngressGatewayProps } from './routing/ingress-gateway';
export {
  LoadBalancer,
  type BalancingOptions,
  type CookieHashOptions,
  type HashOptions,
  type Warmup,
  type WarmupOptions,
} from './routing/load-balancer';
export { LocalityBalancing, type LocalityShare, type RegionFailover } from './routing/locality-balancing';
export { NamespaceSelection, type LabelCondition } from './routing/namespace-selection';
export { OutboundTrafficPolicy } from './routing/outbound-traffic-policy';
export { OutlierDetection, type OutlierDetectionOptions } from './routing/outlier-detection';
export { PathMatch, type PathMatchOptions } from './routing/path-match';
export type { Percentage } from './routing/percentage';
export { QueryParameterMatch } from './routing/query-parameter-match';
export {
  ReadinessProbe,
  type ExecProbeOptions,
  type GrpcProbeOptions,
  type HttpProbeOptions,
  type ProbeOptions,
  type TcpProbeOptions,
} from './routing/readiness-probe';
export type { RedirectTarget } from './routing/redirect';
export {
  GrantSource,
  GrantTarget,
  ReferenceGrant,
  type ReferenceGrantProps,
} from './routing/reference-grant';
export { ResponseBody } from './routing/response-body';
export {
  RetryPolicy,
  type RetryBudget,
  type RetryCondition,
  type RetryPolicyOptions,
} from './routing/retry-policy';
export { Rewrite, type RewriteOptions } from './routing/rewrite';
export type { GatewaySection, RouteParents, ServicePort } from './routing/route-parents';
export { ServerCertificate, type CertificateFiles } from './routing/server-certificate';
export {
  ServerTls,
  type MutualTlsOptions,
  type ServerTlsOptions,
  type SimpleTlsOptions,
  type TlsVersion,
} from './routing/server-tls';
export { ServiceEndpoints } from './routing/service-endpoints';
export { ServiceEntry, type ServiceEntryProps } from './routing/service-entry';
export type { ServiceEntryPort } from './routing/service-entry-port';
export { Sidecar, type SidecarProps } from './routing/sidecar';
export {
  SidecarEgressListener,
  type CaptureMode,
  type EgressPortOptions,
  type EgressSocketOptions,
  type ListenerOptions,
  type SidecarIngressListener,
  type VisibleHosts,
} from './routing/sidecar-listener';
export { TextMatch } from './routing/text-match';
export type { TimeSpan } from './routing/time-span';
export { TlsRoute, type TlsRouteProps } from './routing/tls-route';
export type { TcpMatch, TcpRule, TlsMatch, TlsRule } from './routing/tls-rule';
export type {
  PortLevelPolicy,
  PortPolicy,
  RetryBudgetOptions,
  TrafficPolicy,
  TunnelOptions,
} from './routing/traffic-policy';
export { VirtualService, type VirtualServiceProps } from './routing/virtual-service';
export type { WorkloadEndpoint, WorkloadTemplate } from './routing/workload-endpoint';
export { WorkloadEntry, type WorkloadEntryProps } from './routing/workload-entry';
export { WorkloadGroup, type WorkloadGroupProps } from './routing/workload-group';

// Security: mutual TLS, authorization, tokens, certificates
export { AuthorizationAction } from './security/authorization-action';
export { AuthorizationCondition, type ConditionValues } from './security/authorization-condition';
export type { Patterns } from './security/authorization-patterns';
export {
  AuthorizationPolicy,
  type AuthorizationPolicyProps,
  type DenyAllProps,
} from './security/authorization-policy';
export type {
  AuthorizationOperation,
  AuthorizationRule,
  AuthorizationSource,
} from './security/authorization-rule';
export {
  Certificate,
  type CertificateIssuer,
  type CertificateProps,
  type ITlsServer,
} from './security/certificate';
export { JwtKeys } from './security/jwt-keys';
export type { ClaimHeader, JwtRule } from './security/jwt-rule';
export {
  PeerAuthentication,
  type MtlsMode,
  type PeerAuthenticationProps,
} from './security/peer-authentication';
export { RequestAuthentication, type RequestAuthenticationProps } from './security/request-authentication';
export { TokenLocation, type TokenHeaderOptions } from './security/token-location';

// Observability: what proxies trace, measure and log; alerts and dashboards
export type { AccessLogging } from './observability/access-logging';
export { AlertRule, type AlertOptions, type AlertRuleProps, type Severity } from './observability/alert-rule';
export { Connections } from './observability/connection-metrics';
export { ControlPlaneAlert } from './observability/control-plane-alert';
export { Dashboard, type DashboardProps } from './observability/dashboard';
export { goldenSignals, type GoldenSignalsOptions } from './observability/golden-signals';
export { JobAlert } from './observability/job-alert';
export { LabelMatcher } from './observability/label-matcher';
export { controlPlanePanels } from './observability/mesh-dashboard';
export { Metric, MetricTag, type IstioMetric } from './observability/metric';
export type { MetricOverride, Metrics } from './observability/metrics';
export type { MonitorProps, OperatorObjectProps } from './observability/operator-object';
export { Panel, type PanelProps, type PanelQuery, type PanelUnit } from './observability/panel';
export { PodAlert, type PodAlertOptions, type PodUsageAlertOptions } from './observability/pod-alert';
export { Pods, type WorkloadKind } from './observability/pod-metrics';
export { PodMonitor, type PodMonitorProps } from './observability/pod-monitor';
export { PrometheusRule, type PrometheusRuleProps, type RuleGroup } from './observability/prometheus-rule';
export {
  QueueAlert,
  type QueueAlertOptions,
  type QueueFailureAlertOptions,
} from './observability/queue-alert';
export { Queue, type QueueKeys } from './observability/queue-metrics';
export { RecordingRule, type RecordingRuleProps } from './observability/recording-rule';
export { RequestAlert, type RequestAlertOptions } from './observability/request-alert';
export { Requests, type DurationBucket, type RequestOutcome } from './observability/request-metrics';
export type { IRule, Minutes } from './observability/rule';
export {
  ScrapeEndpoint,
  type MergedScrapeOptions,
  type ScrapeOptions,
} from './observability/scrape-endpoint';
export { goldenSignalPanels, overviewPanels } from './observability/service-dashboards';
export { ServiceLevelObjective, type ObjectiveOptions } from './observability/service-level-objective';
export { ServiceMonitor, type ServiceMonitorProps } from './observability/service-monitor';
export { queuePanels, storePanels, workerPanels } from './observability/store-dashboards';
export { Telemetry, type TelemetryProps } from './observability/telemetry';
export type { TelemetryMode } from './observability/telemetry-part';
export { TraceTag, type TraceTagOptions } from './observability/trace-tag';
export type { Tracing } from './observability/tracing';

// Extensions of proxies
export {
  EnvoyChange,
  type AddOptions,
  type ChangeOperation,
  type EnvoyConfiguration,
  type FilterClass,
} from './extensions/envoy-change';
export { EnvoyFilter, type EnvoyFilterProps } from './extensions/envoy-filter';
export {
  FilterMatch,
  type ClusterMatch,
  type FilterChainMatch,
  type ListenerMatch,
  type RouteConfigurationMatch,
  type VirtualHostMatch,
  type WaypointMatch,
} from './extensions/envoy-match';
export {
  EnvoyPatch,
  type ClusterPatchOptions,
  type ListenerPatchOptions,
  type PatchContext,
  type PatchOptions,
  type RoutePatchOptions,
  type WaypointPatchOptions,
} from './extensions/envoy-patch';
export { ProxyConfig, type ProxyConfigProps } from './extensions/proxy-config';
export { Extension, TrafficExtension, type TrafficExtensionProps } from './extensions/traffic-extension';
export type { TrafficSelection } from './extensions/traffic-selection';
export {
  WasmModule,
  WasmVariable,
  type WasmFetchOptions,
  type WasmImageOptions,
  type WasmOptions,
} from './extensions/wasm-module';
export { WasmPlugin, type WasmPluginProps } from './extensions/wasm-plugin';

// Enrolment in the mesh
export { Enrolment, type AmbientOptions } from './enrolment/enrolment';
export { MeshNamespace, type MeshNamespaceProps } from './enrolment/mesh-namespace';
export { Waypoint, type WaypointProps } from './enrolment/waypoint';

// Patterns: what people do with a mesh
export {
  AmbientMigration,
  type AmbientMigrationProps,
  type AmbientMigrationStep,
} from './patterns/ambient-migration';
export { BlueGreen, type BlueGreenProps } from './patterns/blue-green';
export { Canary, type CanaryProps } from './patterns/canary';
export { DarkLaunch, type DarkLaunchProps } from './patterns/dark-launch';
export { FaultInjection, type FaultInjectionProps } from './patterns/fault-injection';
export { GlobalRateLimit, type GlobalRateLimitProps } from './patterns/global-rate-limit';
export { JwtProtected, type JwtProtectedProps } from './patterns/jwt-protected';
export { LocalRateLimit, type LocalRateLimitProps } from './patterns/local-rate-limit';
export {
  MeshRouting,
  type GatewayApiRoutingOptions,
  type IstioRoutingOptions,
} from './patterns/mesh-routing';
export {
  EastWestMode,
  MultiClusterEastWestGateway,
  type AmbientEastWestOptions,
  type MultiClusterEastWestGatewayProps,
  type SidecarEastWestOptions,
} from './patterns/multi-cluster-east-west-gateway';
export { RateLimitEntry } from './patterns/rate-limit-entry';
export { Resilience, type ResilienceProps } from './patterns/resilience';
export { StickyCookie, type StickyCookieOptions } from './patterns/sticky-cookie';
export { TrafficMirror, type TrafficMirrorProps } from './patterns/traffic-mirror';
export type { VersionPatternProps } from './patterns/version-pattern';
export {
  VirtualMachineWorkload,
  type VirtualMachineWorkloadProps,
} from './patterns/virtual-machine-workload';
export { ZeroTrust, type ZeroTrustProps } from './patterns/zero-trust';

// Edges: who calls whom
export type {
  CalledPort,
  EdgeOptions,
  EnvironmentVariable,
  ICallable,
  ICaller,
  PortProtocol,
} from './edges/caller';
export { ExternalService, type ExternalServiceProps } from './edges/external-service';
export type { Labels, MeshObjectProps } from './edges/mesh-object';
export { Participant } from './edges/participant';
export type { DeclaredEdges, Edge, ParticipantProps, Platform } from './edges/participant-props';
export { TargetRef, type Named, type PolicyTargetProps } from './edges/policy-target';
export { requireSecret, type RequiredSecret } from './edges/required-secret';
export type { SecretReference } from './edges/secret-reference';

// Values that are known at deploy time
export { Bindings, type FieldPath } from './values/bindings';
export { ChartOnlyObject, type ChartOnlyManifest } from './values/chart-only-object';
export type { ChartValue, Deferred, DeferredTree } from './values/chart-value';
export { ChartValues, type Declaration, type DefaultedOptions, type Group } from './values/chart-values';
export { adviseAgainst, demand } from './values/constraint';
export {
  bindMetadata,
  deferredObject,
  kindOf,
  type DeferredBody,
  type DeferredMetadata,
  type Kind,
} from './values/deferred-object';
export type { DeployContext } from './values/evaluate';
export { isDeferral, type Deferral, type Tree } from './values/expression';
export { includeOnlyIn, includeWhen, type Output } from './values/inclusion';
export { ObjectList } from './values/object-list';
export { add, multiply } from './values/arithmetic';
export { and, equals, less, not, or } from './values/conditions';
export {
  base64,
  CHART,
  choose,
  fields,
  forEach,
  format,
  fragment,
  hash,
  ifSet,
  LoopItem,
  lower,
  mergeByName,
  orDefault,
  RELEASE,
  spread,
  spreadList,
  truncate,
  when,
  withReleaseName,
} from './values/operators';
export type {
  BooleanSchema,
  FreeFormSchema,
  IntOrStringSchema,
  ListSchema,
  MapSchema,
  NumberSchema,
  StructSchema,
  TextSchema,
  ValueOptions,
  ValueSchema,
} from './values/value-schema';

// Manifests and the Helm chart
export type { ChartDependency, ChartMetadata } from './emit/chart-metadata';
export { writeDist, type DistOptions } from './emit/dist';
export type { Environment } from './emit/environment';
export { evaluateChart, type EvaluateOptions } from './emit/evaluate-chart';
export { HelmChart, type HelmChartProps } from './emit/helm-chart';
export { HelmHook, type HelmHookProps, type HookDeletePolicy, type HookPhase } from './emit/helm-hook';
export { HelmStarter } from './emit/helm-starter';
export type { PlainManifest } from './emit/plain-manifests';
export { runProgram } from './emit/run-program';

// The verdict: findings
export type { Severity as FindingSeverity } from './analysis/finding';
export type { Preset } from './analysis/rule';

// The verdict at synthesis
export {
  EventMeshValidation,
  type EventMeshValidationProps,
  type ValidationInput,
} from './cli/event-mesh-validation';

// Installation of Istio and the telemetry beside it
export { CertificateAuthority, type CertificateOptions } from './installation/certificate-authority';
export {
  GatewayInstallation,
  type GatewayInstallationProps,
  type GatewayPort,
} from './installation/gateway-installation';
export {
  istioDashboards,
  type IstioDashboard,
  type IstioDashboardOptions,
} from './installation/istio-dashboards';
export { IstioInstallation, type IstioInstallationProps } from './installation/istio-installation';
export type { ClusterPlatform, IstioProfile, ProfileComponents } from './installation/istio-profile';
export { MeshCluster, type MeshClusterNames } from './installation/mesh-cluster';
export type { MeshSettings, TracingProvider } from './installation/mesh-settings';
export { MultiClusterMesh, type MultiClusterMeshProps } from './installation/multi-cluster-mesh';
export type { Replicas, ScaledReplicas } from './installation/replicas';
export { RevisionUpgrade, type RevisionUpgradeProps } from './installation/revision-upgrade';
export type { EnvironmentGrade } from './installation/telemetry-sizes';
export { TelemetryStack, type KialiAccess, type TelemetryStackProps } from './installation/telemetry-stack';

// Delivery to a cluster
export { argoCdApplications } from './delivery/argo-cd-applications';
export type { ContainerImage } from './delivery/container-image';
export type { DeliveryEnvironment } from './delivery/delivery-environment';
export { DeliverySource } from './delivery/delivery-source';
export { flaggerCanary, type FlaggerCanaryProps } from './delivery/flagger-canary';
export { fluxReleases } from './delivery/flux-releases';
export type { GitOpsEnvironment, GitOpsProps, SecretStoreReference } from './delivery/git-ops';
export type { GitHubDeliveryProps } from './delivery/github-delivery';
export { gitHubWorkflows } from './delivery/github-workflows';
export type { InfrastructureRelease } from './delivery/infrastructure-release';
export type { ManagedField, ManifestPatch, ProgressiveDelivery } from './delivery/progressive-delivery';
export type { ServiceAddress } from './delivery/service-address';

// Words that all rooms use
export { ConfigError } from './vocabulary/config-error';
export type { Json, JsonObject } from './vocabulary/json';
export type { OutputFile } from './vocabulary/output-file';
export { Percent } from './vocabulary/percent';
