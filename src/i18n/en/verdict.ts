import type { GateRow, NextTexts, Texts, VerdictTexts } from '../keys.ts';

export const verdict: VerdictTexts = {
  clean: { one: '**Passed.** No new findings in 1 object.', other: '**Passed.** No new findings in {count} objects.' },
  cleanFolder: { one: '**Passed.** No findings in 1 object.', other: '**Passed.** No findings in {count} objects.' },
  register: { one: ' 1 control rests on the register.', other: ' {count} controls rest on the register.' },
  existing: {
    one: '**Passed.** No new findings. 1 existing finding remains and does not block.',
    other: '**Passed.** No new findings. {count} existing findings remain and do not block.',
  },
  warns: {
    one: '**Passed.** 1 new finding of severity {grade} does not block.',
    other: '**Passed.** {count} new findings do not block, the highest is {severity}.',
  },
  warnsFolder: {
    one: '**Passed.** 1 finding of severity {grade} does not block.',
    other: '**Passed.** {count} findings do not block, the highest is {severity}.',
  },
  waived: {
    one: '**Passed.** No new findings without a waiver. 1 finding is waived.',
    other: '**Passed.** No new findings without a waiver. {count} findings are waived.',
  },
  blockedNew: {
    one: '**Blocked.** 1 new finding, its severity is {grade}.',
    other: '**Blocked.** {count} new findings, the highest is {severity}.',
  },
  blocked: {
    one: '**Blocked.** 1 finding blocks, its severity is {grade}.',
    other: '**Blocked.** {count} findings block, the highest is {severity}.',
  },
  awaitsFourEyes: '**Awaiting approval.** Someone other than `{login}` must approve commit `{sha}`.',
  awaitsApproval: {
    one: '**Awaiting approval.** 1 required approval is missing for commit `{sha}`.',
    other: '**Awaiting approval.** {count} required approvals are missing for commit `{sha}`.',
  },
  awaitsWaiver: {
    one: '**Awaiting approval.** A waiver is requested for 1 finding and not decided.',
    other: '**Awaiting approval.** Waivers are requested for {count} findings and not decided.',
  },
  awaitsSafeguard: {
    one: '**Awaiting approval.** 1 safeguard gets weaker; the security team must agree.',
    other: '**Awaiting approval.** {count} safeguards get weaker; the security team must agree.',
  },
  undecidedRoot: '**Could not be analysed.** `{root}` did not render, so the check blocks.',
  undecided: {
    one: '**Could not be analysed.** 1 problem is named below, so the check blocks.',
    other: '**Could not be analysed.** {count} problems are named below, so the check blocks.',
  },
};

export const rows: Readonly<Record<GateRow, string>> = {
  1: 'The run itself could not be completed, so the check blocks.',
  2: 'Nothing is said about its objects, so the check blocks.',
  3: 'The change does not touch it, and the base has the same problem.',
  4: 'It is new, and its severity blocks.',
  5: 'It is new and below the severity that blocks.',
  6: 'It is on the base already and blocks, because the gate is set to `all`.',
  7: 'Its waiver has ended, so it blocks again.',
  8: 'Its waiver has ended; the change does not touch it.',
  9: 'It is waived.',
  10: 'A waiver is requested and not decided.',
  11: 'It could be evaluated on the base, and the change hides it.',
  12: 'It cannot be evaluated, and the configuration lets that block.',
  13: 'The register is required, so it must have an entry for it.',
  14: 'The change touches the register, or the register is required; then what has expired must be renewed.',
  15: 'A safeguard is removed or weakened; this needs the security approval.',
  16: 'A required approval is missing or stands on another commit.',
  17: 'Nothing that deploys is known to reach this file.',
  18: 'Nothing is wrong.',
};

export const rowsShown: Texts['rowsShown'] = {
  6: 'It is on the base already and does not block.',
  12: 'It cannot be evaluated, which does not block.',
  13: 'The register has no entry for it, which does not block.',
  14: 'An entry of the register has expired; the change does not touch the register.',
};

export const next: NextTexts = {
  label: '**Next:** ',
  correctLine: 'correct line {line} in `{file}`',
  correctFile: 'correct `{path}` of `{object}` in `{file}`',
  correctObject: 'correct `{path}` of `{object}`',
  orWaive: {
    one: ', or ask for a waiver, which 1 other person must approve:',
    other: ', or ask for a waiver, which {count} other people must approve:',
  },
  waiveOther: {
    one: '. It cannot be waived; for {control} at `{object}` a waiver can be asked for, which 1 other person must approve:',
    other: '. It cannot be waived; for {control} at `{object}` a waiver can be asked for, which {count} other people must approve:',
  },
  noWaiver: ' Nothing here can be waived.',
  approve: {
    'four-eyes': 'someone who did not make this change approves commit `{sha}`, by review or with `/tilsyn approve {sha}`.',
    owners: 'an owner who did not make this change approves commit `{sha}`, by review or with `/tilsyn approve {sha}`.',
    security: 'a security approver who did not make this change approves commit `{sha}`, by review or with `/tilsyn approve {sha}`.',
    'patient-access':
      'a security approver who did not make this change approves commit `{sha}`, by review or with `/tilsyn approve {sha}`.',
    rule: 'someone whom the rule `{rule}` names and who did not make this change approves commit `{sha}`, by review or with `/tilsyn approve {sha}`.',
  },
  approveFrom: ' {people} can.',
  decideWaiver: 'a waiver approver decides `{id}` with `/tilsyn approve {id} {sha}` or `/tilsyn deny {id} --reason "…"`.',
};
