import type { Field } from './field';

/** The suites that Envoy's TLS library knows, in the names of OpenSSL. */
const cipherSuites = new Set([
  ...['AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'AES128-SHA', 'AES256-SHA'].flatMap((suite) => [
    suite,
    `ECDHE-ECDSA-${suite}`,
    `ECDHE-RSA-${suite}`,
  ]),
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'DES-CBC3-SHA',
  'ALL',
]);
const certificateFields = ['serverCertificate', 'privateKey', 'caCertificates', 'credentialName'];
const certificateLists = ['tlsCertificates', 'credentialNames'];

/** Validates how a gateway's server, or a sidecar towards its clients, speaks TLS. */
export function validateServerTls(tls: Field): void {
  if (!tls.isSet) return;
  const mode = tls.at('mode').text || 'PASSTHROUGH';
  validateCipherSuites(tls);
  const set = [
    ...certificateFields.filter((name) => tls.at(name).text !== ''),
    ...certificateLists.filter((name) => tls.at(name).items.length > 0),
  ];
  if (mode === 'ISTIO_MUTUAL') {
    for (const name of set)
      tls.at(name).error('is set, but mode ISTIO_MUTUAL uses the certificates of the mesh');
    return;
  }
  if (mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH') {
    if (tls.at('caCrl').text !== '') set.push('caCrl');
    if (set.length > 0) tls.warn(`sets ${set.join(', ')}, which mode ${mode} ignores`);
  }
  const pair = set.includes('serverCertificate') && set.includes('privateKey') ? ['serverCertificate'] : [];
  const sources = [...pair, ...set.filter((name) => /^(credentialNames?|tlsCertificates)$/.test(name))];
  if (sources.length > 1) tls.error(`takes its certificate from ${sources.join(' and ')}; keep one of them`);
  if (['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'].includes(mode)) validateTermination(tls, mode);
}

function validateTermination(tls: Field, mode: string): void {
  if (tls.at('credentialName').text !== '' || tls.at('credentialNames').items.length > 0) return;
  const verifiesClients = ['caCertificates', 'caCertCredentialName'].some((name) => tls.at(name).text !== '');
  if (mode !== 'SIMPLE' && !verifiesClients) {
    tls
      .at('caCertificates')
      .error(`is empty, but mode ${mode} verifies clients by it; set it or a credentialName`);
  }
  const list = tls.at('tlsCertificates').items;
  if (list.length > 2) tls.at('tlsCertificates').warn(`has ${list.length} certificates; only 2 are used`);
  for (const certificate of list.length > 0 ? list : [tls]) {
    for (const name of ['serverCertificate', 'privateKey']) {
      if (certificate.at(name).text === '') {
        certificate.at(name).error(`is empty, but mode ${mode} needs it; set it or a credentialName`);
      }
    }
  }
  if (mode === 'SIMPLE' && tls.at('caCrl').text !== '') {
    tls.at('caCrl').error('is set, but mode SIMPLE verifies no client whose certificate it could revoke');
  }
}

function validateCipherSuites(tls: Field): void {
  const suites = tls.at('cipherSuites');
  const oldest = tls.at('minProtocolVersion').text;
  if (/^TLSV1_[01]$/.test(oldest) && suites.items.length === 0) {
    tls.at('minProtocolVersion').warn(`is ${oldest}, for which no default suite is left; set cipherSuites`);
  }
  const seen = new Set<string>();
  for (const suite of suites.items) {
    const name = suite.text;
    // What starts with an operator, such as -SHA1, is an expression that only the library reads.
    if (/^[A-Za-z0-9]/.test(name) && !cipherSuites.has(name))
      suite.warn(`'${name}' is no cipher suite, and ignored`);
    else if (seen.has(name)) suite.warn(`names '${name}' again`);
    seen.add(name);
  }
}
