import type { Field } from './field';

const topologyLabels = [
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.istio.io/subzone',
];

/** Validates where the requests of a locality go, and where they go when its endpoints fail. */
export function validateLocality(setting: Field, hasOutlierDetection: boolean): void {
  const distribute = setting.at('distribute');
  const failover = setting.at('failover');
  const priority = setting.at('failoverPriority');
  if (distribute.items.length > 0 && failover.items.length > 0) {
    setting.error('sets both distribute and failover; keep one');
    return;
  }
  const clash = priority.items.find((label) => topologyLabels.includes(label.text));
  if (failover.items.length > 0 && clash) {
    clash.error(`is the label of a topology beside failover, which decides by the same; keep one`);
    return;
  }
  validateDistribution(distribute);
  if ((failover.items.length > 0 || priority.items.length > 0) && !hasOutlierDetection) {
    setting.warn('fails over, but without outlierDetection nothing ever counts as failed');
  }
  for (const rule of failover.elements) validateFailover(rule);
}

function validateDistribution(distribute: Field): void {
  for (const rule of distribute.elements) {
    const weights = rule.at('to').entries;
    let total = 0;
    for (const [, weight] of weights) {
      if (weight.number < 1 || weight.number > 100) weight.error(`is ${weight.number}, expected 1 to 100`);
      total += weight.number;
    }
    if (total !== 100) rule.at('to').error(`sums up to ${total}, expected 100`);
    refuseOverlaps(weights.map(([locality, field]) => ({ locality, field })));
  }
  refuseOverlaps(
    distribute.items.map((rule) => ({ locality: rule.at('from').text, field: rule.at('from') })),
  );
}

function validateFailover(rule: Field): void {
  const [from, to] = [rule.at('from'), rule.at('to')];
  if (from.text === to.text) rule.error(`goes from '${from.text}' to itself, expected another region`);
  for (const end of [from, to]) {
    if (end.text.includes('/')) end.error(`is '${end.text}', expected a region alone`);
    if (end.text.includes('*')) end.error(`is '${end.text}', expected a region without wildcard`);
  }
}

/** Refuses localities of which one covers another: `us/*` and `us/west/a`. */
function refuseOverlaps(places: readonly { readonly locality: string; readonly field: Field }[]): void {
  const seen: string[][] = [];
  for (const { locality, field } of places) {
    const wildcards = locality.split('*').length - 1;
    if (wildcards > 1 || (wildcards === 1 && !locality.endsWith('*'))) {
      field.error(`is '${locality}'; a wildcard stands at the end, once`);
      return;
    }
    const [region = '', zone, ...subzone] = locality.split('/');
    const parts = [
      region,
      ...(zone === undefined ? [] : [zone]),
      ...(subzone.length > 0 ? [subzone.join('/')] : []),
    ];
    if (parts.includes('')) {
      field.error(`is '${locality}', expected region, region/zone or region/zone/subzone`);
      return;
    }
    // A wildcard may come after the places that it leaves out.
    const isRest = parts.at(-1) === '*';
    const place = isRest ? parts.slice(0, -1) : parts;
    if (seen.some((other) => isPrefix(other, place) || (!isRest && isPrefix(place, other)))) {
      field.error(`'${locality}' overlaps with another locality of the list`);
      return;
    }
    seen.push(place);
  }
}

function isPrefix(short: readonly string[], long: readonly string[]): boolean {
  return short.every((part, index) => part === long[index]);
}
