import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { ICallable } from '../edges/caller';
import type { Platform } from '../edges/participant-props';
import { DestinationRule } from '../routing/destination-rule';
import type { EmbeddedPostgres } from '../stores/embedded-postgres';
import type { EmbeddedRedis } from '../stores/embedded-redis';
import { MigrationJob } from '../stores/migration-job';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { includeWhen } from '../values/inclusion';
import { ObjectList } from '../values/object-list';
import { RELEASE } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import { nearestName } from '../vocabulary/nearest-name';
import { EventBackend } from '../workloads/event-backend';
import { Scheduler } from '../workloads/scheduler';
import { Worker } from '../workloads/worker';
import { addDatabase, type SystemDatabase } from './database';
import type { EventSystemProps, MigrationOptions, RoleOptions } from './event-system-props';
import { addEntrance } from './entrance';
import { addMail } from './mail';
import { addMonitoring } from './monitoring';
import { addMutualTls } from './mutual-tls';
import { SystemNames } from './names';
import { installationNotes } from './notes';
import { addQueue } from './queue';
import { scaledByQueue } from './queue-scaling';
import { addSmokeTest } from './smoke-test';
import { addSystemNamespace } from './system-namespace';

/** What the system decides of each of its parts. */
interface Identity {
  readonly name: Deferred<string>;
  readonly namespace: Deferred<string>;
  readonly labels: Tree;
  readonly selectorLabels: DeferredTree<Record<string, string>>;
  readonly platform: Platform;
}

/**
 * The Event Notification Service and its like: an HTTP API, a worker and a scheduler, their database and queue, the
 * way in, and the mesh around them. Everything is declared once: who calls whom decides policies, proxies' scopes and
 * environment variables.
 *
 * @throws ConfigError `unknown-service` when a further service calls one that is not there
 *
 * @example
 * ```ts
 * const image = { repository: 'registry.example.com/shop', tag: '1.0.0' };
 * new EventSystem(chart, 'shop', {
 *   releaseName: 'shop',
 *   backend: { image },
 *   worker: { image, args: ['worker'] },
 *   scheduler: { image, args: ['scheduler'] },
 *   services: { payments: { image, calls: ['postgres'] } },
 * });
 * ```
 */
export class EventSystem extends Construct {
  /** The HTTP API. */
  readonly backend: EventBackend;
  /** The consumer of the queue. */
  readonly worker: Worker;
  /** The producer of scheduled jobs. */
  readonly scheduler: Scheduler;
  /** The embedded database, for its cdk8s-plus objects. */
  readonly postgres: EmbeddedPostgres;
  /** The embedded queue, for its cdk8s-plus objects. */
  readonly redis: EmbeddedRedis;
  /** The further services, by name. */
  readonly services: Readonly<Record<string, EventBackend>>;

  /** What Helm tells who installs it, as `HelmChart` takes it. */
  readonly notes: readonly (Tree | undefined)[];

  constructor(scope: Construct, id: string, props: EventSystemProps) {
    super(scope, id);
    const names = new SystemNames(this, {
      name: props.name ?? 'event-backend',
      namespace: props.namespace ?? Chart.of(this).namespace ?? RELEASE.namespace,
      ...(props.releaseName === undefined ? {} : { releaseName: props.releaseName }),
    });
    const mesh = props.mesh?.enabled ?? true;
    const platform: Platform = { ...props.platform, mesh };
    const role = (part: string): Identity => ({
      name: names.part(part),
      namespace: names.namespace,
      labels: names.labels(part),
      selectorLabels: names.selectorLabels(part) as never,
      platform,
    });

    addSystemNamespace(this, names.namespace, mesh);
    const database = addDatabase(this, names, platform, props.database ?? {}, props.externalSecrets);
    const queue = addQueue(this, names, platform, props.queue ?? {}, props.externalSecrets);
    const migration =
      props.migrations && this.addMigration(props, props.migrations, database, role('migration'));
    this.backend = new EventBackend(this, 'backend', { ...props.backend, ...role('backend') });
    this.worker = new Worker(this, 'worker', {
      ...props.worker,
      ...scaledByQueue(this, names, queue, props),
      ...role('worker'),
    });
    this.scheduler = new Scheduler(this, 'scheduler', { ...props.scheduler, ...role('scheduler') });
    for (const [construct, options] of [
      [this.backend, props.backend],
      [this.worker, props.worker],
      [this.scheduler, props.scheduler],
    ] as [Construct, RoleOptions<unknown>][]) {
      includeWhen(construct, options.enabled ?? true);
    }

    this.postgres = database.embedded;
    this.redis = queue.embedded;
    for (const caller of [this.backend, this.worker, this.scheduler]) {
      for (const store of [...database.all, ...queue.all]) caller.calls(store);
      if (migration) caller.waitsFor(migration);
    }
    const mail = props.mail && addMail(this, names, platform, props.mail);
    if (mail) this.worker.calls(mail);

    this.services = Object.fromEntries(
      Object.entries(props.services ?? {}).map(([name, options]) => {
        const service = new EventBackend(this, name, { containerName: name, ...options, ...role(name) });
        includeWhen(service, options.enabled ?? true);
        new DestinationRule(service, 'destination-rule', { ...role(name), service });
        return [name, service];
      }),
    );
    this.connect(props, {
      backend: [this.backend],
      postgres: database.all,
      redis: queue.all,
      ...(mail ? { mail: [mail] } : {}),
    });
    this.notes = installationNotes(names, props, this.backend);
    addEntrance(this, names, platform, this.backend, props.mesh ?? {}, props.canary);
    addMutualTls(this, names, platform, props.mesh?.mtlsMode, [
      ...[this.backend, this.worker, this.scheduler, ...Object.values(this.services)],
      ...[this.postgres, this.redis, migration].filter((workload) => workload !== undefined),
    ]);
    if (props.smokeTest !== undefined) addSmokeTest(this, names, platform, this.backend, props.smokeTest);
    if (props.monitoring) {
      const stores = [...database.all, ...queue.all];
      addMonitoring(this, names, platform, { backend: this.backend, stores, queue }, props.monitoring);
    }
    if (props.extraObjects !== undefined) this.addExtraObjects(props);
  }

  private connect(props: EventSystemProps, own: Readonly<Record<string, readonly ICallable[]>>): void {
    const callables: Record<string, readonly ICallable[]> = { ...own };
    for (const [name, service] of Object.entries(this.services)) callables[name] = [service];
    for (const [name, { calls = [] }] of Object.entries(props.services ?? {})) {
      for (const callee of calls) {
        const known = callables[callee];
        if (!known) {
          const nearest = nearestName(callee, Object.keys(callables));
          throw new ConfigError(
            'unknown-service',
            this,
            `service '${name}' calls '${callee}', which is not there; ${nearest ? `did you mean '${nearest}'?` : `there are ${Object.keys(callables).join(', ')}`}`,
          );
        }
        for (const callable of known) this.services[name]?.calls(callable);
      }
    }
  }

  private addMigration(
    { backend }: EventSystemProps,
    { enabled, command }: MigrationOptions,
    database: SystemDatabase,
    identity: Identity,
  ): MigrationJob {
    const migration = new MigrationJob(this, 'migration', {
      ...identity,
      image: backend.image,
      command,
      databases: database.all,
      ...(backend.imagePullSecrets ? { imagePullSecrets: backend.imagePullSecrets } : {}),
      ...(backend.runAsUser ? { runAsUser: backend.runAsUser } : {}),
    });
    includeWhen(migration, enabled);
    return migration;
  }

  private addExtraObjects({ extraObjects }: EventSystemProps): void {
    if (isDeferral(extraObjects) || Array.isArray(extraObjects))
      new ObjectList(this, 'ExtraObjects', extraObjects);
  }
}
