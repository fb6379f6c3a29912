import { expect, test } from '@jest/globals';
import type { RegisterEntry } from '../../src/model/register.ts';
import { itemise } from '../../src/verdict/items.ts';
import { finding } from '../waivers/world.ts';

const path = 'compliance/register.yaml';

function items(entry: RegisterEntry, changed: readonly string[]) {
  const given = finding('f', { control: 'PHY-01', status: entry.state === 'missing' ? 'not-evaluable' : 'fail' });
  const made = itemise({
    findings: [given],
    problems: [],
    approvals: [],
    safeguards: [],
    roots: [],
    changed: new Set(changed),
    register: { path, entries: new Map([[given.fingerprint, entry]]) },
    base: { objects: [], problems: [], findings: [] },
  });
  return made.map(({ kind, ...rest }) => ({ kind, ...rest, finding: undefined }));
}

test('what is missing or has expired goes by the rows of the register, which know whether it is touched', () => {
  expect(items({ state: 'missing', hidden: false }, [])).toMatchObject([{ kind: 'attestation', entry: 'missing', registerTouched: false }]);
  expect(items({ state: 'expired', hidden: false }, [path])).toMatchObject([
    { kind: 'attestation', entry: 'expired', registerTouched: true },
  ]);
  expect(items({ state: 'expired', hidden: false }, [`${path}.md`])).toMatchObject([{ registerTouched: false }]);
});

test('an entry that says too little is a finding like any other', () => {
  expect(items({ state: 'insufficient', hidden: false }, [])).toMatchObject([{ kind: 'finding', affected: false }]);
});

test('an entry that the change takes away is also what the change hides', () => {
  expect(items({ state: 'missing', hidden: true }, [path])).toMatchObject([
    { kind: 'attestation', entry: 'missing' },
    { kind: 'finding', evaluableOnBase: true },
  ]);
});
