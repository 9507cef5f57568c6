import { authorizationMethodKnown } from '../../lib/analysis/rules/authorization-method-known';
import { authorizationPolicy as policy } from './manifest-texts';
import { testRule } from './rule-cases';

testRule(authorizationMethodKnown, [
  ['methods and patterns of methods', policy('to: [{ operation: { methods: [GET, P*, "*T", "*"] } }]'), []],
  [
    'a method in small letters, and one that is none',
    policy('to: [{ operation: { methods: [GET, get], notMethods: [FETCH] } }]'),
    [
      'AuthorizationPolicy shop/orders spec.rules[0].to[0].operation.methods[1]:6',
      'AuthorizationPolicy shop/orders spec.rules[0].to[0].operation.notMethods[0]:6',
    ],
    ['KIA0102', 'KIA0102'],
  ],
  [
    'a star with blanks, which Kiali reads as one without',
    policy('to: [{ operation: { methods: [" *"] } }]'),
    ['AuthorizationPolicy shop/orders spec.rules[0].to[0].operation.methods[0]:6'],
    [],
  ],
  [
    'each method',
    policy(
      'to: [{ operation: { methods: [CONNECT, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, TRACE] } }]',
    ),
    [],
  ],
]);
