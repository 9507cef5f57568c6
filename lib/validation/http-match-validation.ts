import { isDnsLabel } from './dns-name';
import type { Field } from './field';
import { validateGatewayNames } from './gateway-name-validation';
import { matchedHeaderMistake } from './header-name';
import { validateLabels } from './label-validation';
import { validatePortNumber } from './port-validation';
import { validateRegexMatch, validateStringMatch } from './string-match-validation';

/** Validates which requests a route takes. */
export function validateHttpMatch(match: Field): void {
  for (const [name, header] of match.at('headers').entries) {
    if (!header.isSet) header.error('is null; a header that must only be there is matched by {}');
    header.refuse(matchedHeaderMistake(name));
    validateStringMatch(header);
  }
  for (const [name, header] of match.at('withoutHeaders').entries) {
    header.refuse(matchedHeaderMistake(name));
    // No regular expression, but the sign for a header that is there with any value.
    if (header.at('regex').text !== '*') validateStringMatch(header);
  }
  validateRegexMatch(match.at('uri'));
  for (const name of ['scheme', 'method', 'authority']) validateStringMatch(match.at(name));
  for (const [, parameter] of match.at('queryParams').entries) validateStringMatch(parameter);
  if (match.at('port').number !== 0) validatePortNumber(match.at('port'));
  validateLabels(match.at('sourceLabels'));
  validateGatewayNames(match.at('gateways'));
  const namespace = match.at('sourceNamespace');
  if (namespace.text !== '' && !isDnsLabel(namespace.text))
    namespace.error(`'${namespace.text}' is no namespace`);
}
