/** Services to a namespace. */
const TOGETHER = 100;

/**
 * The manifests of a number of services, as `helm template` prints them: Service, Deployment, VirtualService and
 * DestinationRule each, of the size that people write. Nothing is wrong with them.
 */
export function servicesYaml(count) {
  return Array.from({ length: count }, (_, index) => serviceYaml(index)).join('');
}

function serviceYaml(index) {
  const service = { name: `service-${index}`, namespace: `team-${Math.floor(index / TOGETHER)}` };
  return [kubernetesService, deployment, virtualService, destinationRule]
    .map((manifest) => `---\n${manifest(service)}`)
    .join('');
}

/** The metadata of each of its objects. */
function metadata({ name, namespace }) {
  return `metadata:
  name: ${name}
  namespace: ${namespace}
  labels:
    ${labels(name, 4)}`;
}

/** The labels of objects and pods, at an indent. */
function labels(name, indent) {
  return [
    `app.kubernetes.io/name: ${name}`,
    `app.kubernetes.io/instance: ${name}`,
    'app.kubernetes.io/managed-by: Helm',
    'app.kubernetes.io/version: "1.4.2"',
  ].join(`\n${' '.repeat(indent)}`);
}

function kubernetesService(service) {
  const { name } = service;
  return `# Source: shop/templates/service.yaml
apiVersion: v1
kind: Service
${metadata(service)}
spec:
  type: ClusterIP
  selector:
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/instance: ${name}
  ports:
    - name: http
      port: 80
      targetPort: http
      protocol: TCP
    - name: http-metrics
      port: 9090
      targetPort: metrics
`;
}

function deployment(service) {
  const { name } = service;
  return `# Source: shop/templates/deployment.yaml
apiVersion: apps/v1
kind: Deployment
${metadata(service)}
spec:
  replicas: 2
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
      app.kubernetes.io/instance: ${name}
  template:
    metadata:
      annotations:
        checksum/config: "${'0123456789abcdef'.repeat(4)}"
      labels:
        ${labels(name, 8)}
        app: ${name}
        version: v1
        sidecar.istio.io/inject: "true"
    spec:
      serviceAccountName: ${name}
      securityContext:
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: app
          image: "registry.example.com/shop/${name}:1.4.2"
          imagePullPolicy: IfNotPresent
          env:
            - name: LOG_LEVEL
              value: info
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
          ports:
            - name: http
              containerPort: 8080
            - name: metrics
              containerPort: 9090
          readinessProbe:
            httpGet:
              path: /healthz
              port: http
            periodSeconds: 5
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: ["ALL"]
`;
}

function virtualService(service) {
  const { name, namespace } = service;
  return `# Source: shop/templates/virtual-service.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
${metadata(service)}
spec:
  hosts:
    - ${name}.${namespace}.svc.cluster.local
  http:
    - name: api
      match:
        - uri:
            prefix: /api
      timeout: 10s
      retries:
        attempts: 2
        perTryTimeout: 3s
        retryOn: connect-failure,refused-stream
      route:
        - destination:
            host: ${name}.${namespace}.svc.cluster.local
            subset: v1
            port:
              number: 80
    - name: rest
      route:
        - destination:
            host: ${name}.${namespace}.svc.cluster.local
            port:
              number: 80
`;
}

function destinationRule(service) {
  const { name, namespace } = service;
  return `# Source: shop/templates/destination-rule.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
${metadata(service)}
spec:
  host: ${name}.${namespace}.svc.cluster.local
  trafficPolicy:
    connectionPool:
      tcp:
        maxConnections: 100
      http:
        http2MaxRequests: 1000
    outlierDetection:
      consecutive5xxErrors: 5
      interval: 10s
      baseEjectionTime: 30s
      maxEjectionPercent: 50
  subsets:
    - name: v1
      labels:
        version: v1
`;
}
