/**
 * What no text of somebody else's may do to a terminal or a log: control characters (of 7 and 8 bits, so that no escape
 * sequence begins), marks that turn the direction of writing, separators that are lines to some readers, and halves of
 * characters.
 */
const UNPRINTABLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Cs}/gu;

/** What GitHub Actions takes for a command: `::` that begins a line, and `##[` anywhere. */
const LOG_COMMAND = /(?<=^\s*):(?=:)|#(?=#\[)/gm;

/** A text of several lines to be printed: what is not printable is written as `\u001b`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escaped).replace(LOG_COMMAND, escaped);
}

/** The same as one line, so that no text makes up a line of its own. */
export function printableLine(text: string): string {
  return printable(text.replace(/\r?\n/g, '\\n'));
}

/** JSON to be printed: it is read back as it was, whatever is in its texts. */
export function printableJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2).replace(UNPRINTABLE, escaped)}\n`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
