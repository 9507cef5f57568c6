import type { Manifest } from '../mesh/manifest';

/** Which object a figure comes from. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty for an object of the whole cluster. */
  readonly namespace: string;
  readonly name: string;
  /** Where it was read, with the line on which it begins. */
  readonly file?: string;
  readonly line?: number;
}

/** The reference to an object. */
export function referenceTo({ apiVersion, kind, namespace, name, source }: Manifest): ObjectReference {
  const place = source === undefined ? {} : { file: source.file, line: source.lineOf([]) };
  return { apiVersion, kind, namespace, name, ...place };
}

/** `Deployment shop/web`, for people. */
export function writtenReference({ kind, namespace, name }: Omit<ObjectReference, 'apiVersion'>): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}
