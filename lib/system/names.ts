import type { Construct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import { demand } from '../values/constraint';
import type { Tree } from '../values/expression';
import { equals } from '../values/conditions';
import { CHART, fields, format, fragment, RELEASE, truncate } from '../values/operators';

/** What the names and labels of a system are made of. */
export interface SystemNamesProps {
  /** The application's name. */
  readonly name: Deferred<string>;
  /** The release's name: two releases share no object and no selector. @default - the release that is installed */
  readonly releaseName?: Deferred<string>;
  readonly namespace: Deferred<string>;
}

/** Leaves room for the names of stores in a StatefulSet's 52 characters; backups ask for shorter ones. */
const RELEASE_LENGTH = 34;
/** The longest `<release>-<name>` that leaves room for the longest role and a Job's hash in 63 characters. */
const FULL_NAME_LENGTH = 44;

/** Names and labels of everything that belongs to one release of a system. */
export class SystemNames {
  readonly name: Deferred<string>;
  readonly release: Deferred<string>;
  readonly namespace: Deferred<string>;
  /** `<release>-<name>` */
  readonly fullName: Deferred<string>;
  private readonly common: Tree;
  private readonly commonLabels: Tree;

  constructor(scope: Construct, props: SystemNamesProps) {
    this.release = props.releaseName ?? RELEASE.name;
    this.name = fragment('name', props.name);
    this.namespace = fragment('namespace', props.namespace);
    const fullName = format`${this.release}-${this.name}`;
    this.fullName = fragment('fullname', fullName);
    this.common = fragment('selectorLabels', {
      'app.kubernetes.io/name': this.name,
      'app.kubernetes.io/instance': this.release,
    });
    this.commonLabels = fragment(
      'labels',
      fields(this.common, { 'app.kubernetes.io/version': CHART.appVersion }),
    );
    demand(
      scope,
      equals(truncate(this.release, RELEASE_LENGTH), this.release),
      `the release's name may have at most ${RELEASE_LENGTH} characters, so that the names made of it stay valid; install it under a shorter one`,
    );
    demand(
      scope,
      equals(truncate(this.fullName, FULL_NAME_LENGTH), this.fullName),
      `release name and nameOverride together may have at most ${FULL_NAME_LENGTH - 1} characters; shorten one of them`,
    );
  }

  /** The name of a part of the application: `<release>-<name>-<part>`. */
  part(part: string): Deferred<string> {
    return format`${this.fullName}-${part}`;
  }

  /** The name of a part of the release that is not the application's own, such as a store: `<release>-<part>`. */
  ofRelease(part: string): Deferred<string> {
    return format`${this.release}-${part}`;
  }

  /** Labels that select the pods of one component, and never change. */
  selectorLabels(component: string): Tree {
    return fields(this.common, { 'app.kubernetes.io/component': component });
  }

  /** Labels of a store: those that select its pods, and of all its objects. */
  storeLabels(store: string): Record<string, Deferred<string>> {
    return { 'app.kubernetes.io/name': store, 'app.kubernetes.io/instance': this.release };
  }

  /** Labels that all pods of the release share. */
  get releaseLabels(): Tree {
    return { 'app.kubernetes.io/instance': this.release };
  }

  /** Labels of the objects of one component. */
  labels(component: string): Tree {
    return fields(this.commonLabels, { 'app.kubernetes.io/component': component });
  }
}
