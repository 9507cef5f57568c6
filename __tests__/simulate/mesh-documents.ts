/** A pod of the namespace `shop`, with these labels; `spec` stands before its containers. */
export function pod(name: string, labels: string, spec = ''): string {
  return `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {${labels}}}
spec: {${spec}containers: [{name: app, image: app}]}`;
}

/** How the pods of `shop` take connections. */
export function peers(mode: string): string {
  return `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: shop}
spec: {mtls: {mode: ${mode}}}`;
}

/** A policy of `shop` that allows one source alone: what these pods, or what `more` names, take. */
export function allow(source: string, more = 'selector: {matchLabels: {app: web}}', name = 'p'): string {
  return `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: ${name}, namespace: shop}
spec:
  ${more}
  rules: [{from: [{source: {${source}}}]}]`;
}

/** A service with a pod that has a sidecar. */
export const OTHER_SERVER = `
apiVersion: v1
kind: Service
metadata: {name: other, namespace: shop}
spec: {selector: {app: other}, ports: [{name: http, port: 80}]}
---
${pod('other', 'app: other, sidecar.istio.io/inject: "true"')}`;
