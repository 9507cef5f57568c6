import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import { inclusionOf, isFor } from '../values/inclusion';
import { and } from '../values/conditions';

/** A Secret that must be in the cluster before pods that read it can start. */
export interface RequiredSecret {
  /** Name of the Secret. */
  readonly name: Deferred<string>;
  /** Namespace in which it is read. */
  readonly namespace: Deferred<string>;
  /** The keys that its data must have. */
  readonly keys: readonly Deferred<string>[];
  /** It is required where this holds. @default true */
  readonly when?: Deferred<boolean>;
}

/** A required Secret, who requires it, and under which condition in all. */
export interface SecretRequirement {
  readonly construct: IConstruct;
  readonly name: Deferred<string>;
  readonly namespace: Deferred<string>;
  readonly keys: readonly Deferred<string>[];
  /** Holds where the requiring construct is emitted and the Secret comes from outside of the installation. */
  readonly condition: Deferred<boolean>;
}

const REQUIRED = Symbol.for('cdk8s-event-mesh.required-secrets');

/**
 * Notes that a construct needs a Secret which nothing in its installation makes. Plain synthesis lists it for the
 * person who installs; the manifests themselves hold no Secret.
 */
export function requireSecret(scope: IConstruct, secret: RequiredSecret): void {
  requirementsAt(scope).push(secret);
}

/**
 * The Secrets that the plain manifests below a construct require, in the order of the tree. Two constructs that
 * read the same Secret give two requirements: whether names are the same is known when they are evaluated.
 */
export function requiredSecretsOf(root: IConstruct): SecretRequirement[] {
  return root.node.findAll().flatMap((construct) =>
    requirementsAt(construct).flatMap(({ when = true, ...secret }): SecretRequirement[] => {
      const condition = and(when, inclusionOf(construct));
      return condition === false || !isFor(construct, 'plain') ? [] : [{ construct, ...secret, condition }];
    }),
  );
}

function requirementsAt(scope: IConstruct): RequiredSecret[] {
  return ((scope as unknown as Record<symbol, RequiredSecret[] | undefined>)[REQUIRED] ??= []);
}
