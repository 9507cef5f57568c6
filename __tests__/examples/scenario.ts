import type { JsonObject } from '../../lib/vocabulary/json';
import type { Manifests } from './manifests';

/** What the mesh does with one request. */
export interface ExpectedRoute {
  /** Where the request enters: `gateway:<namespace>/<name>:<port>` or `workload:<namespace>/<name>`. */
  readonly from: string;
  /** Method and URL. */
  readonly request: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The answer in words, as `describeRoute` gives it. */
  readonly gives: string;
}

/** What an example promises. */
export interface Scenario {
  /** The kinds that are its point, each with the names of its objects. */
  readonly objects: Readonly<Record<string, readonly string[]>>;
  readonly routes?: readonly ExpectedRoute[];
  /** What else must be observable in the manifests, by field path: `VirtualService/x spec.http[0].timeout`. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** What `event-mesh check` finds: code, kind and name of each error and warning. @default - nothing */
  readonly findings?: readonly string[];
  /** What no table can say. */
  readonly observe?: (manifests: Manifests) => void;
}

/** A manifest as far as the tests look into it. */
export interface ExampleManifest extends JsonObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}
