/**
 * The name that `cdk8s import` gives to the type of a field: the name of the type that holds it and the
 * field's own, in Pascal case with acronyms folded (`HTTPRoute` and `parentRefs` give `HttpRouteParentRefs`).
 */
export function typeName(holder, field = '') {
  return foldAcronyms(pascalCase(holder) + pascalCase(field));
}

function pascalCase(name) {
  return name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
    .replace(/(?:^|[^a-z0-9]+)([a-z0-9])/g, (_, first) => first.toUpperCase())
    .replace(/\d+[a-z]/g, (digits) => digits.toUpperCase());
}

function foldAcronyms(name) {
  return name.replace(/([A-Z])([A-Z]+)(?=[^a-z]|$)/g, (_, first, rest) => first + rest.toLowerCase());
}
