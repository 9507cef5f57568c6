import type { Finding, Severity } from './finding';
import type { PathSegment } from '../vocabulary/field-path';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';

/** What a rule says of an object. */
export interface Problem {
  /** The object that has to change. */
  readonly manifest: Manifest;
  /** The field that is wrong; where it is absent, the field that it belongs to. */
  readonly path: readonly PathSegment[];
  /** What was found, and what was expected: lower case, without full stop. */
  readonly message: string;
  /** What to do: lower case, without full stop. */
  readonly remedy: string;
  /** @default - the rule's */
  readonly severity?: Severity;
  /** Those of the rule's aliases that fit. @default - all of the rule's */
  readonly aliases?: readonly string[];
}

/** Takes what a rule finds. */
export type Report = (problem: Problem) => void;

/** `recommended` for what is wrong in every mesh; `strict` adds what is a matter of posture. */
export type Preset = 'recommended' | 'strict';

/** What is told of a code, whether a rule or the engine itself reports it. */
export interface CodeDescription {
  /** Such as `EVM101`: stable, and never reused. */
  readonly code: string;
  /** The name of the rule's file and of its page: `referenced-host-exists`. */
  readonly name: string;
  readonly severity: Severity;
  /** What it finds, in one line. */
  readonly summary: string;
}

/** One rule: what it is called, and how it looks at a mesh. */
export interface Rule extends CodeDescription {
  /** The codes of istioctl and Kiali for what it finds. */
  readonly aliases: readonly string[];
  readonly preset: Preset;
  /** The types of manifests that it looks at, such as `networking.istio.io/VirtualService`. */
  readonly reads: readonly string[];
  /** Reports every problem; in any order, as the engine sorts. */
  check(mesh: Mesh, report: Report): void;
}

/** Where the page of a rule can be read. */
export function pageUrl(name: string): Finding['url'] {
  return `https://event-mesh.dev/rules/${name}`;
}
