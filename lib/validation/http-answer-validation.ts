import type { Field } from './field';
import { validatePortNumber } from './port-validation';

const kibibyte = 1024;
const largeBody = 100 * kibibyte;
const largestBody = 1024 * kibibyte;

/** Validates an answer that sends the client elsewhere. */
export function validateRedirect(redirect: Field): void {
  if (!redirect.isSet) return;
  const targets = ['uri', 'prefixRewrite', 'authority', 'scheme'].filter(
    (name) => redirect.at(name).text !== '',
  );
  if (targets.length === 0 && !redirect.at('port').isSet && !redirect.at('derivePort').isSet) {
    redirect.error('leads nowhere, expected at least one of uri, authority, scheme, port');
  }
  const code = redirect.at('redirectCode');
  if (code.number !== 0 && (code.number < 300 || code.number > 399))
    code.error(`is ${code.number}, expected 300 to 399`);
  const scheme = redirect.at('scheme');
  if (!['', 'http', 'https'].includes(scheme.text))
    scheme.error(`is '${scheme.text}', expected http or https`);
  if (redirect.at('port').number > 0) validatePortNumber(redirect.at('port'));
}

/** Validates an answer that the proxy gives by itself. */
export function validateDirectResponse(response: Field): void {
  if (!response.isSet) return;
  const body = response.at('body');
  const size =
    Buffer.byteLength(body.at('string').text) || Buffer.byteLength(body.at('bytes').text, 'base64');
  if (size > largestBody) body.error(`has ${size} bytes, expected at most ${largestBody}`);
  else if (size > largeBody) body.warn(`has ${size} bytes, which every proxy of the mesh must hold`);
  validateStatus(response.at('status'));
}

/** Validates the status code of an answer. */
export function validateStatus(status: Field): void {
  if (status.number < 200 || status.number > 600)
    status.error(`is ${status.number}, expected a status of 200 to 599`);
}
