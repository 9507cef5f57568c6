import { expect, test } from '@jest/globals';
import { parseUrl } from '../../lib/validation/parsed-url';

const NONE = { scheme: '', host: '', hostname: '', port: '', path: '' };

test.each([
  ['https://a.com:80/b?c', { scheme: 'https', host: 'a.com:80', hostname: 'a.com', port: '80', path: '/b' }],
  ['HTTPS://a.com', { scheme: 'https', host: 'a.com', hostname: 'a.com' }],
  ['oci://a/b:1', { scheme: 'oci', host: 'a', hostname: 'a', path: '/b:1' }],
  ['git+ssh-1.0://a', { scheme: 'git+ssh-1.0', host: 'a', hostname: 'a' }],
  ['http://me:secret@a.com/b', { scheme: 'http', host: 'a.com', hostname: 'a.com', path: '/b' }],
  ['http://me@you@a.com', { scheme: 'http', host: 'a.com', hostname: 'a.com' }],
  ['http://[::1]:80/b', { scheme: 'http', host: '[::1]:80', hostname: '::1', port: '80', path: '/b' }],
  ['http://[fe80::1%25eth0]', { scheme: 'http', host: '[fe80::1%25eth0]', hostname: 'fe80::1%25eth0' }],
  ['http://a.com:', { scheme: 'http', host: 'a.com:', hostname: 'a.com' }],
  ['http:///a', { scheme: 'http', path: '/a' }],
  ['http://', { scheme: 'http' }],
  ['file:/a', { scheme: 'file', path: '/a' }],
  ['//a.com/b', { host: 'a.com', hostname: 'a.com', path: '/b' }],
  ['///a', { path: '///a' }],
  ['/a', { path: '/a' }],
  ['/a?b=%zz', { path: '/a' }],
  ['/a b', { path: '/a b' }],
  ['/%41', { path: '/%41' }],
  ['mailto:a@b', { scheme: 'mailto' }],
])('%s', (text, parts) => {
  expect(parseUrl(text)).toEqual({ ...NONE, ...parts });
});

test.each([
  ['', 'empty url'],
  ['a/b', 'invalid URI for request'],
  ['1a:/b', 'invalid URI for request'],
  [':a', 'missing protocol scheme'],
  ['://a', 'missing protocol scheme'],
  ['/a\u0007', 'invalid control character in URL'],
  ['/a\u007f', 'invalid control character in URL'],
  ['http://a.com:b', 'invalid port in host "a.com:b"'],
  ['http://a.com:80:80', 'invalid port in host "a.com:80:80"'],
  ['http://[::1', 'invalid port in host "[::1"'],
  ['http://a b', 'invalid character in host name "a b"'],
  ['http://a{', 'invalid character in host name "a{"'],
  ['http://{a', 'invalid character in host name "{a"'],
  ['http://a#@b', 'invalid user "a#"'],
  ['http://#a@b', 'invalid user "#a"'],
  ['http://a%zz/', 'invalid URL escape "%zz"'],
  ['http://a%4z@b/', 'invalid URL escape "%4z"'],
  ['http://a/%4', 'invalid URL escape "%4"'],
  ['/%zz', 'invalid URL escape "%zz"'],
])('no URL is %j', (text, mistake) => {
  expect(parseUrl(text)).toBe(mistake);
});
