import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import type { KafkaNodePoolSpec, KafkaSpec } from '@cdk8s/istio-imports/strimzi';
import { restrictedPod } from '../pods/security-context';
import type { Deferred, DeferredTree } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { and, less, not } from '../values/conditions';
import { choose, fields, ifSet, when } from '../values/operators';
import { NO_SIDECAR } from './operator-peers';
import type { Persistence } from './persistence';

/** What a Kafka cluster decides of its specification. */
export interface KafkaSpecOptions {
  readonly port: number;
  /** Empty for Strimzi's default. */
  readonly version: Deferred<string>;
  readonly replicationFactor: Deferred<number>;
  readonly config: Deferred<Record<string, string>>;
  /** Who may reach the listener, as NetworkPolicies name them. */
  readonly clientPeers: readonly (Tree | undefined)[];
}

/** A KRaft cluster with one listener for clients, authorization by ACLs, and operators for topics and users. */
export function kafkaSpec(options: KafkaSpecOptions): DeferredTree<KafkaSpec> {
  const { replicationFactor } = options;
  const pod = podTemplate();
  const container = { securityContext: RESTRICTED_CONTAINER };
  return {
    kafka: {
      version: ifSet(options.version),
      listeners: [
        {
          name: 'tls',
          port: options.port,
          type: 'internal',
          tls: true,
          authentication: { type: 'scram-sha-512' },
          networkPolicyPeers: options.clientPeers as never,
        },
      ],
      authorization: { type: 'simple' },
      config: fields(
        {
          'offsets.topic.replication.factor': replicationFactor,
          'transaction.state.log.replication.factor': replicationFactor,
          'default.replication.factor': replicationFactor,
          // A record counts as written when two brokers have it, and one broker may be gone.
          'transaction.state.log.min.isr': choose(less(replicationFactor, 3), 1, 2),
          'min.insync.replicas': choose(less(replicationFactor, 3), 1, 2),
          // Topics are declared; a misspelt name is an error and not a topic.
          'auto.create.topics.enable': false,
        },
        options.config,
      ),
    },
    entityOperator: {
      topicOperator: { resources: OPERATOR_RESOURCES },
      userOperator: { resources: OPERATOR_RESOURCES },
      template: { pod, topicOperatorContainer: container, userOperatorContainer: container },
    },
  };
}

/** Brokers that are controllers too, each with one volume, to which more can be added. */
export function nodePoolSpec(options: {
  readonly replicas: Deferred<number>;
  readonly persistence: Persistence;
  readonly resources: DeferredTree<ResourceRequirements>;
}): DeferredTree<KafkaNodePoolSpec> {
  const { enabled = true, retain = true, size = '1Gi', storageClass = '' } = options.persistence;
  return {
    replicas: options.replicas,
    roles: ['controller', 'broker'],
    resources: choose<Tree>(options.resources, options.resources, BROKER_RESOURCES) as never,
    storage: {
      type: 'jbod',
      volumes: [
        {
          id: 0,
          type: choose<'persistent-claim' | 'ephemeral'>(enabled, 'persistent-claim', 'ephemeral'),
          kraftMetadata: 'shared',
          size: when(enabled, size),
          class: when(and(enabled, storageClass), storageClass),
          deleteClaim: when(enabled, not(retain)),
        },
      ],
    },
    template: { pod: podTemplate(), kafkaContainer: { securityContext: RESTRICTED_CONTAINER } },
  };
}

/** Out of the mesh, and admitted under Pod Security "restricted" however the operator is set up. */
function podTemplate() {
  return {
    metadata: { labels: NO_SIDECAR },
    // Group 0 owns the files of Kafka's images; Strimzi sets it only where there is no context of ours.
    securityContext: { ...restrictedPod(), fsGroup: 0 },
  };
}

/** The images write below /opt/kafka, so that their root file system cannot be read-only. */
const RESTRICTED_CONTAINER = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
};

/** Kafka takes half of the memory for its heap and leaves the rest to the page cache. */
const BROKER_RESOURCES = {
  requests: { cpu: '250m', memory: '1Gi' },
  limits: { cpu: '2', memory: '2Gi' },
};

const OPERATOR_RESOURCES = {
  requests: { cpu: '50m', memory: '256Mi' },
  limits: { cpu: '500m', memory: '512Mi' },
};
