import { validateCorsPolicy } from './cors-policy-validation';
import { validateDestination, validateRouteDestinations } from './destination-validation';
import { validateDuration } from './duration-validation';
import type { Field } from './field';
import { isAuthority } from './header-name';
import { validateHeaderOperations } from './header-operations-validation';
import { validateDirectResponse, validateRedirect } from './http-answer-validation';
import { validateFault } from './http-fault-validation';
import { validateHttpMatch } from './http-match-validation';
import { validateRetries } from './http-retry-validation';
import { validatePercent } from './percent-validation';
import { validateRegularExpression } from './string-match-validation';

/** Validates a route of HTTP requests; `isDelegate` says that the VirtualService has no hosts of its own. */
export function validateHttpRoute(route: Field, isDelegate: boolean): void {
  validateAction(route, isDelegate);
  for (const match of route.at('match').items) if (match.isSet) validateHttpMatch(match);
  validateHeaderOperations(route.at('headers'));
  validateCorsPolicy(route.at('corsPolicy'));
  validateFault(route.at('fault'));
  validateMirrors(route);
  validateRedirect(route.at('redirect'));
  validateDirectResponse(route.at('directResponse'));
  validateRetries(route.at('retries'));
  validateRewrite(route);
  validateRouteDestinations(route.at('route'), (destination) => {
    validateHeaderOperations(destination.at('headers'));
  });
  validateDuration(route.at('timeout'));
}

/** A route does one thing: it forwards, redirects, answers, or hands on to a delegate. */
function validateAction(route: Field, isDelegate: boolean): void {
  const has = (name: string) => route.at(name).isSet;
  if (route.at('mirror').isSet && route.at('mirrors').items.length > 0 && (isDelegate || !has('delegate'))) {
    route.error('sets both mirror and mirrors; keep mirrors');
  }
  if (has('delegate') && !isDelegate) {
    for (const name of ['redirect', 'route']) {
      if (has(name))
        route.at(name).error('is set beside delegate, to whose routes the requests go; keep one');
    }
    return;
  }
  if (has('delegate')) route.at('delegate').error('is set, but a delegate cannot delegate again');
  const forwards = route.at('route').items.length > 0;
  const answer = ['redirect', 'directResponse'].filter(has);
  if (answer.length === 0) {
    if (!forwards) route.error('does nothing with a request, expected route, redirect or directResponse');
    return;
  }
  const others = [...(forwards ? ['route'] : []), ...['fault', 'rewrite'].filter(has), ...answer.slice(1)];
  if (others.length > 0) {
    route.error(
      `sets ${others.join(', ')} beside ${String(answer[0])}, which answers the request itself; keep one`,
    );
  }
}

function validateMirrors(route: Field): void {
  for (const name of ['mirrorPercent', 'mirror_percent']) {
    if (!route.at(name).isSet) continue;
    validatePercent(route.at(name));
    route.at(name).warn('is deprecated; write mirrorPercentage');
  }
  validatePercent(route.at('mirrorPercentage', 'value'));
  validateDestination(route.at('mirror'));
  for (const mirror of route.at('mirrors').elements) {
    if (!mirror.at('destination').isSet) mirror.at('destination').error('is required');
    validateDestination(mirror.at('destination'));
    validatePercent(mirror.at('percentage', 'value'));
  }
}

function validateRewrite(route: Field): void {
  const rewrite = route.at('rewrite');
  const [uri, regex, authority] = [rewrite.at('uri'), rewrite.at('uriRegexRewrite'), rewrite.at('authority')];
  if (rewrite.isSet && uri.text === '' && !regex.isSet && authority.text === '') {
    rewrite.error('rewrites nothing, expected uri, uriRegexRewrite or authority');
  }
  if (uri.text !== '' && regex.isSet) rewrite.error('sets both uri and uriRegexRewrite; keep one');
  else if (regex.isSet) {
    if (regex.at('match').text === '' || regex.at('rewrite').text === '') {
      regex.error('needs both match and rewrite, neither of them empty');
    } else validateRegularExpression(regex.at('match'));
  }
  const request = route.at('headers', 'request');
  const changes = [...request.at('set').entries, ...request.at('add').entries].filter(
    ([name, value]) => isAuthority(name) && value.text !== '',
  );
  const [, second] = authority.text === '' ? changes : [undefined, ...changes];
  second?.[1].error('rewrites the authority, which something else on this route rewrites too; keep one');
}
