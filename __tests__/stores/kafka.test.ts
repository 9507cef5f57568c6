import { Duration } from 'cdk8s';
import { describe, expect, test } from '@jest/globals';
import { KafkaBroker, type KafkaBrokerProps } from '../../lib/stores/kafka-broker';
import { KafkaTopic, type KafkaTopicProps } from '../../lib/stores/kafka-topic';
import { KafkaUser } from '../../lib/stores/kafka-user';
import { crdMistakes } from '../routing/shop';
import { caller, only, plain, shop } from './synthesis';

function queue(broker: KafkaBrokerProps = {}, topic: Partial<KafkaTopicProps> = {}) {
  const chart = shop();
  const kafka = new KafkaBroker(chart, 'Kafka', { name: 'events', ...broker });
  const jobs = new KafkaTopic(chart, 'Jobs', { broker: kafka, name: 'jobs', ...topic });
  const worker = caller(chart, 'worker');
  worker.calls(jobs);
  const manifests = plain(chart);
  const made = manifests.filter(({ apiVersion }) => apiVersion === 'kafka.strimzi.io/v1');
  expect(made.flatMap(crdMistakes)).toEqual([]);
  return { chart, kafka, jobs, worker, manifests };
}

test('a cluster of three brokers, each record on all of them', () => {
  const { manifests } = queue();
  expect(only(manifests, 'Kafka').spec.kafka).toMatchInlineSnapshot(`
   {
     "authorization": {
       "type": "simple",
     },
     "config": {
       "auto.create.topics.enable": false,
       "default.replication.factor": 3,
       "min.insync.replicas": 2,
       "offsets.topic.replication.factor": 3,
       "transaction.state.log.min.isr": 2,
       "transaction.state.log.replication.factor": 3,
     },
     "listeners": [
       {
         "authentication": {
           "type": "scram-sha-512",
         },
         "name": "tls",
         "networkPolicyPeers": [
           {
             "podSelector": {
               "matchLabels": {
                 "strimzi.io/cluster": "events",
               },
             },
           },
           {
             "namespaceSelector": {
               "matchLabels": {
                 "kubernetes.io/metadata.name": "shop",
               },
             },
             "podSelector": {
               "matchLabels": {
                 "app": "worker",
               },
             },
           },
         ],
         "port": 9093,
         "tls": true,
         "type": "internal",
       },
     ],
   }
  `);
  const pool = only(manifests, 'KafkaNodePool');
  expect(pool.metadata.labels).toEqual({ 'strimzi.io/cluster': 'events' });
  expect(pool.spec).toMatchObject({
    replicas: 3,
    roles: ['controller', 'broker'],
    storage: { type: 'jbod', volumes: [{ type: 'persistent-claim', size: '1Gi', deleteClaim: false }] },
  });
});

test('a lone broker keeps records alone', () => {
  const { manifests } = queue({ replicas: 1 });
  expect(only(manifests, 'Kafka').spec.kafka.config).toMatchObject({
    'default.replication.factor': 1,
    'min.insync.replicas': 1,
  });
  expect(only(manifests, 'KafkaTopic').spec.replicas).toBe(1);
});

test('storage of a class, or of the pod', () => {
  const volume = (persistence: object) =>
    only(queue({ persistence }).manifests, 'KafkaNodePool').spec.storage.volumes[0];
  expect(volume({ size: '9Gi', storageClass: 'fast', retain: false })).toMatchObject({
    size: '9Gi',
    class: 'fast',
    deleteClaim: true,
  });
  expect(volume({ enabled: false })).toEqual({ type: 'ephemeral', id: 0, kraftMetadata: 'shared' });
});

test('all pods are admitted under Pod Security "restricted", and out of the mesh', () => {
  const { manifests } = queue();
  const broker = only(manifests, 'KafkaNodePool').spec.template;
  const operators = only(manifests, 'Kafka').spec.entityOperator.template;
  for (const pod of [broker.pod, operators.pod]) {
    expect(pod).toMatchObject({
      metadata: { labels: { 'sidecar.istio.io/inject': 'false' } },
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
  }
  for (const container of [
    broker.kafkaContainer,
    operators.topicOperatorContainer,
    operators.userOperatorContainer,
  ]) {
    expect(container.securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    });
  }
});

describe('a topic', () => {
  test('is called by workloads, which learn how to use it', () => {
    const { worker } = queue();
    expect(worker.calleesEnvironment).toEqual([
      { name: 'KAFKA_BOOTSTRAP_SERVERS', value: 'events-kafka-bootstrap.shop.svc.cluster.local:9093' },
      { name: 'KAFKA_SECURITY_PROTOCOL', value: 'SASL_SSL' },
      { name: 'KAFKA_SASL_MECHANISM', value: 'SCRAM-SHA-512' },
      {
        name: 'KAFKA_CA_CERTIFICATE',
        valueFrom: { secretKeyRef: { name: 'events-cluster-ca-cert', key: 'ca.crt' } },
      },
      { name: 'KAFKA_TOPIC', value: 'jobs' },
      { name: 'KAFKA_GROUP_ID', value: 'jobs' },
      { name: 'KAFKA_USERNAME', value: 'jobs' },
      { name: 'KAFKA_PASSWORD', valueFrom: { secretKeyRef: { name: 'jobs', key: 'password' } } },
    ]);
  });

  test('lets its callers, and no others, reach the brokers', () => {
    const { manifests } = queue();
    const worker = {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
      podSelector: { matchLabels: { app: 'worker' } },
    };
    const [listener] = only(manifests, 'Kafka').spec.kafka.listeners;
    expect(listener.networkPolicyPeers.at(-1)).toEqual(worker);
    expect(only(manifests, 'NetworkPolicy', 'events').spec.ingress[0]).toEqual({
      from: [worker],
      ports: [{ port: 9093, protocol: 'TCP' }],
    });
    expect(only(manifests, 'Sidecar').spec.egress[0].hosts).toEqual([
      'istio-system/*',
      '*/events-kafka-bootstrap.shop.svc.cluster.local',
      // A client learns of the brokers from its first contact.
      '*/events-kafka-brokers.shop.svc.cluster.local',
    ]);
  });

  test('without callers, the listener is not open to everybody', () => {
    const chart = shop();
    new KafkaBroker(chart, 'Kafka', { name: 'events' });
    expect(only(plain(chart), 'Kafka').spec.kafka.listeners[0].networkPolicyPeers).toEqual([
      { podSelector: { matchLabels: { 'strimzi.io/cluster': 'events' } } },
    ]);
  });

  test('has partitions, replicas and a time in which records can be read again', () => {
    const { manifests } = queue(
      {},
      { partitions: 24, replicas: 2, retention: Duration.hours(1), topicName: 'Jobs' },
    );
    expect(only(manifests, 'KafkaTopic').spec).toEqual({
      topicName: 'Jobs',
      partitions: 24,
      replicas: 2,
      config: { 'retention.ms': 3_600_000 },
    });
  });

  test('has a user of its own, who may do nothing else', () => {
    const { manifests } = queue({}, { groupId: 'workers' });
    expect(only(manifests, 'KafkaUser').spec).toMatchInlineSnapshot(`
     {
       "authentication": {
         "type": "scram-sha-512",
       },
       "authorization": {
         "acls": [
           {
             "operations": [
               "Describe",
               "Read",
               "Write",
             ],
             "resource": {
               "name": "jobs",
               "patternType": "literal",
               "type": "topic",
             },
           },
           {
             "operations": [
               "Describe",
               "Read",
             ],
             "resource": {
               "name": "workers",
               "patternType": "literal",
               "type": "group",
             },
           },
         ],
         "type": "simple",
       },
     }
    `);
  });

  test('may be used by one user with others', () => {
    const chart = shop();
    const broker = new KafkaBroker(chart, 'Kafka');
    const user = new KafkaUser(chart, 'User', { broker, name: 'app', topics: ['jobs', 'mails'] });
    const topic = new KafkaTopic(chart, 'Jobs', { broker, name: 'jobs', user });
    expect(plain(chart).filter(({ kind }) => kind === 'KafkaUser')).toHaveLength(1);
    expect(topic.connectionEnvironment).toContainEqual({ name: 'KAFKA_USERNAME', value: 'app' });
  });

  test('refuses more consumers than it has partitions', () => {
    const { jobs } = queue({}, { partitions: 3 });
    jobs.demandPartitionFor(3);
    expect(() => {
      jobs.demandPartitionFor(4);
    }).toThrow('raise partitions or lower maxReplicas of the worker');
  });
});
