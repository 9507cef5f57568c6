import type { Field } from './field';

const configMapPrefix = 'configmap://';

/** Validates how a client speaks TLS with an upstream. */
export function validateClientTls(tls: Field, namespace: string): void {
  if (!tls.isSet) return;
  const mode = tls.at('mode').text;
  const credential = tls.at('credentialName');
  validateConfigMap(credential, namespace);
  if (tls.at('insecureSkipVerify').isTrue) validateUnverified(tls, mode);
  if ((mode === 'SIMPLE' || mode === 'MUTUAL') && credential.text !== '') {
    const files = ['clientCertificate', 'privateKey', 'caCertificates', 'caCrl'];
    const set = files.filter((file) => tls.at(file).text !== '');
    if (set.length > 0)
      credential.error(`is set beside ${set.join(', ')}; a credential brings all of these itself`);
    return;
  }
  if (mode !== 'MUTUAL') return;
  for (const file of ['clientCertificate', 'privateKey']) {
    if (tls.at(file).text === '')
      tls.at(file).error('is empty, but mode MUTUAL needs it, or a credentialName');
  }
}

function validateUnverified(tls: Field, mode: string): void {
  const verifying = { SIMPLE: ['caCertificates', 'credentialName'], MUTUAL: ['caCertificates'] };
  if (mode !== 'SIMPLE' && mode !== 'MUTUAL') return;
  const set = verifying[mode].filter((name) => tls.at(name).text !== '');
  if (tls.at('subjectAltNames').items.length > 0) set.push('subjectAltNames');
  if (set.length > 0) {
    tls
      .at('insecureSkipVerify')
      .error(`is true beside ${set.join(', ')}, by which the server would be verified`);
  }
}

function validateConfigMap(credential: Field, namespace: string): void {
  if (!credential.text.startsWith(configMapPrefix)) return;
  const [owner, ...name] = credential.text.slice(configMapPrefix.length).split('/');
  if (name.length === 1 && name[0] !== '' && owner === namespace) return;
  credential.error(
    `is '${credential.text}', expected ${configMapPrefix}${namespace}/NAME in the object's namespace`,
  );
}
