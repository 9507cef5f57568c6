import { Duration, Names, type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { KafkaTopic as KafkaTopicObject } from '@cdk8s/istio-imports/strimzi';
import type { CalledPort, EdgeOptions, ICallable, ICaller } from '../edges/caller';
import { secretVariable, type SecretReference } from '../edges/secret-reference';
import type { ChartValue, Deferred } from '../values/chart-value';
import { demand } from '../values/constraint';
import { deferredObject } from '../values/deferred-object';
import { isDeferral, type Tree } from '../values/expression';
import { multiply } from '../values/arithmetic';
import { less, not } from '../values/conditions';
import { orDefault } from '../values/operators';
import { certificateAuthority, type KafkaBroker } from './kafka-broker';
import { KafkaUser } from './kafka-user';

/** Options of a topic of Kafka. */
export interface KafkaTopicProps {
  /** The cluster. */
  readonly broker: KafkaBroker;
  /** Name of the object. @default - made of the construct's path */
  readonly name?: Deferred<string>;
  /** Name of the topic in Kafka. @default - that of the object */
  readonly topicName?: Deferred<string>;
  /** Labels of the object. @default - none */
  readonly labels?: Tree;
  /** Each is read by one consumer of a group at a time, so that no more consumers than partitions have work. @default 12 */
  readonly partitions?: Deferred<number>;
  /** Brokers that hold each record. @default - three where there are as many brokers, else one */
  readonly replicas?: Deferred<number>;
  /** How long records can be read again; a number is in seconds. @default Duration.days(7) */
  readonly retention?: Duration | ChartValue<number>;
  /** Consumer group of the workers that share the topic's records. @default - the topic's name */
  readonly groupId?: Deferred<string>;
  /** Who callers log in as. @default - a user of its own, that may read and write this topic in this group */
  readonly user?: KafkaUser;
}

/**
 * A topic of a Kafka cluster, as the queue between producers and consumers. Workloads call the topic
 * (`worker.calls(topic)`), which lets them reach the brokers and tells them KAFKA_BOOTSTRAP_SERVERS, KAFKA_TOPIC,
 * KAFKA_GROUP_ID and how to log in.
 *
 * @see https://strimzi.io/docs/operators/latest/configuring#type-KafkaTopicSpec-reference
 */
export class KafkaTopic extends Construct implements ICallable {
  /** Strimzi's `KafkaTopic`. */
  readonly resource: ApiObject;
  /** Who callers log in as. */
  readonly user: KafkaUser;
  readonly connectionEnvironment: ICallable['connectionEnvironment'];
  /** Name of the topic in Kafka. */
  readonly topicName: Deferred<string>;
  /** Consumer group of the workers. */
  readonly groupId: Deferred<string>;
  private readonly broker: KafkaBroker;
  private readonly partitions: Deferred<number>;

  constructor(scope: Construct, id: string, props: KafkaTopicProps) {
    super(scope, id);
    const { broker, retention = Duration.days(7) } = props;
    const name = props.name ?? Names.toDnsLabel(this);
    const topicName = props.topicName ?? name;
    const groupId = props.groupId ?? topicName;
    this.topicName = topicName;
    this.groupId = groupId;
    this.broker = broker;
    this.partitions = props.partitions ?? 12;
    this.user =
      props.user ??
      new KafkaUser(this, 'User', {
        broker,
        name,
        ...(props.labels === undefined ? {} : { labels: props.labels }),
        topics: [topicName],
        groups: [groupId],
      });
    this.connectionEnvironment = [
      ...broker.connectionEnvironment,
      { name: 'KAFKA_TOPIC', value: topicName },
      { name: 'KAFKA_GROUP_ID', value: groupId },
      { name: 'KAFKA_USERNAME', value: this.user.name },
      secretVariable('KAFKA_PASSWORD', this.user.password),
    ];
    const seconds = isDeferral(retention) ? retention : retention.toSeconds();
    const metadata = {
      name,
      namespace: broker.namespace,
      labels: broker.labelled(props.labels),
    };
    this.resource = deferredObject(KafkaTopicObject, this, 'Resource', metadata, {
      spec: {
        topicName,
        partitions: this.partitions,
        replicas: orDefault(props.replicas ?? 0, broker.replicationFactor),
        config: { 'retention.ms': multiply(seconds, 1000) },
      },
    });
  }

  /**
   * Demands that there is a partition for each of so many consumers of one group: further ones would have no work.
   *
   * @throws ConfigError `constraint-violated` when a literal number exceeds the partitions
   */
  demandPartitionFor(consumers: Deferred<number>): void {
    demand(
      this,
      not(less(this.partitions, consumers)),
      'a topic of Kafka has fewer partitions than its group may have consumers, and the rest would have no work; ' +
        'raise partitions or lower maxReplicas of the worker',
    );
  }

  /** The authority of the brokers' certificates. */
  get certificateAuthority(): SecretReference {
    return certificateAuthority(this.broker.name);
  }

  get host(): Deferred<string> {
    return this.broker.host;
  }

  get furtherHosts(): readonly Deferred<string>[] {
    return this.broker.furtherHosts;
  }

  get calledPorts(): readonly CalledPort[] {
    return this.broker.calledPorts;
  }

  get egressPeers(): ICallable['egressPeers'] {
    return this.broker.egressPeers;
  }

  acceptFrom(caller: ICaller, options: EdgeOptions = {}): void {
    this.broker.acceptFrom(caller, options);
  }
}
