import type { DeliveryEnvironment } from './delivery-environment';
import type { GitHubDelivery } from './github-delivery';
import type { Step } from './workflow';

/** What must hold after a deployment, as somebody outside of the cluster and Prometheus see it. */
export function smokeSteps(environment: DeliveryEnvironment, delivery: GitHubDelivery): readonly Step[] {
  const outside: Step = {
    name: 'Call from outside',
    env: {
      URL: environment.url,
      PATHS: delivery.smokePaths.join(' '),
      GATEWAY_NAMESPACE: delivery.gateway.namespace,
      GATEWAY: delivery.gateway.name,
    },
    run: CALL,
  };
  const { prometheus } = delivery;
  if (prometheus === undefined) return [outside];
  const { namespace, name, port } = prometheus;
  return [
    outside,
    {
      name: 'Ask Prometheus',
      env: {
        NAMESPACE: environment.namespace,
        PROMETHEUS: `/api/v1/namespaces/${namespace}/services/http:${name}:${port}/proxy`,
      },
      run: ASK,
    },
  ];
}

/**
 * The load balancer's address, an IP or on AWS a name, is called under the host of the URL: by its own address no
 * route would match. The new proxies may need a moment to have their routes.
 */
const CALL = `address=$(kubectl --namespace "$GATEWAY_NAMESPACE" get service "$GATEWAY" \\
  --output jsonpath='{.status.loadBalancer.ingress[0].ip}{.status.loadBalancer.ingress[0].hostname}')
if [ -z "$address" ]; then
  echo "::error::the Service $GATEWAY in $GATEWAY_NAMESPACE has no address yet"
  exit 1
fi
read -r -a paths <<< "$PATHS"
for path in "\${paths[@]}"; do
  curl --silent --show-error --fail --output /dev/null --write-out '%{http_code} %{url}\\n' \\
    --retry 10 --retry-all-errors --retry-delay 3 --max-time 10 \\
    --connect-to "::$address:" "$URL$path"
done
`;

/** By the API server, so that nothing has to be forwarded. Targets that are down, or no target at all, fail. */
const ASK = `for attempt in 1 2 3 4 5 6; do
  query=$(jq --null-input --raw-output --arg namespace "$NAMESPACE" '"min(up{namespace=\\"\\($namespace)\\"})" | @uri')
  up=$(kubectl get --raw "$PROMETHEUS/api/v1/query?query=$query" | jq --raw-output '.data.result[0].value[1] // "none"')
  if [ "$up" = 1 ]; then exit 0; fi
  echo "attempt $attempt: the least 'up' in $NAMESPACE is $up"
  sleep 20
done
echo "::error::Prometheus does not see every target of $NAMESPACE up"
exit 1
`;
