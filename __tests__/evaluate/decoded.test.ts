import { expect, test } from '@jest/globals';
import { decodeTexts } from '../../src/evaluate/decoded.ts';

const secret = { group: '', kind: 'Secret' };

function base64(text: string | Uint8Array): string {
  return Buffer.from(text).toString('base64');
}

test('texts are decoded; what is no base64 or no text is left to be judged as it stands', () => {
  const data = {
    text: base64('ikke en rigtig kode: æøå'),
    empty: '',
    wrapped: `${base64('a longer text').slice(0, 8)}\n${base64('a longer text').slice(8)}`,
    keystore: base64(new Uint8Array([0xfe, 0xed, 0xfe, 0xed])),
    sops: 'ENC[AES256_GCM,data:abc=,type:str]',
    unpadded: 'YQ',
    url: '_-_-',
    number: 7,
  };
  expect(decodeTexts(secret, { data })).toEqual({ text: 'ikke en rigtig kode: æøå', empty: '', wrapped: 'a longer text' });
});

test('a ConfigMap keeps base64 in binaryData and plain text in data', () => {
  const value = { data: { a: 'YWJj' }, binaryData: { b: 'YWJj' } };
  expect(decodeTexts({ group: '', kind: 'ConfigMap' }, value)).toEqual({ b: 'abc' });
});

test('other kinds have none, and odd shapes neither', () => {
  expect(decodeTexts({ group: 'bitnami.com', kind: 'Secret' }, { data: { a: 'YWJj' } })).toEqual({});
  expect(decodeTexts({ group: '', kind: 'constructor' }, { data: { a: 'YWJj' } })).toEqual({});
  for (const data of [null, 'YWJj', ['YWJj'], 7]) expect(decodeTexts(secret, { data })).toEqual({});
});

test('a key called __proto__ is a key', () => {
  const data = JSON.parse('{"__proto__": "YWJj"}') as Record<string, string>;
  expect(JSON.stringify(decodeTexts(secret, { data }))).toBe('{"__proto__":"abc"}');
});
