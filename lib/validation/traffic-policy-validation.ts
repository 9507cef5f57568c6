import { validateClientTls } from './client-tls-validation';
import { validateConnectionPool } from './connection-pool-validation';
import { validateDuration } from './duration-validation';
import { domainOrAddressMistake } from './dns-name';
import type { Field } from './field';
import { validateLoadBalancer } from './load-balancer-validation';
import { validateOutlierDetection } from './outlier-detection-validation';
import { validatePortNumber } from './port-validation';

const portSettings = ['outlierDetection', 'connectionPool', 'loadBalancer', 'tls'];
const settings = [...portSettings, 'portLevelSettings', 'tunnel', 'proxyProtocol', 'retryBudget'];

/** Validates how the clients of a host treat it. */
export function validateTrafficPolicy(policy: Field, namespace: string): void {
  if (!policy.isSet) return;
  if (!settings.some((name) => policy.at(name).isSet)) {
    policy.error(`sets nothing, expected at least one of ${settings.join(', ')}`);
    return;
  }
  if (policy.at('tunnel').isSet && policy.at('proxyProtocol').isSet) {
    policy.error('sets both tunnel and proxyProtocol; keep one');
    return;
  }
  validateSettings(policy, namespace);
  for (const port of policy.at('portLevelSettings').elements) {
    if (!port.at('port').isSet) port.at('port').error('is required');
    if (portSettings.some((name) => port.at(name).isSet)) validateSettings(port, namespace);
    else port.error(`sets nothing, expected at least one of ${portSettings.join(', ')}`);
  }
  validateTunnel(policy.at('tunnel'));
  validateDuration(policy.at('retryBudget', 'budgetInterval'));
}

function validateSettings(policy: Field, namespace: string): void {
  const outlierDetection = policy.at('outlierDetection');
  validateOutlierDetection(outlierDetection);
  validateConnectionPool(policy.at('connectionPool'));
  validateLoadBalancer(policy.at('loadBalancer'), outlierDetection.isSet);
  validateClientTls(policy.at('tls'), namespace);
}

function validateTunnel(tunnel: Field): void {
  if (!tunnel.isSet) return;
  const protocol = tunnel.at('protocol');
  if (!['', 'CONNECT', 'POST'].includes(protocol.text)) {
    protocol.error(`is '${protocol.text}', expected CONNECT or POST`);
  }
  tunnel.at('targetHost').refuse(domainOrAddressMistake(tunnel.at('targetHost').text));
  validatePortNumber(tunnel.at('targetPort'));
}
