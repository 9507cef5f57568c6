import { ApiObject } from 'cdk8s';
import { Job, RestartPolicy, ServiceAccount } from 'cdk8s-plus-28';
import { Construct, type IConstruct } from 'constructs';
import type { Job as JobShape } from 'kubernetes-types/batch/v1';
import type { EnvVar } from 'kubernetes-types/core/v1';
import { fragmentName } from '../edges/fragment-name';
import { Participant } from '../edges/participant';
import type { Platform } from '../edges/participant-props';
import type { IAwaited } from '../pods/awaited';
import { imageReference } from '../pods/image-reference';
import type { ImageOptions, PodOptions } from '../pods/pod-options';
import { completePodTemplate, restricted } from '../pods/pod-template';
import { Bindings, deferredManifest } from '../values/bindings';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { bindMetadata } from '../values/deferred-object';
import { isDeferral, type Tree } from '../values/expression';
import { inclusionWithin } from '../values/inclusion';
import { format, fragment, hash, spreadList, truncate, when } from '../values/operators';
import type { IPostgres } from './postgres';
import { migrationRecord } from './scripts/migration-record';
import { migrationWait } from './scripts/migration-wait';
import { postgresWait } from './scripts/postgres-wait';
import { ScriptFiles } from './script-files';
import { podLabels, storeIdentity, type StoreIdentity } from './store-server';

/** Options of a migration. */
export interface MigrationJobProps extends PodOptions {
  /** The application's image, which knows how to migrate. */
  readonly image: ImageOptions;
  /** What migrates, such as `['alembic', 'upgrade', 'head']`. It must be able to run again after a failure. */
  readonly command: Deferred<string[]>;
  /** The database; of several, the one that is there in a deployment. */
  readonly databases: readonly IPostgres[];
  /** The Job's name without the hash that follows it. @default - made of the construct's path */
  readonly name?: Deferred<string>;
  /** Namespace of all objects. @default - the namespace of the cdk8s chart */
  readonly namespace?: Deferred<string>;
  /** Labels of all objects. @default - those that select the pods */
  readonly labels?: Tree;
  /** Labels that select exactly the Job's pods. @default - `app.kubernetes.io/name` */
  readonly selectorLabels?: DeferredTree<Record<string, string>>;
  /** Variables of the command beside those that tell of the database. @default - none */
  readonly env?: Deferred<EnvVar[]>;
  /** Where the pods run. @default - the platform of a usual cluster, with Istio */
  readonly platform?: Platform;
}

/**
 * Migrates a database: an ordinary Job, whose name ends in the hash of its pod template, so that a new image or command
 * is a new Job and an old one is never changed. When the command has succeeded, the Job records its name in the
 * database; workloads that wait for the record (`waitContainer`) start after that.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 *
 * @example
 * ```ts
 * const image = { repository: 'registry.example.com/shop', tag: '1.0.0' };
 * const database = new EmbeddedPostgres(chart, 'database', {
 *   password: { name: 'shop-database', key: 'password' },
 * });
 * const migration = new MigrationJob(chart, 'migration', {
 *   image,
 *   command: ['alembic', 'upgrade', 'head'],
 *   databases: [database],
 * });
 * const orders = new EventBackend(chart, 'orders', { image });
 * orders.calls(database);
 * orders.waitsFor(migration);
 * ```
 */
export class MigrationJob extends Construct implements IAwaited {
  /** The cdk8s-plus Job. */
  readonly job: Job;
  /** The Job's side of its edges. */
  readonly participant: Participant;
  /** Name of the Job, and of its record. */
  readonly name: Deferred<string>;
  private readonly scripts: ScriptFiles<keyof typeof SCRIPTS>;
  private made: Tree | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: MigrationJobProps,
  ) {
    super(scope, id);
    const identity = storeIdentity(this, props);
    this.participant = new Participant(this, 'Mesh', {
      ...identity,
      serviceAccountName: identity.name,
      platform: props.platform,
    });
    for (const database of props.databases) this.participant.calls(database);
    bindMetadata(new ServiceAccount(this, 'ServiceAccount', { automountToken: false }), identity);
    this.scripts = new ScriptFiles(this, 'Scripts', identity, SCRIPTS);

    this.job = new Job(this, 'Job', {
      select: false,
      restartPolicy: RestartPolicy.ON_FAILURE,
      containers: [{ name: 'record', image: 'set-below', securityContext: {}, resources: {} }],
    });
    const template = fragment<Tree>(fragmentName(this, 'template'), () => this.podTemplate(identity));
    this.name = fragment<string>(
      fragmentName(this, 'name'),
      format`${identity.name}-${truncate(hash(template), 8)}`,
    );
    bindMetadata(this.job, { ...identity, name: this.name });
    new Bindings<JobShape>(this.job)
      .set((o) => o.spec.backoffLimit, 6)
      .update(
        (o) => o.spec.template,
        (made) => {
          this.made = made;
          return template;
        },
      );
  }

  /** An init container that ends when this migration is recorded, for a workload that needs the migrated database. */
  waitContainer(workload: IConstruct): Tree | undefined {
    const container = this.clientContainer('wait-for-migration', 'wait-for-migration.sh', workload, [
      { name: 'MIGRATION_NAME', value: this.name },
    ]);
    return when<Tree>(inclusionWithin(this, workload), container);
  }

  /** The volume that the init container needs. */
  waitVolume(workload: IConstruct): Tree | undefined {
    return when<Tree>(inclusionWithin(this, workload), this.scripts.volume(SCRIPTS_VOLUME));
  }

  private podTemplate(identity: StoreIdentity): Tree {
    // What cdk8s-plus makes of the Job is known once the Job is rendered.
    if (this.made === undefined) deferredManifest(ApiObject.of(this.job));
    const { image, command, env } = this.props;
    const reference = imageReference(image);
    const migrate = restricted({
      name: 'migrate',
      image: isDeferral(reference) ? fragment<string>(fragmentName(this, 'image'), reference) : reference,
      imagePullPolicy: image.pullPolicy ?? 'IfNotPresent',
      command,
      env: [...this.participant.calleesEnvironment, ...spreadList(env), ...spreadList(this.props.extraEnv)],
      resources: DEFAULT_RESOURCES,
      volumeMounts: [TMP],
    });
    const recordName = { fieldRef: { fieldPath: "metadata.labels['batch.kubernetes.io/job-name']" } };
    const record = this.clientContainer('record', 'record.sh', this, [
      { name: 'MIGRATION_NAME', valueFrom: recordName },
    ]);
    return completePodTemplate(this.made, {
      ...this.props,
      labels: podLabels(identity) as Tree,
      annotations: this.scripts.annotations,
      serviceAccountName: identity.name,
      mesh: this.props.platform?.mesh ?? true,
      initContainers: [this.clientContainer('wait-for-database', 'wait-for-database.sh', this, []), migrate],
      container: { ...record, volumeMounts: [this.scripts.mount(SCRIPTS_VOLUME)] as never },
      volumes: [this.scripts.volume(SCRIPTS_VOLUME)],
    });
  }

  /** A container that runs a script with PostgreSQL's client programs against the database that is there. */
  private clientContainer(
    name: string,
    script: keyof typeof SCRIPTS,
    within: IConstruct,
    variables: readonly Tree[],
  ): Readonly<Record<string, Tree | undefined>> {
    const [first] = this.props.databases as readonly [IPostgres, ...IPostgres[]];
    return restricted(
      {
        name,
        image: imageReference(first.clientImage),
        imagePullPolicy: 'IfNotPresent',
        command: this.scripts.command(script),
        env: [
          ...this.props.databases.flatMap((database) =>
            database.clientEnvironment.map((variable) =>
              when<Tree>(inclusionWithin(database, within), variable as Tree),
            ),
          ),
          ...variables,
        ],
        resources: DEFAULT_RESOURCES,
        volumeMounts: [TMP, this.scripts.mount(SCRIPTS_VOLUME)],
      },
      first.clientUserId,
    );
  }
}

/** By their files. */
const SCRIPTS = {
  'wait-for-database.sh': postgresWait,
  'record.sh': migrationRecord,
  'wait-for-migration.sh': migrationWait,
};

/** In the pods of workloads too, beside volumes of theirs. */
const SCRIPTS_VOLUME = 'migration-scripts';

const TMP = { name: 'tmp', mountPath: '/tmp' };

const DEFAULT_RESOURCES = {
  requests: { cpu: '50m', memory: '64Mi', 'ephemeral-storage': '64Mi' },
  limits: { cpu: '500m', memory: '256Mi', 'ephemeral-storage': '256Mi' },
};
