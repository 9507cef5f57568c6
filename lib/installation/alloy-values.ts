import type { JsonObject } from '../vocabulary/json';
import { COLLECTOR } from './telemetry-sizes';
import type { TelemetryStack } from './telemetry-stack';

/**
 * Values of Alloy's chart, which took Promtail's place: on each node it reads the logs of the containers there and
 * sends them to Loki.
 *
 * @see https://grafana.com/docs/alloy/latest/configure/kubernetes/
 */
export function alloyValues(stack: TelemetryStack): JsonObject {
  return {
    fullnameOverride: 'alloy',
    controller: { type: 'daemonset' },
    // The operator's definitions come with kube-prometheus-stack.
    crds: { create: false },
    alloy: {
      enableReporting: false,
      mounts: { varlog: true },
      extraEnv: [{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
      resources: COLLECTOR as JsonObject,
      configMap: { content: pipeline(`${stack.addresses.loki}/loki/api/v1/push`) },
    },
  };
}

/** Labels of a stream of logs. Each value makes streams of its own, so that they are few and have few values. */
const LOG_LABELS = {
  namespace: '__meta_kubernetes_namespace',
  pod: '__meta_kubernetes_pod_name',
  container: '__meta_kubernetes_pod_container_name',
  node: '__meta_kubernetes_pod_node_name',
} as const;

/** What an application says of an entry that can be searched for, and is no label since its values are many. */
const SEARCHED = ['trace_id', 'order_id'];

/** Who somebody is stays out of Loki. */
const PERSONAL = ['customer_name'];

function pipeline(url: string): string {
  const relabel = Object.entries(LOG_LABELS).map(
    ([label, source]) => `  rule {
    source_labels = ["${source}"]
    target_label  = "${label}"
  }`,
  );
  const read = ['level', ...SEARCHED].map((field) => `${field} = "${field}"`).join(', ');
  const searched = SEARCHED.map((field) => `${field} = "${field}"`).join(', ');
  const masked = PERSONAL.map(
    (field) => `  stage.replace {
    expression = "\\"${field}\\":\\\\s*\\"([^\\"]*)\\""
    replace    = "***"
  }`,
  );
  return `discovery.kubernetes "pods" {
  role = "pod"
  selectors {
    role  = "pod"
    field = "spec.nodeName=" + sys.env("NODE_NAME")
  }
}

discovery.relabel "pods" {
  targets = discovery.kubernetes.pods.targets
${relabel.join('\n')}
  rule {
    source_labels = ["__meta_kubernetes_pod_uid", "__meta_kubernetes_pod_container_name"]
    separator     = "/"
    target_label  = "__path__"
    replacement   = "/var/log/pods/*$1/*.log"
  }
}

local.file_match "pods" {
  path_targets = discovery.relabel.pods.output
}

loki.source.file "pods" {
  targets    = local.file_match.pods.targets
  forward_to = [loki.process.pods.receiver]
}

loki.process "pods" {
  forward_to = [loki.write.loki.receiver]
  stage.cri { }
  stage.json {
    expressions = { ${read} }
  }
  stage.labels {
    values = { level = "level" }
  }
  stage.structured_metadata {
    values = { ${searched} }
  }
${masked.join('\n')}
}

loki.write "loki" {
  endpoint {
    url = "${url}"
  }
}
`;
}
