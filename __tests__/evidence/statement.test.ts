import { describe, expect, test } from '@jest/globals';
import { encodePae, openEnvelope, signEnvelope } from '../../src/evidence/dsse.ts';
import { signerKey } from '../../src/evidence/key.ts';
import { type RecordContent, recordKey } from '../../src/evidence/record.ts';
import { openRecord, sealRecord } from '../../src/evidence/seal.ts';
import { makeStatement, readStatement } from '../../src/evidence/statement.ts';
import { readText, storeText } from '../../src/evidence/texts.ts';
import { waiverId } from '../../src/model/waiver-id.ts';
import { change, commitOf, consent, FINGERPRINT, fiveRecords, gap, SIGNER, waiverEvent } from './records.ts';

describe('an envelope', () => {
  test('signs the encoding that the DSSE protocol gives as its example', () => {
    expect(encodePae('http://example.com/HelloWorld', Buffer.from('hello world')).toString()).toBe(
      'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
    );
  });

  test('counts bytes, not characters', () => {
    expect(encodePae('t', Buffer.from('æ')).toString()).toBe('DSSEv1 1 t 2 æ');
  });

  test('opens with its key and with no other', () => {
    const payload = Buffer.from('{"a":1}');
    const other = signerKey(SIGNER.name, Buffer.alloc(32, 8));
    const envelope = signEnvelope(payload, SIGNER);
    expect(openEnvelope(envelope, [other, SIGNER])).toEqual({ ok: true, value: payload });
    expect(openEnvelope(envelope, [other])).toMatchObject({ ok: false, fault: { code: 'envelope-key-unknown' } });
    const forged = signEnvelope(payload, { ...other, id: SIGNER.id });
    expect(openEnvelope(forged, [SIGNER])).toMatchObject({ ok: false, fault: { code: 'envelope-signature-wrong' } });
  });

  test('has one sequence of bytes: any other way to write the same JSON is refused', () => {
    const text = signEnvelope(Buffer.from('{}'), SIGNER).toString();
    const ways = [
      JSON.stringify(JSON.parse(text)),
      text.replace('{', '{ '),
      text.replace('"payload"', '"\\u0070ayload"'),
      text.replace('application/vnd.in-toto+json', 'text/plain'),
      text.replace(']}', ',{"keyid":"","sig":""}]}'),
    ];
    expect(ways.map((way) => openEnvelope(Buffer.from(way), [SIGNER]).ok)).toEqual(ways.map(() => false));
  });
});

describe('a statement', () => {
  test.each(fiveRecords().map((content) => [content.kind, content] as const))('of a %s is read back as it was made', (_, content) => {
    const sealed = sealRecord(content, SIGNER);
    const opened = openRecord(sealed.bytes, [SIGNER]);
    expect(opened).toEqual({ ok: true, value: { kind: content.kind, predicate: { recordKey: sealed.key, ...content.predicate } } });
  });

  test('is the same bytes each time it is sealed', () => {
    expect(Buffer.from(sealRecord(change(1), SIGNER).bytes).equals(sealRecord(change(1), SIGNER).bytes)).toBe(true);
  });

  test.each([
    [change(1), { gitCommit: commitOf(1).sha, gitTree: commitOf(1).tree }],
    [gap(2), { gitCommit: commitOf(2).sha, gitTree: commitOf(2).tree }],
    [waiverEvent('requested', 100, 100), { sha256: FINGERPRINT }],
    [consent(100), { gitCommit: '3'.repeat(40) }],
  ])('names by digest what it is about', (content, digest) => {
    const statement = JSON.parse(makeStatement(content).payload.toString()) as { subject: { digest: unknown }[] };
    expect(statement.subject.map((subject) => subject.digest)).toEqual([digest]);
  });

  test('of a change and of a gap for one commit have one key', () => {
    expect(recordKey(change(1))).toBe(recordKey(gap(1)));
    expect(recordKey(change(1))).not.toBe(recordKey(change(2)));
  });

  test.each([
    ['a field that the schema does not know', { title: 'Patient 010190-1234' }, 'predicate.title'],
    ['an instant that is no instant', { mergedAt: '2026-02-30T10:00:00Z' }, 'predicate.mergedAt'],
    ['an instant outside UTC', { mergedAt: '2026-11-20T10:00:00+01:00' }, 'predicate.mergedAt'],
    ['a direct push by pull request', { directPush: true }, 'predicate.directPush'],
    ['a short commit id', { merge: { sha: 'c0ffee', tree: 'd'.repeat(40) } }, 'predicate.merge.sha'],
  ])('with %s is neither made nor read', (_, fields, what) => {
    const content = { ...change(1) } as { predicate: object };
    const broken = { ...content, predicate: { ...content.predicate, ...fields } } as RecordContent;
    expect(() => makeStatement(broken)).toThrow();
    expect(readStatement(tampered((statement) => Object.assign(statement.predicate, fields)))).toMatchObject({
      fault: { code: 'statement-invalid', params: { what } },
    });
  });

  test('whose key or subject is not the one its content gives is refused', () => {
    const otherKey = tampered((statement) => Object.assign(statement.predicate, { recordKey: '4711:commit:0' }));
    expect(readStatement(otherKey)).toMatchObject({ ok: false, fault: { code: 'key-differs' } });
    const otherSubject = tampered((statement) =>
      Object.assign(statement, { subject: [{ name: 'x', digest: { gitTree: 'e'.repeat(40) } }] }),
    );
    expect(readStatement(otherSubject)).toMatchObject({ ok: false, fault: { code: 'statement-subject-wrong' } });
  });

  test('with a field twice is refused: parsers differ in which one they take', () => {
    const payload = makeStatement(change(1)).payload.toString().replace('"directPush":false', '"directPush":true,"directPush":false');
    expect(readStatement(Buffer.from(payload))).toMatchObject({
      ok: false,
      fault: { code: 'statement-invalid', params: { what: 'json' } },
    });
  });
});

describe('a waiver id', () => {
  test('follows from the request alone and can be read aloud', () => {
    expect(waiverId('4711:issue_comment:100:0')).toBe(waiverId('4711:issue_comment:100:0'));
    expect(waiverId('4711:issue_comment:100:0')).not.toBe(waiverId('4711:issue_comment:100:1'));
    expect(waiverId('4711:issue_comment:100:0')).toMatch(/^WVR-[0-9A-HJKMNP-TV-Z]{12}$/);
  });
});

describe('a text outside the log', () => {
  const stored = storeText('Skiftes i uge 48, æøå', Buffer.alloc(32, 5));

  test('is found by its digest', () => {
    expect(stored.path).toBe(`texts/${stored.digest.slice(0, 2)}/${stored.digest}.json`);
    expect(readText(stored.bytes, stored.digest)).toBe('Skiftes i uge 48, æøå');
  });

  test('has another digest with another salt, so that it cannot be guessed', () => {
    expect(storeText('Skiftes i uge 48, æøå', Buffer.alloc(32, 6)).digest).not.toBe(stored.digest);
    expect(() => storeText('short salt', Buffer.alloc(8))).toThrow(RangeError);
  });

  test('that was altered is not given out', () => {
    const altered = Buffer.from(stored.bytes).toString().replace('48', '49');
    expect(readText(Buffer.from(altered), stored.digest)).toBeNull();
    expect(readText(Buffer.from('{}'), stored.digest)).toBeNull();
  });
});

interface LooseStatement {
  predicate: object;
  subject: unknown;
}

function tampered(alter: (statement: LooseStatement) => unknown): Buffer {
  const statement = JSON.parse(makeStatement(change(1)).payload.toString()) as LooseStatement;
  alter(statement);
  return Buffer.from(JSON.stringify(statement));
}
