import type { Field } from './field';

/** Validates a path of a policy: the operators `{*}` and `{**}` stand for whole segments, `{**}` last of them. */
export function validatePathTemplate(path: Field): void {
  const { text } = path;
  const isTemplate = text.includes('{*}') || text.includes('{**}');
  let isOver = false;
  for (const segment of text.replace(/^\/+|\/+$/g, '').split('/')) {
    if (segment === '{*}' || segment === '{**}') {
      if (isOver) {
        path.error(`'${text}' goes on with an operator after {**}, which must be the last`);
        return;
      }
      isOver = segment === '{**}';
    } else if (/[{}]/.test(segment)) {
      path.error(`'${text}' has '${segment}', but braces are for the segments {*} and {**} alone`);
      return;
    } else if (isTemplate && !/^[a-zA-Z0-9\-._~%!$&'()+,;:@=]+$/.test(segment)) {
      path.error(`'${text}' has '${segment}', which is no segment of a path`);
      return;
    }
  }
}
