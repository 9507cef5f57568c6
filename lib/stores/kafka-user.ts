import { Names, type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { KafkaUser as KafkaUserObject } from '@cdk8s/istio-imports/strimzi';
import type { SecretReference } from '../edges/secret-reference';
import type { Deferred } from '../values/chart-value';
import { deferredObject } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import type { KafkaBroker } from './kafka-broker';

/** Options of a user of Kafka. */
export interface KafkaUserProps {
  /** The cluster. */
  readonly broker: KafkaBroker;
  /** Name of the user, and of the Secret with its password. @default - made of the construct's path */
  readonly name?: Deferred<string>;
  /** Labels of the object. @default - none */
  readonly labels?: Tree;
  /** Topics that the user may read and write, by their names in Kafka. */
  readonly topics: readonly Deferred<string>[];
  /** Consumer groups that the user may join. @default - none: it only writes */
  readonly groups?: readonly Deferred<string>[];
}

/**
 * Somebody who logs in to Kafka. Strimzi makes the password and keeps it in a Secret; the user may do to the named
 * topics and groups what producers and consumers do, and nothing else.
 *
 * @see https://strimzi.io/docs/operators/latest/configuring#type-KafkaUserSpec-reference
 */
export class KafkaUser extends Construct {
  /** Strimzi's `KafkaUser`. */
  readonly resource: ApiObject;
  /** Name of the user, and of the Secret with its password. */
  readonly name: Deferred<string>;

  constructor(scope: Construct, id: string, props: KafkaUserProps) {
    super(scope, id);
    const { broker } = props;
    this.name = props.name ?? Names.toDnsLabel(this);
    const metadata = {
      name: this.name,
      namespace: broker.namespace,
      labels: broker.labelled(props.labels),
    };
    this.resource = deferredObject(KafkaUserObject, this, 'Resource', metadata, {
      spec: {
        authentication: { type: 'scram-sha-512' },
        authorization: {
          type: 'simple',
          acls: [
            ...props.topics.map((name) => ({
              resource: { type: 'topic' as const, name, patternType: 'literal' as const },
              operations: ['Describe' as const, 'Read' as const, 'Write' as const],
            })),
            ...(props.groups ?? []).map((name) => ({
              resource: { type: 'group' as const, name, patternType: 'literal' as const },
              operations: ['Describe' as const, 'Read' as const],
            })),
          ],
        },
      },
    });
  }

  /** The password, in the Secret that Strimzi makes. */
  get password(): SecretReference {
    return { name: this.name, key: 'password', required: false };
  }
}
