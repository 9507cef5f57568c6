import type { EnvironmentReport, PageData } from '../page-data';

/** What is chosen in the graph. */
export type Selection = { readonly kind: 'node' | 'edge'; readonly id: string } | null;

/** The way of a simulated request: the nodes in their order, and the lines between them. */
export interface LitPath {
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
}

/** Everything that people change on the page. */
export interface Choices {
  readonly environment: number;
  readonly selection: Selection;
  readonly lit: LitPath | null;
  readonly words: string;
  /** A box of the graph; empty for all. */
  readonly group: string;
  /** The boxes that are drawn as one node. */
  readonly collapsed: ReadonlySet<string>;
  readonly panel: 'request' | 'details';
}

type Listener = (choices: Choices, changed: ReadonlySet<keyof Choices>) => void;

/** Beyond so many nodes the graph begins with its boxes collapsed. */
const MANY = 60;

/** The choices of the page, and who wants to hear of them. */
export class PageState {
  readonly #listeners: Listener[] = [];
  readonly #waiting: (() => void)[] = [];
  #choices: Choices;

  constructor(readonly data: PageData) {
    this.#choices = {
      environment: 0,
      selection: null,
      lit: null,
      words: '',
      group: '',
      collapsed: collapsedAtFirst(data.environments[0]),
      panel: 'request',
    };
  }

  get choices(): Choices {
    return this.#choices;
  }

  /** The environment that is shown. */
  get environment(): EnvironmentReport {
    const shown = this.data.environments[this.#choices.environment];
    if (shown === undefined) throw new Error(`no environment ${this.#choices.environment}`);
    return shown;
  }

  /** Calls a listener now, and whenever one of these choices changes. */
  follow(keys: readonly (keyof Choices)[], listener: Listener): void {
    this.#listeners.push((choices, changed) => {
      if (keys.some((key) => changed.has(key))) listener(choices, changed);
    });
    listener(this.#choices, new Set(keys));
  }

  /** The same for what is not in view at first: its first call waits until {@link PageState.catchUp}. */
  followLater(keys: readonly (keyof Choices)[], listener: Listener): void {
    this.#waiting.push(() => {
      this.follow(keys, listener);
    });
  }

  /** Lets begin who waits for the graph to be drawn. */
  catchUp(): void {
    for (const begin of this.#waiting.splice(0)) begin();
  }

  /** Changes choices; another environment begins with nothing lit and, if it lacks the node, with nothing chosen. */
  change(given: Partial<Choices>): void {
    const before = this.#choices;
    this.#choices = { ...before, ...given };
    if (this.#choices.environment !== before.environment) this.#choices = this.#moved(this.#choices);
    const changed = new Set(
      (Object.keys(this.#choices) as (keyof Choices)[]).filter((key) => this.#choices[key] !== before[key]),
    );
    if (changed.size > 0) for (const listener of this.#listeners) listener(this.#choices, changed);
  }

  #moved(choices: Choices): Choices {
    const { topology } = this.environment;
    const { selection, group } = choices;
    const isThere = [...topology.nodes, ...topology.edges].some(({ id }) => id === selection?.id);
    return {
      ...choices,
      lit: null,
      selection: isThere ? selection : null,
      group: topology.nodes.some((node) => node.group === group) ? group : '',
      collapsed: collapsedAtFirst(this.environment),
    };
  }
}

function collapsedAtFirst(environment: EnvironmentReport | undefined): ReadonlySet<string> {
  const nodes = environment?.topology.nodes ?? [];
  const groups = new Set(nodes.map(({ group }) => group));
  return nodes.length > MANY && groups.size > 1 ? groups : new Set();
}
