import type { Field } from './field';

const dnsLabel = '[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?';
const qualifiedName = '(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const keyPattern = new RegExp(`^(${dnsLabel}(?:\\.${dnsLabel})*/)?(${qualifiedName})$`);
const valuePattern = new RegExp(`^(${qualifiedName})?$`);
const mostOfPrefix = 253;
const mostOfName = 63;

/** Validates labels that endpoints carry or are chosen by: keys and values in the syntax of Kubernetes. */
export function validateLabels(labels: Field): void {
  for (const [key, value] of labels.entries) {
    const [, prefix = '', name = ''] = keyPattern.exec(key) ?? [];
    if (name === '' || prefix.length - 1 > mostOfPrefix || name.length > mostOfName) {
      value.error(
        `'${key}' is no key of a label, expected [prefix/]name of letters, digits, '-', '_' and '.'`,
      );
    }
    if (!valuePattern.test(value.text)) {
      value.error(`'${value.text}' is no value of a label, expected letters, digits, '-', '_' and '.'`);
    }
  }
}
