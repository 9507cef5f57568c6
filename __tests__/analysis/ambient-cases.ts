/** The manifests of a namespace in ambient mode with one Service and its Deployment. */
export interface AmbientShop {
  /** Further labels of the namespace. */
  readonly namespace?: string;
  readonly service?: string;
  readonly pods?: string;
}

/** A namespace `shop` in ambient mode, with Service and Deployment `cart`; of 14 lines. */
export function ambientShop({ namespace = '', service = '', pods = '' }: AmbientShop = {}): string {
  return `apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient ${namespace} } }
---
apiVersion: v1
kind: Service
metadata: { name: cart, namespace: shop, labels: { ${service} } }
spec: { selector: { app: cart } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
spec: { template: { metadata: { labels: { app: cart ${pods} } } } }
---
`;
}

/** What asks for a waypoint. */
export const useWaypoint = 'istio.io/use-waypoint: waypoint';
