import type { Field } from './field';
import { parseUrl } from './parsed-url';
import { validatePortNumber } from './port-validation';

const schemes = ['', 'file', 'http', 'https', 'oci'];
const longestSecret = 253;
const longestName = 256;

/** Validates where a Wasm module comes from and what it is given. */
export function validateWasmModule(module: Field): void {
  const url = module.at('url');
  url.refuse(moduleUrlMistake(url.text));
  const sha = module.at('sha256');
  if (sha.text !== '' && !/^[a-f0-9]{64}$/.test(sha.text))
    sha.error('is no checksum, expected 64 digits of 0-9 and a-f');
  const secret = module.at('imagePullSecret');
  if (secret.text.length > longestSecret)
    secret.error(`has ${secret.text.length} characters, expected at most 253`);
  const name = module.at('pluginName');
  if (name.text.length > longestName) name.error(`has ${name.text.length} characters, expected at most 256`);
  const seen = new Set<string>();
  for (const variable of module.at('vmConfig', 'env').items) {
    if (variable.isSet) validateVariable(variable, seen);
  }
}

/** Validates the ports that a plug-in or extension is for. */
export function validateTrafficSelectors(match: Field): void {
  for (const selector of match.elements) {
    for (const port of selector.at('ports').elements) validatePortNumber(port.at('number'));
  }
}

function moduleUrlMistake(text: string): string | undefined {
  if (text === '') return 'is empty, expected the URL of a module, such as oci://registry/image:tag';
  const url = parseUrl(text);
  // Without a scheme it is the name of an image, or of a host.
  const found = typeof url === 'string' ? parseUrl(`http://${text}`) : url;
  if (typeof found === 'string') return `'${text}' is no URL: ${found}`;
  return schemes.includes(found.scheme)
    ? undefined
    : `has scheme '${found.scheme}', expected oci, https, http or file`;
}

function validateVariable(variable: Field, seen: Set<string>): void {
  const name = variable.at('name');
  if (name.text === '') name.error('is empty, expected the name of a variable');
  else if (name.text.length > longestName)
    name.error(`has ${name.text.length} characters, expected at most 256`);
  else if (seen.has(name.text)) name.error(`names the variable '${name.text}' again`);
  seen.add(name.text);
  if (!['', 'INLINE'].includes(variable.at('valueFrom').text) && variable.at('value').text !== '') {
    variable.at('value').error('is set, but valueFrom takes it from the host; remove one');
  }
}
