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
  return word.startsWith('"') ? word.slice(1, -1) : scalar(word, 0, word.length);
}

/**
 * Most words of manifests come again soon, and are then neither copied nor looked up again: each lies in the slot that
 * its length and four of its characters give.
 */
const SLOTS = 4096;
const words = new Array<string>(SLOTS).fill('');
/** What the word of a slot is as a plain text, once somebody has asked. */
const values = new Array<PlainValue | undefined>(SLOTS).fill(undefined);

function slotOf(text: string, start: number, end: number): number {
  const ends = text.charCodeAt(start) * 7 + text.charCodeAt(end - 1) * 31 + text.charCodeAt(end - 2) * 131;
  const slot = (ends + text.charCodeAt((start + end) >> 1) * 521 + (end - start) * 1009) & (SLOTS - 1);
  const known = words[slot] ?? '';
  if (known.length !== end - start || !text.startsWith(known, start)) {
    words[slot] = text.slice(start, end);
    values[slot] = undefined;
  }
  return slot;
}

/** The text between two offsets, as it is. */
export function word(text: string, start: number, end: number): string {
  return words[slotOf(text, start, end)] ?? '';
}

/** What the plain text between two offsets is: true, null, 80, or a text. */
export function scalar(text: string, start: number, end: number): PlainValue {
  const slot = slotOf(text, start, end);
  return (values[slot] ??= resolved(words[slot] ?? ''));
}

function resolved(text: string): PlainValue {
  // No word for a boolean or null has more than five letters, and no number begins with one.
  if (text.length > 5 && isLetter(text.charCodeAt(0))) return text;
  return GO_YAML.resolveImplicitScalarTag(text).value as PlainValue;
}
