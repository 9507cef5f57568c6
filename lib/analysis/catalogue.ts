import type { Rule } from './rule';
import { accessLogProviderNamed } from './rules/access-log-provider-named';
import { allowNotDenied } from './rules/allow-not-denied';
import { ambientHttpPolicyAttached } from './rules/ambient-http-policy-attached';
import { ambientHttpPolicyHasWaypoint } from './rules/ambient-http-policy-has-waypoint';
import { ambientTrafficRuleBesideService } from './rules/ambient-traffic-rule-beside-service';
import { ambientTrafficRuleHasWaypoint } from './rules/ambient-traffic-rule-has-waypoint';
import { annotationCurrent } from './rules/annotation-current';
import { annotationKnown } from './rules/annotation-known';
import { annotationPlaced } from './rules/annotation-placed';
import { annotationStable } from './rules/annotation-stable';
import { annotationValid } from './rules/annotation-valid';
import { authenticationSelectsWorkload } from './rules/authentication-selects-workload';
import { authorizationHostKnown } from './rules/authorization-host-known';
import { authorizationIdentityHasMutualTls } from './rules/authorization-identity-has-mutual-tls';
import { authorizationMethodKnown } from './rules/authorization-method-known';
import { authorizationPrincipalKnown } from './rules/authorization-principal-known';
import { authorizationTrustDomainKnown } from './rules/authorization-trust-domain-known';
import { claimRouteAuthenticated } from './rules/claim-route-authenticated';
import { connectionsReused } from './rules/connections-reused';
import { controlPlaneAddressValid } from './rules/control-plane-address-valid';
import { destinationHostExists } from './rules/destination-host-exists';
import { destinationListedOnce } from './rules/destination-listed-once';
import { destinationPortChosen } from './rules/destination-port-chosen';
import { destinationPortExists } from './rules/destination-port-exists';
import { destinationRuleFollowed } from './rules/destination-rule-followed';
import { destinationRuleHostExists } from './rules/destination-rule-host-exists';
import { destinationRuleHostsDisjoint } from './rules/destination-rule-hosts-disjoint';
import { destinationRuleKeepsTls } from './rules/destination-rule-keeps-tls';
import { destinationSubsetExists } from './rules/destination-subset-exists';
import { disabledPeersCalledInPlainText } from './rules/disabled-peers-called-in-plain-text';
import { disruptionBudgetLetsDrain } from './rules/disruption-budget-lets-drain';
import { envoyFilterOperationApplies } from './rules/envoy-filter-operation-applies';
import { envoyFilterOrderStated } from './rules/envoy-filter-order-stated';
import { exportNamespaceExists } from './rules/export-namespace-exists';
import { extensionProviderDeclared } from './rules/extension-provider-declared';
import { externalNamePortNamed } from './rules/external-name-port-named';
import { fieldCurrent } from './rules/field-current';
import { forcedMutualTlsAccepted } from './rules/forced-mutual-tls-accepted';
import { gatewayAddressUnique } from './rules/gateway-address-unique';
import { gatewayApiVersionServed } from './rules/gateway-api-version-served';
import { gatewayCertificateUnique } from './rules/gateway-certificate-unique';
import { gatewayClassExists } from './rules/gateway-class-exists';
import { gatewayCredentialExists } from './rules/gateway-credential-exists';
import { gatewayCredentialValid } from './rules/gateway-credential-valid';
import { gatewayHasServers } from './rules/gateway-has-servers';
import { gatewayHostUnique } from './rules/gateway-host-unique';
import { gatewayHostsDisjoint } from './rules/gateway-hosts-disjoint';
import { gatewayListenerUnique } from './rules/gateway-listener-unique';
import { gatewayPolicyTargets } from './rules/gateway-policy-targets';
import { gatewayPortOnService } from './rules/gateway-port-on-service';
import { gatewayRouteSubsetKept } from './rules/gateway-route-subset-kept';
import { gatewayScopesSeparate } from './rules/gateway-scopes-separate';
import { gatewaySelectsWorkload } from './rules/gateway-selects-workload';
import { gatewayServesHost } from './rules/gateway-serves-host';
import { generatedGatewayUnreferenced } from './rules/generated-gateway-unreferenced';
import { hashOnOneSubset } from './rules/hash-on-one-subset';
import { injectionWebhookUnique } from './rules/injection-webhook-unique';
import { jobEnds } from './rules/job-ends';
import { jwksFetchRestricted } from './rules/jwks-fetch-restricted';
import { loneDestinationUnweighted } from './rules/lone-destination-unweighted';
import { matchEffective } from './rules/match-effective';
import { meshHostUnique } from './rules/mesh-host-unique';
import { mutualTlsDeclaredOnBothSides } from './rules/mutual-tls-declared-on-both-sides';
import { namespaceInjectionStated } from './rules/namespace-injection-stated';
import { namespaceInjectionUnambiguous } from './rules/namespace-injection-unambiguous';
import { networkPolicyClosesProxylessPorts } from './rules/network-policy-closes-proxyless-ports';
import { networkPolicyLetsCallers } from './rules/network-policy-lets-callers';
import { networkRegistryKnown } from './rules/network-registry-known';
import { outliersLeaveHosts } from './rules/outliers-leave-hosts';
import { peerAuthenticationUnique } from './rules/peer-authentication-unique';
import { policyNamespaceExists } from './rules/policy-namespace-exists';
import { policyPortServed } from './rules/policy-port-served';
import { policySelectsWorkload } from './rules/policy-selects-workload';
import { portProtocolNamed } from './rules/port-protocol-named';
import { proxyImageInjected } from './rules/proxy-image-injected';
import { proxyUserFree } from './rules/proxy-user-free';
import { referenceGrantNamespaceExists } from './rules/reference-grant-namespace-exists';
import { replicasOwnedOnce } from './rules/replicas-owned-once';
import { retriesFitTimeout } from './rules/retries-fit-timeout';
import { retriesRepeatable } from './rules/retries-repeatable';
import { revisionInstalled } from './rules/revision-installed';
import { routeBackendExists } from './rules/route-backend-exists';
import { routeGatewayExists } from './rules/route-gateway-exists';
import { routeHostnameAccepted } from './rules/route-hostname-accepted';
import { routeParentExists } from './rules/route-parent-exists';
import { routeReachable } from './rules/route-reachable';
import { schemaValid } from './rules/schema-valid';
import { serverFirstProtocolNamed } from './rules/server-first-protocol-named';
import { serviceEntryAddressGiven } from './rules/service-entry-address-given';
import { serviceEntryPortUnique } from './rules/service-entry-port-unique';
import { serviceEntryProtocolAgreed } from './rules/service-entry-protocol-agreed';
import { serviceTargetPortAgreed } from './rules/service-target-port-agreed';
import { serviceTargetPortExists } from './rules/service-target-port-exists';
import { serviceTransportAgreed } from './rules/service-transport-agreed';
import { sidecarDefaultUnique } from './rules/sidecar-default-unique';
import { sidecarEgressHostExists } from './rules/sidecar-egress-host-exists';
import { sidecarImportsCalledHost } from './rules/sidecar-imports-called-host';
import { sidecarKeepsOutboundPolicy } from './rules/sidecar-keeps-outbound-policy';
import { sidecarOfRootForAll } from './rules/sidecar-of-root-for-all';
import { sidecarOutboundModeSaid } from './rules/sidecar-outbound-mode-said';
import { sidecarOutsideAmbient } from './rules/sidecar-outside-ambient';
import { sidecarSelectionUnique } from './rules/sidecar-selection-unique';
import { sidecarSelectsWorkload } from './rules/sidecar-selects-workload';
import { strictPeersCalledByMutualTls } from './rules/strict-peers-called-by-mutual-tls';
import { strictPeersCalledFromMesh } from './rules/strict-peers-called-from-mesh';
import { subsetLabelled } from './rules/subset-labelled';
import { subsetSelectsWorkload } from './rules/subset-selects-workload';
import { telemetryDefaultUnique } from './rules/telemetry-default-unique';
import { telemetrySelectionUnique } from './rules/telemetry-selection-unique';
import { telemetrySelectsWorkload } from './rules/telemetry-selects-workload';
import { tokensRequired } from './rules/tokens-required';
import { tracesSampled } from './rules/traces-sampled';
import { upstreamCertificateVerified } from './rules/upstream-certificate-verified';
import { virtualServiceHostClaimedOnce } from './rules/virtual-service-host-claimed-once';
import { waypointExists } from './rules/waypoint-exists';
import { weightsShared } from './rules/weights-shared';
import { workloadAuthorized } from './rules/workload-authorized';
import { workloadDataPlaneUnique } from './rules/workload-data-plane-unique';
import { workloadGroupAccountExists } from './rules/workload-group-account-exists';
import { workloadGroupUnique } from './rules/workload-group-unique';

/**
 * Every rule, in the order of the codes. A code is never given to another rule, also when its own is gone; those that
 * are gone stay in {@link retiredCodes}.
 */
export const catalogue: readonly Rule[] = [
  destinationHostExists,
  destinationPortExists,
  destinationSubsetExists,
  routeGatewayExists,
  gatewaySelectsWorkload,
  gatewayCredentialExists,
  sidecarSelectsWorkload,
  telemetrySelectsWorkload,
  policyNamespaceExists,
  sidecarSelectionUnique,
  sidecarDefaultUnique,
  destinationPortChosen,
  meshHostUnique,
  fieldCurrent,
  serviceTransportAgreed,
  serviceTargetPortAgreed,
  policySelectsWorkload,
  portProtocolNamed,
  externalNamePortNamed,
  annotationPlaced,
  annotationKnown,
  annotationValid,
  annotationCurrent,
  annotationStable,
  namespaceInjectionStated,
  namespaceInjectionUnambiguous,
  upstreamCertificateVerified,
  routeReachable,
  matchEffective,
  gatewayServesHost,
  serviceEntryAddressGiven,
  gatewayCertificateUnique,
  gatewayRouteSubsetKept,
  proxyUserFree,
  gatewayHostUnique,
  proxyImageInjected,
  claimRouteAuthenticated,
  envoyFilterOrderStated,
  envoyFilterOperationApplies,
  accessLogProviderNamed,
  telemetrySelectionUnique,
  telemetryDefaultUnique,
  gatewayCredentialValid,
  gatewayPortOnService,
  generatedGatewayUnreferenced,
  gatewayPolicyTargets,
  sidecarOutsideAmbient,
  subsetSelectsWorkload,
  destinationRuleHostExists,
  serviceEntryProtocolAgreed,
  schemaValid,
  networkRegistryKnown,
  injectionWebhookUnique,
  controlPlaneAddressValid,
  jwksFetchRestricted,
  gatewayApiVersionServed,
  gatewayHasServers,
  authorizationMethodKnown,
  authorizationHostKnown,
  authorizationIdentityHasMutualTls,
  authorizationPrincipalKnown,
  authorizationTrustDomainKnown,
  destinationRuleHostsDisjoint,
  mutualTlsDeclaredOnBothSides,
  strictPeersCalledByMutualTls,
  subsetLabelled,
  disabledPeersCalledInPlainText,
  sidecarEgressHostExists,
  sidecarOfRootForAll,
  sidecarOutboundModeSaid,
  loneDestinationUnweighted,
  destinationListedOnce,
  virtualServiceHostClaimedOnce,
  serviceEntryPortUnique,
  exportNamespaceExists,
  routeParentExists,
  routeBackendExists,
  referenceGrantNamespaceExists,
  gatewayHostsDisjoint,
  authenticationSelectsWorkload,
  peerAuthenticationUnique,
  ambientHttpPolicyHasWaypoint,
  ambientHttpPolicyAttached,
  ambientTrafficRuleHasWaypoint,
  ambientTrafficRuleBesideService,
  serviceTargetPortExists,
  destinationRuleKeepsTls,
  gatewayListenerUnique,
  gatewayAddressUnique,
  gatewayClassExists,
  workloadAuthorized,
  workloadDataPlaneUnique,
  waypointExists,
  workloadGroupAccountExists,
  workloadGroupUnique,
  forcedMutualTlsAccepted,
  networkPolicyClosesProxylessPorts,
  retriesFitTimeout,
  retriesRepeatable,
  weightsShared,
  hashOnOneSubset,
  gatewayScopesSeparate,
  outliersLeaveHosts,
  connectionsReused,
  tracesSampled,
  tokensRequired,
  policyPortServed,
  allowNotDenied,
  jobEnds,
  replicasOwnedOnce,
  disruptionBudgetLetsDrain,
  destinationRuleFollowed,
  routeHostnameAccepted,
  strictPeersCalledFromMesh,
  sidecarImportsCalledHost,
  networkPolicyLetsCallers,
  serverFirstProtocolNamed,
  revisionInstalled,
  extensionProviderDeclared,
  sidecarKeepsOutboundPolicy,
];

/** Codes of rules that are no more. */
export const retiredCodes: readonly string[] = [];
