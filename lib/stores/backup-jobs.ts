import { Cron } from 'cdk8s';
import { CronJob, Job, ServiceAccount } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { CronJob as CronJobShape, Job as JobShape } from 'kubernetes-types/batch/v1';
import { fragmentName } from '../edges/fragment-name';
import { Participant } from '../edges/participant';
import { imageReference } from '../pods/image-reference';
import type { ImageOptions } from '../pods/pod-options';
import { completePodTemplate } from '../pods/pod-template';
import { Bindings } from '../values/bindings';
import type { Deferred } from '../values/chart-value';
import { demand } from '../values/constraint';
import { ChartOnlyObject } from '../values/chart-only-object';
import { bindMetadata } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import { includeWhen } from '../values/inclusion';
import { and, equals } from '../values/conditions';
import {
  choose,
  exists,
  format,
  fragment,
  hash,
  ifSet,
  spreadList,
  truncate,
  when,
} from '../values/operators';
import type { Script } from '../vocabulary/script';
import type { BackupProps } from './backup-props';
import { BackupVolume, type IBackupVolume } from './backup-volume';
import type { Variable } from './store-props';
import { ScriptFiles } from './script-files';
import { backupVolumeCheck } from './scripts/backup-volume-check';
import { podLabels, storeIdentity, type StoreIdentity } from './store-server';

/** The store that is backed up, as its client programs see it. */
export interface BackedUpStore {
  readonly clientEnvironment: readonly Variable[];
  readonly clientImage: ImageOptions;
  readonly clientUserId: Deferred<number>;
}

/** A CronJob of a backup: it runs a script that sees the backup volume. */
export interface BackupJob {
  readonly name: Deferred<string>;
  /** File of the script. */
  readonly script: string;
  readonly schedule: Deferred<string>;
  /** Never runs by itself. */
  readonly suspended: boolean;
  /** Variables of the script beside those of the store and the volume. */
  readonly environment: readonly (Tree | undefined)[];
}

const BACKUP_PATH = '/backup';

/**
 * What the jobs of one backup share: the volume, and one identity by which they reach the store and nothing else.
 */
export class BackupJobs {
  readonly identity: StoreIdentity;
  readonly volume: IBackupVolume;
  readonly participant: Participant;
  private readonly scripts: ScriptFiles<string>;

  constructor(
    private readonly scope: Construct,
    private readonly store: BackedUpStore,
    private readonly props: BackupProps,
    scripts: Readonly<Record<string, Script>>,
  ) {
    this.identity = storeIdentity(scope, props);
    const { name } = this.identity;
    this.volume =
      props.volume ?? new BackupVolume(scope, 'Volume', { ...this.identity, ...props.volumeOptions });
    const account = new ServiceAccount(scope, 'ServiceAccount', { automountToken: false });
    bindMetadata(account, this.identity);
    this.participant = new Participant(scope, 'Mesh', {
      ...this.identity,
      serviceAccountName: name,
      platform: props.platform,
    });
    demand(
      scope,
      equals(truncate(name, NAME_LENGTH), name),
      `the name of a backup may have at most ${NAME_LENGTH} characters, so that the names of its jobs stay valid; give it, or the release, a shorter one`,
    );
    this.scripts = new ScriptFiles(scope, 'Scripts', this.identity, {
      ...scripts,
      'check-volume.sh': backupVolumeCheck,
    });
    this.addVolumeCheck();
  }

  /** The variables that tell a script how many backups to keep. */
  get retention(): (Tree | undefined)[] {
    const { retain = 7, retainDays = 0 } = this.props;
    return [
      { name: 'RETAIN', value: format`${retain}` },
      when<Tree>(retainDays, { name: 'RETAIN_DAYS', value: format`${retainDays}` }),
    ];
  }

  add(id: string, job: BackupJob): CronJob {
    const { props, identity } = this;
    const cronJob = new CronJob(this.scope, id, {
      schedule: Cron.daily(),
      suspend: job.suspended,
      containers: [{ name: 'backup', image: 'set-below', securityContext: {}, resources: {} }],
    });
    bindMetadata(cronJob, { ...identity, name: job.name });
    new Bindings<CronJobShape>(cronJob)
      .set((o) => o.spec.schedule, job.schedule)
      .set((o) => o.spec.timeZone, props.timeZone && ifSet(props.timeZone))
      .set((o) => o.spec.startingDeadlineSeconds, STARTING_DEADLINE_SECONDS)
      .set((o) => o.spec.jobTemplate.spec.backoffLimit, 2)
      .update(
        (o) => o.spec.jobTemplate.spec.template,
        (template) => this.podTemplate(template, job.script, this.clientEnvironment(job.environment)),
      );
    return cronJob;
  }

  /**
   * A Job that mounts the volume once, when it is installed. Storage that waits for a pod before it provides a volume
   * would otherwise leave the claim pending until the first night, and `helm install --wait` with it; and a volume that
   * the backup cannot write to shows itself at once. Its name ends in the hash of its pod template, as a Job's pod
   * template never changes.
   *
   * @see https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode
   */
  private addVolumeCheck(): void {
    const job = new Job(this.scope, 'VolumeCheck', {
      select: false,
      containers: [{ name: 'backup', image: 'set-below', securityContext: {}, resources: {} }],
    });
    const template = fragment<Tree>(fragmentName(this.scope, 'volumeCheck'), () =>
      this.podTemplate(JOB_TEMPLATE, 'check-volume.sh', []),
    );
    const name = format`${this.identity.name}-volume-${truncate(hash(template), 8)}`;
    bindMetadata(job, { ...this.identity, name });
    new Bindings<JobShape>(job).set((o) => o.spec.backoffLimit, 6).set((o) => o.spec.template, template);
  }

  /**
   * A Job that Helm runs before it upgrades, where an earlier revision has made what it needs: the scripts, and with
   * them the identity and the volume, which alone would outlive a backup that was switched off.
   */
  addBeforeUpgrade(id: string, script: string, condition: Deferred<boolean>): void {
    const { namespace } = this.identity;
    const hook = new ChartOnlyObject(this.scope, id, {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: format`${this.identity.name}-before-upgrade`,
        namespace,
        labels: this.identity.labels,
        annotations: {
          'helm.sh/hook': 'pre-upgrade',
          'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
          'helm.sh/hook-output-log-policy': 'hook-failed',
        },
      },
      spec: {
        backoffLimit: 2,
        activeDeadlineSeconds: HOOK_DEADLINE_SECONDS,
        template: this.podTemplate(JOB_TEMPLATE, script, this.clientEnvironment(this.retention)),
      },
    });
    const scripts = { namespace, name: this.scripts.configMapName };
    includeWhen(hook, and(condition, exists('v1', 'ConfigMap', scripts)));
  }

  /** The variables of a job that calls the store. */
  private clientEnvironment(further: readonly (Tree | undefined)[]): (Tree | undefined)[] {
    return [...this.store.clientEnvironment, ...further];
  }

  private podTemplate(
    template: Tree | undefined,
    script: string,
    environment: readonly (Tree | undefined)[],
  ): Tree {
    const { props, store, identity } = this;
    const resources = (props.resources ?? {}) as Tree;
    return completePodTemplate(template, {
      ...props,
      labels: podLabels(identity) as Tree,
      annotations: this.scripts.annotations,
      serviceAccountName: identity.name,
      mesh: props.platform?.mesh ?? true,
      runAsUser: props.runAsUser ?? store.clientUserId,
      volumes: [
        { name: 'backup', persistentVolumeClaim: { claimName: this.volume.claimName } },
        this.scripts.volume(),
      ],
      container: {
        image: imageReference(store.clientImage),
        imagePullPolicy: store.clientImage.pullPolicy ?? 'IfNotPresent',
        command: this.scripts.command(script),
        env: [
          { name: 'BACKUP_DIR', value: BACKUP_PATH },
          ...environment,
          ...spreadList(props.extraEnv),
        ] as never,
        resources: choose<Tree>(resources, resources, DEFAULT_RESOURCES) as never,
        volumeMounts: [{ name: 'backup', mountPath: BACKUP_PATH }, this.scripts.mount()] as never,
      },
    });
  }
}

/** Leaves room for `-restore` in a CronJob's 52 characters, and for `-volume-` and a hash in a Job's 63. */
const NAME_LENGTH = 44;

/** What cdk8s-plus would make of a Job's pods. */
const JOB_TEMPLATE: Tree = { spec: { restartPolicy: 'Never', containers: [{ name: 'backup' }] } };

/** How long an upgrade waits for its dump at most. */
const HOOK_DEADLINE_SECONDS = 3600;

/** How late a job may start, such as after an outage of the control plane, before its turn is skipped. */
const STARTING_DEADLINE_SECONDS = 3600;

/** Dumps stream to the volume; temporary files stay small. */
const DEFAULT_RESOURCES = {
  requests: { cpu: '50m', memory: '64Mi', 'ephemeral-storage': '64Mi' },
  limits: { cpu: '1', memory: '256Mi', 'ephemeral-storage': '256Mi' },
};
