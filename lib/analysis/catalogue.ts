import type { Rule } from './rule';
import { destinationHostExists } from './rules/destination-host-exists';
import { destinationPortChosen } from './rules/destination-port-chosen';
import { destinationPortExists } from './rules/destination-port-exists';
import { destinationSubsetExists } from './rules/destination-subset-exists';
import { gatewayRouteSubsetKept } from './rules/gateway-route-subset-kept';
import { gatewayServesHost } from './rules/gateway-serves-host';
import { generatedGatewayUnreferenced } from './rules/generated-gateway-unreferenced';
import { meshHostUnique } from './rules/mesh-host-unique';
import { portProtocolNamed } from './rules/port-protocol-named';
import { routeGatewayExists } from './rules/route-gateway-exists';
import { sidecarDefaultUnique } from './rules/sidecar-default-unique';
import { authorizationMethodKnown } from './rules/authorization-method-known';
import { authorizationHostKnown } from './rules/authorization-host-known';
import { authorizationIdentityHasMutualTls } from './rules/authorization-identity-has-mutual-tls';
import { authorizationPrincipalKnown } from './rules/authorization-principal-known';
import { authorizationTrustDomainKnown } from './rules/authorization-trust-domain-known';

/**
 * Every rule, in the order of the codes. A code is never given to another rule, also when its own is gone; those that
 * are gone stay in {@link retiredCodes}.
 */
export const catalogue: readonly Rule[] = [
  destinationHostExists,
  destinationPortExists,
  destinationSubsetExists,
  routeGatewayExists,
  sidecarDefaultUnique,
  destinationPortChosen,
  meshHostUnique,
  portProtocolNamed,
  gatewayServesHost,
  gatewayRouteSubsetKept,
  generatedGatewayUnreferenced,
  authorizationMethodKnown,
  authorizationHostKnown,
  authorizationIdentityHasMutualTls,
  authorizationPrincipalKnown,
  authorizationTrustDomainKnown,
];

/** Codes of rules that are no more. */
export const retiredCodes: readonly string[] = [];
