import { Names, type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import { Kafka, KafkaNodePool } from '@cdk8s/istio-imports/strimzi';
import type { CalledPort, EdgeOptions, ICallable, ICaller } from '../edges/caller';
import { namespaceOf, serviceHost } from '../edges/cluster-names';
import { Participant } from '../edges/participant';
import type { Platform } from '../edges/participant-props';
import { secretVariable, type SecretReference } from '../edges/secret-reference';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { deferredObject, joined } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import { less } from '../values/conditions';
import { choose, format, when } from '../values/operators';
import { kafkaSpec, nodePoolSpec } from './kafka-specs';
import { operatedEgress, operatedIngress, type OperatedPods } from './operator-peers';
import type { Persistence } from './persistence';
import type { Variable } from './store-props';

/** Options of a Kafka cluster that Strimzi runs. */
export interface KafkaBrokerProps {
  /** Name of the cluster; clients reach it at the Service `<name>-kafka-bootstrap`. @default - made of the construct's path */
  readonly name?: Deferred<string>;
  /** Namespace of all objects. @default - the namespace of the cdk8s chart */
  readonly namespace?: Deferred<string>;
  /** Labels of all objects; `strimzi.io/cluster` is added where Strimzi needs it. @default - none */
  readonly labels?: Tree;
  /** Brokers, which are controllers too; three keep the cluster up while one is gone. @default 3 */
  readonly replicas?: Deferred<number>;
  /** Version of Kafka, one that the installed Strimzi knows. @default - empty: Strimzi's default */
  readonly version?: Deferred<string>;
  /** Where each broker keeps its log. @default - a volume of 1Gi of the cluster's default class, which is retained */
  readonly persistence?: Persistence;
  /** CPU and memory of each broker. @default - what Kafka needs at least */
  readonly resources?: DeferredTree<ResourceRequirements>;
  /** Further settings of the brokers; they must not repeat those of replication. @default - none */
  readonly config?: Deferred<Record<string, string>>;
  /** Where the pods run. @default - the platform of a usual cluster, with Istio */
  readonly platform?: Platform;
  /** Further entries of the NetworkPolicy's `ingress`. @default - none */
  readonly extraIngress?: Tree;
  /** Further entries of the NetworkPolicy's `egress`. @default - none */
  readonly extraEgress?: Tree;
}

/** The listener for clients: TLS, and a password by SCRAM. */
const PORT = 9093;

/**
 * A Kafka cluster that the Strimzi operator runs, in KRaft mode. Clients speak TLS and log in by SCRAM-SHA-512; what a
 * client may do, its `KafkaUser` says.
 *
 * Its pods stay out of the mesh: brokers, controllers and the operator know each other by certificates of their own.
 * Callers' proxies pass the clients' TLS on; NetworkPolicies, ours and those that Strimzi makes, let in declared
 * callers only.
 *
 * @see https://strimzi.io/docs/operators/latest/configuring
 *
 * @example
 * ```ts
 * const broker = new KafkaBroker(chart, 'kafka', { name: 'events', persistence: { size: '50Gi' } });
 * new KafkaTopic(chart, 'orders', { broker, topicName: 'orders', partitions: 6 });
 * ```
 */
export class KafkaBroker extends Construct implements ICallable {
  /** Strimzi's `Kafka`. */
  readonly kafka: ApiObject;
  /** Strimzi's `KafkaNodePool` of all brokers. */
  readonly nodePool: ApiObject;
  /** The brokers' side of their edges. */
  readonly participant: Participant;
  /** Name of the cluster of brokers. */
  readonly name: Deferred<string>;
  /** Namespace of its pods. */
  readonly namespace: Deferred<string>;
  /** Brokers. */
  readonly replicas: Deferred<number>;
  readonly furtherHosts: readonly Deferred<string>[];

  constructor(scope: Construct, id: string, props: KafkaBrokerProps = {}) {
    super(scope, id);
    this.name = props.name ?? Names.toDnsLabel(this);
    this.namespace = namespaceOf(this, props.namespace);
    this.replicas = props.replicas ?? 3;
    const { name, namespace } = this;
    const metadata = { name, namespace, labels: props.labels };
    const bootstrap = format`${name}-kafka-bootstrap`;
    this.furtherHosts = [serviceHost(format`${name}-kafka-brokers`, namespace)];
    const selectorLabels = this.clusterLabels;
    const pods: OperatedPods = {
      selectorLabels,
      operatorLabels: { 'strimzi.io/kind': 'cluster-operator' },
      operatorPorts: [9090, 9091, 8443],
      peerPorts: [9090, 9091, 8443],
      metricsPort: 9404,
      platform: props.platform,
      extraIngress: props.extraIngress,
      extraEgress: props.extraEgress,
    };
    this.participant = new Participant(this, 'Mesh', {
      ...metadata,
      selectorLabels,
      serviceAccountName: format`${name}-kafka`,
      serviceName: bootstrap,
      calledPorts: [{ port: PORT, protocol: 'kafka' }],
      connectionEnvironment: connectionEnvironment(name, serviceHost(bootstrap, namespace)),
      platform: { ...props.platform, mesh: false },
      extraIngress: operatedIngress(pods),
      extraEgress: operatedEgress(pods),
    });

    this.kafka = deferredObject(Kafka, this, 'Resource', metadata, () => ({
      spec: kafkaSpec({
        port: PORT,
        version: props.version ?? '',
        replicationFactor: this.replicationFactor,
        config: props.config ?? {},
        clientPeers: [
          // An empty list would let everybody in.
          { podSelector: { matchLabels: selectorLabels } },
          ...this.participant.callers.map((edge) => when<Tree>(edge.when, edge.peer.networkPeer as Tree)),
        ],
      }),
    }));
    this.nodePool = deferredObject(
      KafkaNodePool,
      this,
      'NodePool',
      {
        name: format`${name}-broker`,
        namespace,
        labels: this.labelled(props.labels),
      },
      {
        spec: nodePoolSpec({
          replicas: this.replicas,
          persistence: props.persistence ?? {},
          resources: props.resources ?? {},
        }),
      },
    );
    this.nodePool.addDependency(this.kafka);
  }

  /** The labels by which Strimzi's objects and pods belong to the cluster. */
  get clusterLabels(): Readonly<Record<string, Deferred<string>>> {
    return { 'strimzi.io/cluster': this.name };
  }

  /** How many brokers hold each record: three where there are as many. */
  get replicationFactor(): Deferred<number> {
    return choose(less(this.replicas, 3), 1, 3);
  }

  get host(): Deferred<string> {
    return this.participant.host;
  }

  get calledPorts(): readonly CalledPort[] {
    return this.participant.calledPorts;
  }

  get connectionEnvironment(): ICallable['connectionEnvironment'] {
    return this.participant.connectionEnvironment;
  }

  get egressPeers(): ICallable['egressPeers'] {
    return this.participant.egressPeers;
  }

  acceptFrom(caller: ICaller, options: EdgeOptions = {}): void {
    this.participant.acceptFrom(caller, options);
  }

  /** Labels of an object of the cluster, with those by which Strimzi knows it. */
  labelled(labels: Tree | undefined): Tree {
    return joined(this.clusterLabels, labels) as Tree;
  }
}

/** The authority of the brokers' certificates, in the Secret that Strimzi makes. */
export function certificateAuthority(cluster: Deferred<string>): SecretReference {
  return { name: format`${cluster}-cluster-ca-cert`, key: 'ca.crt', required: false };
}

function connectionEnvironment(name: Deferred<string>, host: Deferred<string>): Variable[] {
  return [
    { name: 'KAFKA_BOOTSTRAP_SERVERS', value: format`${host}:${PORT}` },
    { name: 'KAFKA_SECURITY_PROTOCOL', value: 'SASL_SSL' },
    { name: 'KAFKA_SASL_MECHANISM', value: 'SCRAM-SHA-512' },
    // The certificate itself, as librdkafka's `ssl.ca.pem` and Java's `ssl.truststore.certificates` take it.
    secretVariable('KAFKA_CA_CERTIFICATE', certificateAuthority(name)),
  ];
}
