// Manifests of the rules' tests as texts, each with the separator behind it.

/** A DestinationRule. */
export const destinationRule = (
  name: string,
  namespace: string,
  spec: string,
): string => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}
---
`;

/** The PeerAuthentication of a namespace. */
export const peerAuthentication = (
  namespace: string,
  mode: string,
): string => `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: ${namespace} }
spec: { mtls: { mode: ${mode} } }
---
`;

/** The settings of the mesh, as its installation keeps them. */
export const meshSettings = (text: string): string => `apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: '${text}' }
---
`;

/** A policy of one rule for all pods of the namespace shop. */
export const authorizationPolicy = (rule: string): string => `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: orders, namespace: shop }
spec:
  rules:
    - ${rule}
---
`;

/** The Sidecar of a namespace. */
export const defaultSidecar = (namespace: string, spec: string): string => `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: ${namespace} }
spec: ${spec}
---
`;

/** A ServiceEntry. */
export const serviceEntry = (
  name: string,
  namespace: string,
  spec: string,
): string => `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}
---
`;

/** A VirtualService. */
export const virtualService = (
  name: string,
  namespace: string,
  spec: string,
): string => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}
---
`;
