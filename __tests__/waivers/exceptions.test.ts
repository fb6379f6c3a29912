import { expect, test } from '@jest/globals';
import { isExcepted, isKnownException } from '../../src/waivers/exceptions.ts';
import { manifest } from '../evaluate/start-evaluator.ts';
import { finding } from './world.ts';

const patient = { namespaces: new Set(['journal']) };
const nowhere = { namespaces: new Set<string>() };
const inJournal = finding('f1', { messageKey: 'privileged' });
const ofJournal = finding('f2', {
  messageKey: 'privileged',
  object: { ...inJournal.object, group: '', kind: 'Namespace', namespace: '', name: 'journal' },
});

test.each([
  ['a namespace with patient data', ['patient-namespace'], inJournal, patient, true],
  ['the Namespace object itself', ['patient-namespace'], ofJournal, patient, true],
  ['another namespace', ['patient-namespace'], inJournal, nowhere, false],
  ['a cluster with patient data somewhere', ['patient-cluster'], finding('f3'), patient, true],
  ['a cluster without', ['patient-cluster'], finding('f3'), nowhere, false],
  ['this sentence', ['message:privileged'], inJournal, nowhere, true],
  ['another sentence', ['message:missing'], inJournal, nowhere, false],
  ['both words', ['patient-namespace+message:privileged'], inJournal, patient, true],
  ['one word of two', ['patient-namespace+message:missing'], inJournal, patient, false],
  ['a word that nobody knows', ['full-moon'], inJournal, nowhere, true],
  ['no exception at all', [], inJournal, patient, false],
])('%s', (_, exceptions, found, places, expected) => {
  expect(isExcepted(exceptions, found, places)).toBe(expected);
});

test('every exception that a control states can be told', () => {
  for (const { id, waivable, en } of manifest.controls) {
    expect({ id, unknown: waivable.except.filter((exception) => !isKnownException(exception)) }).toEqual({ id, unknown: [] });
    for (const exception of waivable.except)
      for (const [, key = ''] of exception.matchAll(/message:(\w+)/g)) expect(Object.keys(en.messages)).toContain(key);
  }
});
