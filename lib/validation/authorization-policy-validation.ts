import type { Field } from './field';
import { validateAttribute, validateServiceAccounts } from './authorization-attribute';
import { addressBlockMistake } from './network-address';
import { validatePathTemplate } from './path-template';
import { validatePolicyTarget } from './policy-target-validation';
import type { ValidatedObject } from './validated-object';

const identities = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces'];
const serviceAccounts = ['serviceAccounts', 'notServiceAccounts'];
const trustDomains = ['trustDomains', 'notTrustDomains'];
const addresses = ['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks'];
const requestIdentities = ['requestPrincipals', 'notRequestPrincipals'];
const operations = ['hosts', 'notHosts', 'methods', 'notMethods', 'paths', 'notPaths', 'ports', 'notPorts'];

/**
 * Says what istiod refuses in an AuthorizationPolicy, or warns of.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 */
export function validateAuthorizationPolicy({ spec }: ValidatedObject): void {
  validatePolicyTarget(spec);
  const action = spec.at('action').text || 'ALLOW';
  const rules = spec.at('rules');
  const provider = spec.at('provider');
  if (['CUSTOM', 'DENY'].includes(action) && rules.items.length === 0) {
    rules.error(`is empty, so that action ${action} never happens; for every request write a rule {}`);
  }
  if (action === 'CUSTOM') {
    if (rules.items.length > 0 && provider.at('name').text === '') {
      provider.at('name').error('is empty, expected the extension provider that action CUSTOM asks');
    }
    for (const rule of rules.items) refuseForCustom(rule);
  } else if (provider.isSet) provider.error(`is set, but action ${action} asks no provider; remove it`);
  for (const rule of rules.elements) validateRule(rule, action);
}

/** The extension is asked before the proxy knows who the client is. */
function refuseForCustom(rule: Field): void {
  for (const from of rule.at('from').items) {
    for (const name of [...identities, ...serviceAccounts, ...trustDomains, ...requestIdentities]) {
      const field = from.at('source', name);
      if (field.items.length > 0) field.error('is not known when action CUSTOM asks its provider; remove it');
    }
  }
  for (const { key } of rule.at('when').items.map((when) => ({ key: when.at('key') }))) {
    if (/^(source\.(namespace|serviceAccount|principal)$|request\.auth\.)/.test(key.text)) {
      key.error(`'${key.text}' is not known when action CUSTOM asks its provider; remove it`);
    }
  }
}

function validateRule(rule: Field, action: string): void {
  const sources = rule.at('from').elements.filter((from) => requirePart(from, 'source'));
  const targets = rule.at('to').elements.filter((to) => requirePart(to, 'operation'));
  for (const from of sources) validateSource(from.at('source'));
  for (const to of targets) validateOperation(to.at('operation'));
  for (const condition of rule.at('when').items) validateCondition(condition);
  const connection = [...identities, ...serviceAccounts, ...trustDomains, ...addresses];
  const isHttpSource = !sources.some((from) =>
    connection.some((name) => from.at('source', name).items.length > 0),
  );
  const isHttpTarget = !targets.some((to) =>
    ['ports', 'notPorts'].some((name) => to.at('operation', name).items.length > 0),
  );
  const isHttpOnly = targets.length > 0 ? isHttpTarget : sources.length > 0 && isHttpSource;
  if (action === 'DENY' && isHttpOnly) {
    rule.warn(
      'denies by properties of requests alone, and with them all traffic to TCP ports; name the ports',
    );
  }
}

function requirePart(element: Field, part: string): boolean {
  if (!element.at(part).isSet) element.at(part).error('is required');
  return element.at(part).isSet;
}

function validateSource(source: Field): void {
  const names = [...identities, ...serviceAccounts, ...trustDomains, ...addresses, ...requestIdentities];
  const set = names.filter((name) => source.at(name).items.length > 0);
  if (set.length === 0) source.error('is empty, expected at least one condition');
  if (set.some((name) => serviceAccounts.includes(name)) && set.some((name) => identities.includes(name))) {
    source.error('names serviceAccounts beside principals or namespaces, which say the same; keep one');
  }
  for (const name of addresses) {
    for (const block of source.at(name).items) block.refuse(addressBlockMistake(block.text));
  }
  for (const name of serviceAccounts) validateServiceAccounts(source.at(name));
  refuseEmpty(source, [...identities, ...trustDomains, ...requestIdentities]);
}

function validateOperation(operation: Field): void {
  if (operations.every((name) => operation.at(name).items.length === 0)) {
    operation.error('is empty, expected at least one condition');
  }
  refuseEmpty(operation, operations);
  for (const port of [...operation.at('ports').items, ...operation.at('notPorts').items]) {
    if (port.text !== '' && !(/^\d+$/.test(port.text) && Number(port.text) <= 65535)) {
      port.error(`'${port.text}' is no port, expected a number up to 65535 as a text`);
    }
  }
  for (const path of [...operation.at('paths').items, ...operation.at('notPaths').items])
    validatePathTemplate(path);
}

function refuseEmpty(field: Field, names: readonly string[]): void {
  for (const item of names.flatMap((name) => field.at(name).items)) {
    if (item.text === '') item.error('is empty, expected a text');
  }
}

function validateCondition(condition: Field): void {
  const key = condition.at('key');
  const [values, notValues] = [condition.at('values'), condition.at('notValues')];
  if (key.text === '') key.error('is empty, expected an attribute such as request.headers[x-token]');
  else if (values.items.length + notValues.items.length === 0) {
    condition.error(`compares '${key.text}' with nothing, expected values or notValues`);
  } else validateAttribute(key, [values, notValues]);
}
