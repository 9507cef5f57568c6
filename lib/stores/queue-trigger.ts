import { ConfigMap } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { TriggerAuthentication } from '@cdk8s/istio-imports/keda';
import type { ConfigMap as ConfigMapShape } from 'kubernetes-types/core/v1';
import type { ICaller } from '../edges/caller';
import { principalOf } from '../edges/cluster-names';
import type { MeshObjectProps } from '../edges/mesh-object';
import type { SecretReference } from '../edges/secret-reference';
import { Bindings } from '../values/bindings';
import type { Deferred } from '../values/chart-value';
import { bindMetadata, deferredObject } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import { format, when } from '../values/operators';
import type { KafkaTopic } from './kafka-topic';
import type { IRedis } from './redis';

/**
 * The KEDA operator, which looks into queues. It must be in the mesh itself where the queue takes mutual TLS only.
 *
 * @see https://keda.sh/docs/latest/integrations/istio-integration/
 */
export class KedaOperator extends Construct implements ICaller {
  readonly principal: Deferred<string>;
  readonly networkPeer: ICaller['networkPeer'];

  constructor(scope: Construct, id: string, namespace: Deferred<string> = 'keda') {
    super(scope, id);
    this.principal = principalOf(namespace, 'keda-operator');
    this.networkPeer = {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      podSelector: { matchLabels: { app: 'keda-operator' } },
    };
  }
}

/** Something by which KEDA scales a worker: an entry of a ScaledObject's `triggers`. */
export interface QueueTrigger {
  /** The entry; nothing where the queue is not there. */
  readonly trigger: Tree | undefined;
}

/** Options of a trigger on a list in Redis. */
export interface RedisListTriggerProps extends MeshObjectProps {
  /** The server that has the list. */
  readonly redis: IRedis;
  /** The list that holds the jobs. */
  readonly list: Deferred<string>;
  /** Jobs per pod. */
  readonly length: Deferred<number>;
  /** Redis asks for this password. @default - none */
  readonly password?: SecretReference;
  /** The password is asked for only where this holds. @default - where there is one */
  readonly auth?: Deferred<boolean>;
}

/**
 * Scales on the length of a list in Redis.
 *
 * @see https://keda.sh/docs/latest/scalers/redis-lists/
 */
export class RedisListTrigger extends Construct implements QueueTrigger {
  /** The entry. */
  readonly trigger: Tree;

  constructor(scope: Construct, id: string, props: RedisListTriggerProps) {
    super(scope, id);
    const { redis, password, auth = password !== undefined } = props;
    const name = props.name ?? id;
    const [port] = redis.calledPorts;
    if (password) {
      deferredObject(
        TriggerAuthentication,
        this,
        'Authentication',
        { ...props, name },
        {
          spec: { secretTargetRef: [{ parameter: 'password', name: password.name, key: password.key }] },
        },
      );
    }
    this.trigger = {
      type: 'redis',
      metadata: {
        address: format`${redis.host}:${port?.port ?? 6379}`,
        listName: props.list,
        listLength: format`${props.length}`,
      },
      authenticationRef: when<Tree>(auth, { name }),
    };
  }
}

/** Options of a trigger on what a consumer group has not read yet. */
export interface KafkaLagTriggerProps extends MeshObjectProps {
  /** The topic that workers read. */
  readonly topic: KafkaTopic;
  /** Records per pod that wait. */
  readonly lag: Deferred<number>;
}

/**
 * Scales on the lag of a consumer group of Kafka.
 *
 * @see https://keda.sh/docs/latest/scalers/apache-kafka/
 */
export class KafkaLagTrigger extends Construct implements QueueTrigger {
  /** The entry. */
  readonly trigger: Tree;

  constructor(scope: Construct, id: string, props: KafkaLagTriggerProps) {
    super(scope, id);
    const { topic } = props;
    const name = props.name ?? id;
    const account = new ConfigMap(this, 'Account');
    bindMetadata(account, { ...props, name });
    new Bindings<ConfigMapShape>(account)
      .remove((o) => o.immutable)
      .set((o) => o.data, { username: topic.user.name, sasl: 'scram_sha512', tls: 'enable' });
    const { password } = topic.user;
    const authority = topic.certificateAuthority;
    deferredObject(
      TriggerAuthentication,
      this,
      'Authentication',
      { ...props, name },
      {
        spec: {
          configMapTargetRef: ['username', 'sasl', 'tls'].map((parameter) => ({
            parameter,
            name,
            key: parameter,
          })),
          secretTargetRef: [
            { parameter: 'password', name: password.name, key: password.key },
            { parameter: 'ca', name: authority.name, key: authority.key },
          ],
        },
      },
    );
    const [port] = topic.calledPorts;
    this.trigger = {
      type: 'kafka',
      metadata: {
        bootstrapServers: format`${topic.host}:${port?.port ?? 9092}`,
        consumerGroup: topic.groupId,
        topic: topic.topicName,
        lagThreshold: format`${props.lag}`,
      },
      authenticationRef: { name },
    };
  }
}
