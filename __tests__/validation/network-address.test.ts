import { expect, test } from '@jest/globals';
import { addressBlockMistake, isCidr, socketMistake } from '../../lib/validation/network-address';

test.each([
  ['10.0.0.0/8', true],
  ['10.0.0.0/0', true],
  ['10.0.0.0/32', true],
  ['10.0.0.0/33', false],
  ['fd00::/128', true],
  ['fd00::/129', false],
  ['fd00::/100', true],
  ['10.0.0.0/08', false],
  ['10.0.0.0/', false],
  ['10.0.0.0/-1', false],
  ['10.0.0.0/a8', false],
  ['10.0.0.0/8a', false],
  ['10.0.0.0/8/8', false],
  ['10.0.0.0', false],
  ['fe80::1%eth0/64', false],
  ['shop/8', false],
])('%s is a block of addresses: %s', (text, isGood) => {
  expect(isCidr(text)).toBe(isGood);
});

test.each([
  ['10.0.0.1', true],
  ['::1', true],
  ['10.0.0.0/8', true],
  ['10.0.0.0/40', false],
  ['10.0.0', false],
  ['', false],
])('%s is an address, or a block of them: %s', (text, isGood) => {
  expect(addressBlockMistake(text) === undefined).toBe(isGood);
});

test.each([
  ['unix:///var/run/web.sock', true],
  ['unix://@web', true],
  ['unix://@web/', true],
  ['unix:///var/run/', false],
  ['unix://web.sock', false],
  ['unix://', false],
])('%s is a socket: %s', (text, isGood) => {
  expect(socketMistake(text) === undefined).toBe(isGood);
});
