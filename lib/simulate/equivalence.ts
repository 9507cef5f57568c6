import type { Answer } from './answer';
import { Behaviours } from './behaviour';
import { UnreadableCall, type Call } from './call';
import { askedOnTheWay } from './policies-behind';
import { callOf, joinedPicks, picksOf, type Picks, type Probe, type Target } from './probe';
import { probeEntries, type ProbeEntry } from './probe-entries';
import { probedHosts, type ProbedHost } from './probed-hosts';
import { Simulator } from './simulator';
import type { Manifest } from '../mesh/manifest';
import { Mesh } from '../mesh/mesh';

/** Requests that two sets of manifests treat differently, in the same way and from the same place. */
export interface TreatedDifferently {
  /** One of them. */
  readonly call: Call;
  /** How many there are of the kind among those that were tried. */
  readonly count: number;
  /** With traces; undefined where nothing is that requests could enter at. */
  readonly old: Answer | undefined;
  readonly new: Answer | undefined;
  /** What becomes of it, in a few words. */
  readonly words: { readonly old: string; readonly new: string };
}

/** What a comparison has found, and how far it has looked. */
export interface Equivalence {
  /** Empty where nothing was found. */
  readonly differences: readonly TreatedDifferently[];
  readonly explored: {
    /** Gateways at their ports, and workloads, one for all that are alike. */
    readonly entries: number;
    /** Hosts and ports at all entries together. */
    readonly hosts: number;
    readonly requests: number;
    /** Entries that were left out, and requests that a host had more than its share of. */
    readonly left: { readonly entries: number; readonly requests: number };
  };
}

/** How far to look. */
export interface EquivalenceLimits {
  /** @default 60 */
  readonly entries?: number;
  /** For each side. @default 100000 */
  readonly requests?: number;
  /** Kinds of differences that are told. @default 50 */
  readonly differences?: number;
}

/**
 * Looks for requests that two sets of manifests treat differently. It tries the values on both sides of every border
 * that a route or policy of either set draws, alone and in pairs of routes and policies of one host, at every gateway
 * and from a workload of each kind. What both sets leave to chance or to objects outside of them is not compared.
 */
export function equivalence(
  old: readonly Manifest[],
  changed: readonly Manifest[],
  limits: EquivalenceLimits = {},
): Equivalence {
  return new Search(new Mesh(old), new Mesh(changed), limits).run();
}

const LEAST_SHARE = 200;

class Search {
  readonly #old: Side;
  readonly #new: Side;
  readonly #found = new Map<string, TreatedDifferently>();
  #requests = 0;
  #left = 0;

  constructor(
    old: Mesh,
    changed: Mesh,
    private readonly limits: EquivalenceLimits,
  ) {
    this.#old = new Side(old);
    this.#new = new Side(changed);
  }

  run(): Equivalence {
    const entries = this.#entries();
    const tried = entries.slice(0, this.limits.entries ?? 60);
    const hosts = tried.map((entry) => ({ entry, hosts: this.#hosts(entry) }));
    const count = hosts.reduce((sum, one) => sum + one.hosts.length, 0);
    const share = Math.max(LEAST_SHARE, (this.limits.requests ?? 100_000) / Math.max(1, count));
    for (const { entry, hosts: targets } of hosts) {
      for (const host of targets) this.#tryHost(entry, host, share);
    }
    return {
      differences: [...this.#found.values()],
      explored: {
        entries: tried.length,
        hosts: count,
        requests: this.#requests,
        left: { entries: entries.length - tried.length, requests: this.#left },
      },
    };
  }

  /** Those of both sides. */
  #entries(): readonly ProbeEntry[] {
    const all = [...probeEntries(this.#old.mesh), ...probeEntries(this.#new.mesh)];
    return [...new Map(all.map((entry) => [entry.from, entry])).values()];
  }

  #hosts(entry: ProbeEntry): readonly ProbedHost[] {
    const found = new Map<string, ProbedHost>();
    for (const { mesh } of [this.#old, this.#new]) {
      for (const one of probedHosts(mesh, entry)) {
        const key = `${one.scheme} ${one.host} ${one.port}`;
        const known = found.get(key);
        if (known) known.probes.push(...one.probes);
        else found.set(key, one);
      }
    }
    return [...found.values()];
  }

  #tryHost(entry: ProbeEntry, { scheme, host, port, probes: ofRoutes }: ProbedHost, share: number): void {
    const usual = scheme === 'https' ? 443 : 80;
    const authority = entry.port !== undefined || port === usual ? host : `${host}:${port}`;
    const target: Target = { from: entry.from, scheme, authority };
    const tried = new Set<string>();
    const reached = new Set<string>([host]);
    const attempt = (to: Target, picks: Picks): void => {
      const call = callOf(to, picks);
      const key = call && `${call.request} ${JSON.stringify(call.headers)}`;
      if (call === undefined || key === undefined || tried.has(key)) return;
      if (tried.size >= share) {
        this.#left += 1;
        return;
      }
      tried.add(key);
      for (const answer of this.#compare(call)) {
        for (const destination of answer?.destinations ?? []) reached.add(destination.host);
      }
    };
    const routes = distinctProbes(ofRoutes);
    for (const probe of routes) for (const picks of picksOf(probe)) attempt(target, picks);
    const sides = [this.#old, this.#new].map(({ mesh }) => askedOnTheWay(mesh, entry, reached));
    const issuer = sides.flatMap(({ issuers }) => issuers)[0];
    const policies = distinctProbes(sides.flatMap(({ probes }) => probes));
    const full = { ...target, issuer };
    if (issuer) for (const probe of routes) for (const picks of picksOf(probe)) attempt(full, picks);
    for (const probe of policies) for (const picks of picksOf(probe)) attempt(full, picks);
    if (entry.port !== undefined) attempt({ ...full, authority: `${host}:${port}` }, new Map());
    for (const picks of pairs([...routes, ...policies])) attempt(full, picks);
  }

  #compare(call: Call): readonly (Answer | undefined)[] {
    this.#requests += 1;
    const [old, changed] = [this.#old.answer(call), this.#new.answer(call)];
    const behaviours = [this.#old.behaviour(call, old), this.#new.behaviour(call, changed)];
    if (behaviours[0] !== behaviours[1]) this.#note(call, behaviours.join('\n'));
    return [old, changed];
  }

  #note(call: Call, kind: string): void {
    const key = `${call.from}\n${kind}`;
    const known = this.#found.get(key);
    if (known) this.#found.set(key, { ...known, count: known.count + 1 });
    if (known || this.#found.size >= (this.limits.differences ?? 50)) return;
    const [old, changed] = [this.#old.answer(call, true), this.#new.answer(call, true)];
    this.#found.set(key, {
      call,
      count: 1,
      old,
      new: changed,
      words: {
        old: this.#old.inWords(call, old, changed, this.#new),
        new: this.#new.inWords(call, changed, old, this.#old),
      },
    });
  }
}

/** One set of manifests. */
class Side {
  readonly #simulator: Simulator;
  readonly #behaviours: Behaviours;
  readonly #missing = new Set<string>();

  constructor(readonly mesh: Mesh) {
    this.#simulator = new Simulator(mesh);
    this.#behaviours = new Behaviours(this.#simulator);
  }

  /** Undefined where requests cannot enter. */
  answer(call: Call, trace = false): Answer | undefined {
    if (this.#missing.has(call.from)) return undefined;
    try {
      return this.#simulator.answer(call, { trace });
    } catch (error) {
      if (!(error instanceof UnreadableCall)) throw error;
      this.#missing.add(call.from);
      return undefined;
    }
  }

  behaviour({ from }: Call, answer: Answer | undefined): string {
    return answer === undefined ? '' : this.#behaviours.of(from, answer);
  }

  inWords({ from }: Call, answer: Answer | undefined, other: Answer | undefined, side: Side): string {
    if (answer === undefined) return 'nothing is there';
    return this.#behaviours.inWords(from, answer, other, side.#behaviours);
  }
}

/** Each probe once; those that one side alone has come first. */
function distinctProbes(probes: readonly Probe[]): readonly Probe[] {
  const counted = new Map<string, { readonly probe: Probe; count: number }>();
  for (const probe of probes) {
    const key = JSON.stringify([...probe]);
    const known = counted.get(key);
    if (known) known.count += 1;
    else counted.set(key, { probe, count: 1 });
  }
  return [...counted.values()].sort((one, other) => one.count - other.count).map(({ probe }) => probe);
}

/** What fulfils two probes at once, as far as they do not contradict each other; both ways. */
function* pairs(probes: readonly Probe[]): Generator<Picks> {
  for (const [index, one] of probes.entries()) {
    for (const other of probes.slice(index + 1)) {
      yield joinedPicks(one, other);
      yield joinedPicks(other, one);
    }
  }
}
