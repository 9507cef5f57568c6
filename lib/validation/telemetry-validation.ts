import { celSyntaxMistake } from './cel-syntax';
import type { Field } from './field';
import { validatePolicyTarget } from './policy-target-validation';
import type { ValidatedObject } from './validated-object';

/**
 * Says what istiod refuses in a Telemetry, or warns of.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/
 */
export function validateTelemetry({ spec }: ValidatedObject): void {
  validatePolicyTarget(spec);
  for (const metrics of spec.at('metrics').items) {
    validateProviders(metrics.at('providers'));
    for (const override of metrics.at('overrides').elements) validateOverride(override);
  }
  validateTracing(spec.at('tracing'));
  for (const logging of spec.at('accessLogging').items) {
    validateProviders(logging.at('providers'));
    const filter = logging.at('filter');
    if (filter.isSet) filter.at('expression').refuse(celSyntaxMistake(filter.at('expression').text));
  }
}

function validateProviders(providers: Field): void {
  for (const provider of providers.elements) {
    if (provider.at('name').text === '')
      provider.at('name').error('is empty, expected the name of a provider');
  }
}

function validateTracing(tracing: Field): void {
  if (tracing.items.length > 1) tracing.warn(`has ${tracing.items.length} elements; only the first is used`);
  for (const trace of tracing.items) {
    const providers = trace.at('providers');
    if (providers.items.length > 1)
      providers.warn(`has ${providers.items.length} elements; only the first is used`);
    validateProviders(providers);
    const sampling = trace.at('randomSamplingPercentage');
    if (sampling.number < 0 || sampling.number > 100)
      sampling.error(`is ${sampling.number} percent, expected 0 to 100`);
    for (const [name, tag] of trace.at('customTags').entries) validateTag(name, tag);
  }
}

function validateTag(name: string, tag: Field): void {
  if (name === '') tag.error('has an empty name, expected the name of a tag');
  if (!tag.isSet) tag.error('is null, expected literal, environment, header or formatter');
  for (const [kind, field] of [
    ['literal', 'value'],
    ['header', 'name'],
    ['environment', 'name'],
  ] as const) {
    const source = tag.at(kind);
    if (source.isSet && source.at(field).text === '') source.at(field).error('is empty, expected a text');
  }
}

function validateOverride(override: Field): void {
  for (const [name, tag] of override.at('tagOverrides').entries) {
    if (name === '') tag.warn('has an empty name, expected the name of a tag');
    if (!tag.isSet) {
      tag.error('is null, expected an operation and a value');
      continue;
    }
    const value = tag.at('value');
    if (['', 'UPSERT'].includes(tag.at('operation').text)) {
      if (value.text === '') value.error('is empty, but operation UPSERT needs it');
    } else if (tag.at('operation').text === 'REMOVE' && value.text !== '') {
      value.error('is set, but operation REMOVE takes the tag away; remove one');
    }
  }
  const metric = override.at('match', 'customMetric');
  if (metric.isSet && metric.text === '') metric.error('is empty, expected the name of a metric');
}
