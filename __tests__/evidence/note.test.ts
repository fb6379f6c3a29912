import { describe, expect, test } from '@jest/globals';
import { openCheckpoint, originRepository, signCheckpoint } from '../../src/evidence/checkpoint.ts';
import { formatSignerKey, formatVerifierKey, parseSignerKey, parseVerifierKey, signerKey } from '../../src/evidence/key.ts';
import { generateKeys } from '../../src/evidence/keygen.ts';
import { openNote, signNote } from '../../src/evidence/note.ts';

// Key pair and note that the documentation of golang.org/x/mod/sumdb/note gives as its example: made by another implementation.
const VERIFIER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const SIGNER = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const TEXT = 'If you think cryptography is the answer to your problem,\n' + "then you don't know what your problem is.\n";
const NOTE = `${TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;

const verifier = taken(parseVerifierKey(VERIFIER));
const signer = taken(parseSignerKey(SIGNER));
const other = signerKey('elsewhere.example', Buffer.alloc(32, 1));

describe('a signed note', () => {
  test('of another implementation opens, and ours is the same to the byte', () => {
    expect(openNote(Buffer.from(NOTE), [verifier])).toEqual({ ok: true, value: TEXT });
    expect(signNote(TEXT, signer).toString()).toBe(NOTE);
  });

  test('passes over signatures of unknown keys', () => {
    const line = signNote(TEXT, other).toString().split('\n\n').at(-1) ?? '';
    expect(openNote(Buffer.from(NOTE + line), [verifier]).ok).toBe(true);
    expect(openNote(Buffer.from(NOTE), [other])).toMatchObject({ ok: false, fault: { code: 'note-not-signed' } });
  });

  test('is spoilt by one wrong signature of a known key', () => {
    const line = signNote('Other text\n', other).toString().split('\n\n').at(-1) ?? '';
    const opened = openNote(Buffer.from(NOTE + line), [verifier, other]);
    expect(opened).toMatchObject({ ok: false, fault: { code: 'note-signature-wrong' } });
  });

  test('keeps empty lines in its text: the last one parts text and signatures', () => {
    const text = 'one\n\ntwo\n';
    expect(openNote(signNote(text, signer), [verifier])).toEqual({ ok: true, value: text });
  });

  test.each([
    ['without a signature', TEXT],
    ['with spare bits in the base64', NOTE.replace('JnAM=', 'JnAN=')],
    ['with base64 that lacks its padding', NOTE.replace('JnAM=', 'JnAM')],
    ['with a hyphen for the dash', NOTE.replace('—', '-')],
    ['without its last newline', NOTE.slice(0, -1)],
    ['with a byte order mark', `\ufeff${NOTE}`],
    ['with 65 signatures', NOTE + (NOTE.split('\n\n').at(-1) ?? '').repeat(64)],
  ])('%s is refused', (_, note) => {
    expect(openNote(Buffer.from(note), [verifier]).ok).toBe(false);
  });
});

test.each(['a\tb\n', 'a\r\n', 'a\0b\n', 'a\x1bb\n'])('a note over %j is refused though it is signed', (text) => {
  expect(openNote(signNote(text, signer), [verifier])).toMatchObject({
    fault: { code: 'note-invalid', params: { what: 'control-character' } },
  });
});

describe('a key', () => {
  test('is written as it was read', () => {
    expect(formatVerifierKey(verifier)).toBe(VERIFIER);
    expect(formatSignerKey(signer)).toBe(SIGNER);
    expect(formatVerifierKey(signer)).toBe(VERIFIER);
  });

  test.each([
    ['another id', VERIFIER.replace('c74f20a3', 'c74f20a4'), 'id'],
    ['another name, which changes the id', VERIFIER.replace('Peter', 'Petra'), 'id'],
    ['another algorithm', VERIFIER.replace('+ARpc', '+AhpY'), 'algorithm'],
    ['a byte less', 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10Q=', 'length'],
    ['a space in its name', VERIFIER.replace('PeterN', 'Peter N'), 'name'],
    ['no form', 'PeterNeumann', 'form'],
  ])('with %s is refused', (_, text, what) => {
    expect(parseVerifierKey(text)).toMatchObject({ ok: false, fault: { code: 'key-invalid', params: { what } } });
  });

  test('generated is new each time, named as asked, and its halves fit', () => {
    const [one, two] = [taken(generateKeys('tilsyn.dev/log/1')), taken(generateKeys('tilsyn.dev/log/1'))];
    expect(one.signer).not.toBe(two.signer);
    expect(one.verifier).toMatch(/^tilsyn\.dev\/log\/1\+[0-9a-f]{8}\+/);
    const note = signNote(TEXT, taken(parseSignerKey(one.signer)));
    expect(openNote(note, [taken(parseVerifierKey(one.verifier))]).ok).toBe(true);
    expect(openNote(note, [taken(parseVerifierKey(two.verifier))]).ok).toBe(false);
    expect(generateKeys('two words')).toMatchObject({ ok: false, fault: { params: { what: 'name' } } });
  });

  test('that is refused is not repeated in the fault', () => {
    const refused = parseSignerKey(SIGNER.replace('c74f20a3', 'c74f20a4'));
    expect(JSON.stringify(refused)).not.toContain('AYEKFA');
  });
});

describe('a checkpoint', () => {
  const checkpoint = { origin: 'tilsyn.dev/log/4711', size: 5, root: Buffer.alloc(32, 3) };

  test('is read as it was signed', () => {
    expect(openCheckpoint(signCheckpoint(checkpoint, signer), [verifier])).toEqual({ ok: true, value: checkpoint });
  });

  test.each([
    ['a size with a leading zero', 'tilsyn.dev/log/4711\n05\nAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=\n', 'size'],
    ['a root that is too short', 'tilsyn.dev/log/4711\n5\nAwMD\n', 'root'],
    ['an extension line', 'tilsyn.dev/log/4711\n5\nAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=\nmore\n', 'lines'],
    ['a strange origin', 'elsewhere.example/log\n5\nAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM=\n', 'origin'],
  ])('with %s is refused though it is signed', (_, text, what) => {
    const note = signNote(text, signer);
    expect(openCheckpoint(note, [verifier])).toMatchObject({ ok: false, fault: { code: 'checkpoint-invalid', params: { what } } });
  });

  test('has an origin that names one repository in one way', () => {
    expect(originRepository('tilsyn.dev/log/4711')).toBe(4711);
    expect(['tilsyn.dev/log/04711', 'tilsyn.dev/log/', 'tilsyn.dev/log/1e3', 'evil.example/log/4711'].map(originRepository)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

function taken<T>(reading: { ok: true; value: T } | { ok: false; fault: unknown }): T {
  if (!reading.ok) throw new Error(JSON.stringify(reading.fault));
  return reading.value;
}
