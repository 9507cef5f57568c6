import { expect, test } from '@jest/globals';
import { isOfFormat } from '../../lib/validation/string-format';

test.each([
  ['byte', ['', 'YWJj', 'YWI=', 'YQ=='], ['YWJ', 'YW=J', 'Y===', 'YWJj-', ' YWJj']],
  ['cidr', ['10.0.0.0/8', 'fd00::/8'], ['10.0.0.0', 'a/8']],
  ['date', ['2026-02-28'], ['2026-13-01', '2026-2-28', '12026-02-28', '2026-02-281', 'today']],
  [
    'date-time',
    [
      '2026-02-28T10:00:00Z',
      '2026-02-28t10:00:00.125+02:00',
      '2026-02-28 10:00:00Z',
      '2026-02-28T10:00:00-11:30',
    ],
    [
      '2026-02-28',
      '2026-02-28T10:00:00',
      '2026-02-28T25:00:00Z',
      '2026-02-28T10:00:00.Z',
      '2026-02-28T10:00:00+2:00',
      '2026-02-28T10:00:00Zulu',
      'on 2026-02-28T10:00:00Z',
      '2026-02-28X10:00:00Z',
    ],
  ],
  ['duration', ['5s', '1h30m'], ['5', 'soon']],
  ['ipv4', ['10.0.0.1'], ['::1', '10.0.0']],
  ['ipv6', ['::1'], ['10.0.0.1', ':::1']],
  ['uri', ['https://a.com/b', '/a'], ['a b', '']],
  ['color', ['anything'], []],
  ['toString', ['anything'], []],
])('the format %s', (format, good, bad) => {
  const texts = [...good, ...bad];
  expect(texts.filter((text) => isOfFormat(text, format))).toEqual(good);
});
