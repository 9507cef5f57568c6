import { GO_YAML } from '../vocabulary/go-yaml';

/** A value of the plain style. */
export type PlainValue = string | number | boolean | null | PlainValue[] | { [field: string]: PlainValue };

const [SPACE, DASH, COLON] = [32, 45, 58];

function isLetter(character: number): boolean {
  return (character >= 97 && character <= 122) || (character >= 65 && character <= 90) || character === 95;
}

function isDigit(character: number): boolean {
  return character >= 48 && character <= 57;
}

/** Where the colon of a plain key stands: a letter, then letters, digits, `.`, `/` and `-`. Negative if it is no key. */
export function keyEnd(text: string, start: number): number {
  if (!isLetter(text.charCodeAt(start))) return -1;
  for (let at = start + 1; ; at += 1) {
    const character = text.charCodeAt(at);
    if (character === COLON) return text.charCodeAt(at + 1) <= SPACE && at - start < 300 ? at : -1;
    // `-`, `.` and `/` follow each other.
    if (!isLetter(character) && !isDigit(character) && (character < 45 || character > 47)) return -1;
  }
}

/** Whether a plain text may begin so; no indicator of YAML does, nor what might be a number out of the common. */
export function mayBegin(character: number, next: number): boolean {
  if (isLetter(character) || isDigit(character) || character === 47 || character === 36) return true;
  return character === DASH && isDigit(next);
}

/** A word of a list on one line. */
export function flowWord(word: string): PlainValue {
  return word.startsWith('"') ? word.slice(1, -1) : scalar(word);
}

/** Most words of manifests come again and again. */
const words = new Map<string, PlainValue>();

/** What a plain text is: true, null, 80, or a text. */
export function scalar(text: string): PlainValue {
  if (text.length > 24) return resolved(text);
  let value = words.get(text);
  if (value === undefined) {
    value = resolved(text);
    if (words.size < 10_000) words.set(text, value);
  }
  return value;
}

function resolved(text: string): PlainValue {
  return GO_YAML.resolveImplicitScalarTag(text).value as PlainValue;
}

/** The words with which a boolean or null begins have at most five letters. */
export function isText(key: string): boolean {
  return key.length > 5 || typeof scalar(key) === 'string';
}
