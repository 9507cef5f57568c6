import type { Answer } from './answer';
import { details, ending } from './answer-text';
import type { Simulator } from './simulator';
import { canonicalJson, type Json } from '../vocabulary/json';

/**
 * What clients and servers see of an answer, and the policies towards its destinations. By which object and under
 * which names that comes about makes no difference.
 */
export class Behaviours {
  readonly #towards = new Map<string, string>();

  constructor(private readonly simulator: Simulator) {}

  /** The same text for answers that nobody can tell apart. */
  of(from: string, answer: Answer): string {
    const { outcome, status, rewrite, redirect, timeout, retries, fault, mirrors, headers } = answer;
    return JSON.stringify([
      ...[outcome, status, rewrite, redirect, timeout, retries, fault, mirrors, headers],
      answer.authorization.allowed,
      answer.unknown,
      answer.destinations
        .map((destination) => {
          const { host, port, subset, weight, available, endpoints } = destination;
          return [host, port, weight, available, endpoints, this.#policy(from, host, port, subset)];
        })
        .sort(),
    ]);
  }

  /** The policy towards a place, and by which labels its endpoints are chosen. */
  #policy(from: string, host: string, port: number, subset: string | null): string {
    const key = `${from} ${host}:${port} ${subset}`;
    const known = this.#towards.get(key);
    if (known !== undefined) return known;
    const place = { host, port, subset };
    const policy = this.simulator.trafficPolicyTowards(from, place) as Json;
    const made = canonicalJson([policy, this.simulator.labelsOfSubset(from, place) ?? {}]);
    this.#towards.set(key, made);
    return made;
  }

  /** How a request ends, with all that two answers do not have in common. */
  inWords(from: string, answer: Answer, other: Answer | undefined, others: Behaviours): string {
    const known = new Set(other === undefined ? [] : details(other));
    const compared = other?.destinations ?? [];
    const more = details(answer).filter((line) => !known.has(line));
    const places = answer.destinations.flatMap(({ host, port, subset }) => {
      const policy = this.#policy(from, host, port, subset);
      const differs = compared.some(
        (one) => one.host === host && others.#policy(from, one.host, one.port, one.subset) !== policy,
      );
      return differs ? [`towards ${host}: ${policy}`] : [];
    });
    const pods = answer.destinations.flatMap(({ host, endpoints }) => {
      const differs = compared.some(
        (one) => one.host === host && String(one.endpoints) !== String(endpoints),
      );
      return differs && endpoints !== null ? [`${host} is ${endpoints.join(', ') || 'nobody'}`] : [];
    });
    const unknown = answer.unknown.filter((reason) => !other?.unknown.includes(reason));
    return [ending(answer), ...more, ...unknown, ...places, ...pods].join('; ');
  }
}
