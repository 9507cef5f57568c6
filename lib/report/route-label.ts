import type { RouteFact } from './topology';

const MOST_SHOWN = 2;

/** What stands beside the line from routes to one of their destinations: matches and shares, the first few of them. */
export function routeLabel(routes: readonly RouteFact[], hosts: ReadonlySet<string>): string {
  const parts = routes.flatMap(({ matches, destinations }) =>
    destinations
      .filter(({ host }) => hosts.has(host))
      .map(({ subset, weight }) =>
        [
          ...(matches[0] === undefined
            ? []
            : [matches.length > 1 ? `${matches[0]} or ${matches.length - 1} more` : matches[0]]),
          ...(weight === 100 ? [] : [`${weight} %`]),
          ...(subset === null ? [] : [subset]),
        ].join(' '),
      ),
  );
  const shown = [...new Set(parts)].filter((part) => part !== '');
  const rest = shown.length - MOST_SHOWN;
  return [...shown.slice(0, MOST_SHOWN), ...(rest > 0 ? [`${rest} more`] : [])].join(' · ');
}
