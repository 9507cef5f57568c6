/** What the parser of Envoy's substitution `%NAME(["a", "b"])%` expects next. */
type Expecting =
  'text' | 'name' | 'arguments' | 'string' | 'in a string' | 'comma' | 'parenthesis' | 'percent';

/**
 * What is wrong with the value of a header that Envoy sets; undefined if nothing is. `%NAME%` and `%NAME(…)%` stand
 * for properties of the request, and a percent sign itself is written `%%`.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/headers#custom-request-response-headers
 */
export function headerValueMistake(value: string): string | undefined {
  if (Array.from(value).some((one) => (one < ' ' && one !== '\t') || one === '\u007f')) {
    return 'has a control character';
  }
  let expecting: Expecting = 'text';
  for (let index = 0; index < value.length; index++) {
    const character = value.charAt(index);
    const skips =
      expecting === 'text'
        ? value.startsWith('%%', index)
        : expecting === 'in a string' && character === '\\';
    if (skips) {
      index++;
      continue;
    }
    const next = after(expecting, character);
    if (next === undefined)
      return `'${value}' has '${character}' where its substitution expects a ${expecting}`;
    expecting = next;
  }
  return expecting === 'text'
    ? undefined
    : `'${value}' opens a substitution that it does not close; write % as %%`;
}

function after(expecting: Expecting, character: string): Expecting | undefined {
  const blank = character === ' ' ? expecting : undefined;
  switch (expecting) {
    case 'text':
      return character === '%' ? 'name' : 'text';
    case 'name':
      if (character === '%') return 'text';
      return character === '(' ? 'arguments' : 'name';
    case 'arguments':
      return character === '[' ? 'string' : (blank ?? 'in a string');
    case 'string':
      return character === '"' ? 'in a string' : blank;
    case 'in a string':
      if (character === ')') return 'percent';
      return character === '"' ? 'comma' : 'in a string';
    case 'comma':
      if (character === ',') return 'string';
      return character === ']' ? 'parenthesis' : blank;
    case 'parenthesis':
      return character === ')' ? 'percent' : blank;
    case 'percent':
      return character === '%' ? 'text' : blank;
  }
}
