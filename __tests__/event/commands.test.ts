import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commandLimit, parseCommands } from '../../src/event/commands.ts';
import type { Command } from '../../src/model/command.ts';

const reason = 'Rebuilt in week 49, see the plan.';
const only = (line: string): unknown => {
  const { commands, errors } = parseCommands(line);
  return errors.length > 0 ? errors.map(({ code, params }) => ({ code, ...params })) : commands.map(({ command }) => command);
};
const waive = {
  verb: 'waive',
  control: 'AUT-12',
  kind: 'RoleBinding',
  namespace: 'journal',
  name: 'drift',
  expiry: { date: '2026-12-01' },
  category: 'waiver',
  reason,
};

describe('given a command of the grammar', () => {
  test.each<[string, unknown]>([
    [`/tilsyn waive AUT-12 --object RoleBinding/journal/drift --expires 2026-12-01 --reason "${reason}"`, waive],
    [`/tilsyn waive aut-12 --reason “${reason}” --expires 2026-12-01 --object RoleBinding/journal/drift`, waive],
    [`/tilsyn waive AUT-12 —object RoleBinding/journal/drift –expires 2026-12-01 —reason „${reason}“`, waive],
    [
      `/tilsyn waive WKL-06 --object Deployment/journal/api --container api --expires 30d --category mitigated --reason "Say \\"no\\" to C:\\\\tmp \\n now" --ticket OPS-1 --compensating "Network policy"`,
      {
        verb: 'waive',
        control: 'WKL-06',
        kind: 'Deployment',
        namespace: 'journal',
        name: 'api',
        container: 'api',
        expiry: { days: 30 },
        category: 'mitigated',
        reason: 'Say "no" to C:\\tmp \\n now',
        ticket: 'OPS-1',
        compensating: 'Network policy',
      },
    ],
    [
      `/tilsyn waive AUT-01 --object ClusterRole/system:node --expires 1d --reason "${reason}"`,
      { ...waive, control: 'AUT-01', kind: 'ClusterRole', namespace: '', name: 'system:node', expiry: { days: 1 } },
    ],
    [
      `/tilsyn waive AUT-01 --object Service.serving.knative.dev/a/b --expires 366d --reason "${reason}"`,
      { ...waive, control: 'AUT-01', kind: 'Service.serving.knative.dev', namespace: 'a', name: 'b', expiry: { days: 366 } },
    ],
    ['/tilsyn approve 0123456789AB', { verb: 'approve', sha: '0123456789ab' }],
    [`/tilsyn approve ${'a'.repeat(40)}`, { verb: 'approve', sha: 'a'.repeat(40) }],
    ['/tilsyn approve WVR-0123456789AB', { verb: 'approve-waiver', id: 'WVR-0123456789AB' }],
    ['/tilsyn approve wvr-o1l3456789ab 0123456789ab', { verb: 'approve-waiver', id: 'WVR-0113456789AB', sha: '0123456789ab' }],
    [`/tilsyn deny WVR-0123456789AB --reason "${reason}"`, { verb: 'deny', id: 'WVR-0123456789AB', reason }],
    [`/tilsyn revoke WVR-0123456789AB --reason "  ${reason} "`, { verb: 'revoke', id: 'WVR-0123456789AB', reason }],
    ['/tilsyn explain WKL-01', { verb: 'explain', control: 'WKL-01' }],
    ['/tilsyn status   ', { verb: 'status' }],
    ['/tilsyn recheck', { verb: 'recheck' }],
    ['/tilsyn help', { verb: 'help' }],
    ['/tilsyn', { verb: 'help' }],
  ])('it is read: %s', (line, command) => {
    expect(only(line)).toEqual([command]);
  });
});

const full = `/tilsyn waive AUT-12 --object RoleBinding/journal/drift --expires 30d --reason "${reason}"`;
describe('given a line that is not understood', () => {
  test.each<[string, object]>([
    ['/tilsyn aprove abc', { code: 'unknown-verb', word: 'aprove', suggestion: 'approve' }],
    ['/tilsyn Approve abc', { code: 'unknown-verb', word: 'Approve', suggestion: 'approve' }],
    ['/tilsyn reject WVR-1', { code: 'unknown-verb', word: 'reject', suggestion: 'deny' }],
    ['/tilsyn constructor', { code: 'unknown-verb', word: 'constructor', suggestion: '' }],
    ['/tilsyn "status"', { code: 'unknown-verb', word: 'status', suggestion: 'status' }],
    ['/tilsyn status now', { code: 'unexpected-argument', word: 'now', verb: 'status' }],
    ['/tilsyn approve', { code: 'missing-argument', argument: 'SHA', verb: 'approve' }],
    ['/tilsyn approve 0123456789a', { code: 'bad-value', flag: 'SHA', value: '0123456789a', expected: 'SHA (12–40) | WVR-XXXXXXXXXXXX' }],
    [`/tilsyn approve ${'a'.repeat(41)}`, expect.objectContaining({ code: 'bad-value', flag: 'SHA' })],
    ['/tilsyn approve 0123456789ab 0123456789ab', { code: 'unexpected-argument', word: '0123456789ab', verb: 'approve' }],
    ['/tilsyn approve WVR-0123456789AB main', expect.objectContaining({ code: 'bad-value', flag: 'SHA', value: 'main' })],
    ['/tilsyn approve 0123456789ab --force yes', { code: 'unknown-flag', flag: '--force', verb: 'approve', suggestion: '' }],
    ['/tilsyn explain', { code: 'missing-argument', argument: 'CONTROL', verb: 'explain' }],
    ['/tilsyn deny WVR-0123456789AB', { code: 'missing-flag', flag: '--reason', verb: 'deny' }],
    ['/tilsyn deny WVR-0123456789AB --reason', { code: 'missing-argument', argument: '--reason', verb: 'deny' }],
    ['/tilsyn deny WVR-0123456789AB --reason "short"', { code: 'bad-value', flag: '--reason', value: 'short', expected: '20–2000' }],
    [`/tilsyn deny WVR-0123456789AB --reason "${' '.repeat(30)}"`, { code: 'bad-value', flag: '--reason', value: '', expected: '20–2000' }],
    [`/tilsyn deny WVR-0123456789AB --reason "${'x'.repeat(2001)}"`, { code: 'too-long', flag: '--reason', limit: 2000 }],
    [`/tilsyn deny WVR-U123456789AB --reason "${reason}"`, expect.objectContaining({ code: 'bad-value', value: 'WVR-U123456789AB' })],
    [`/tilsyn deny WVR-0123456789AB --reason "${reason}`, { code: 'unclosed-quote', verb: 'deny' }],
    [`/tilsyn deny WVR-0123456789AB --reason "${reason}"x`, { code: 'unexpected-argument', word: 'x', verb: 'deny' }],
    [`/tilsyn deny WVR-0123456789AB --reason ${reason}`, expect.objectContaining({ code: 'unexpected-argument' })],
    [`${full}--ticket OPS-1`, { code: 'unexpected-argument', word: '--ticket', verb: 'waive' }],
    [`${full} --reason "${reason}"`, { code: 'repeated-flag', flag: '--reason' }],
    [`${full} --expiers 3d`, { code: 'unknown-flag', flag: '--expiers', verb: 'waive', suggestion: '--expires' }],
    [`${full} --resource x`, { code: 'unknown-flag', flag: '--resource', verb: 'waive', suggestion: '--object' }],
    [`${full} --ticket=OPS-1`, { code: 'unknown-flag', flag: '--ticket=OPS-1', verb: 'waive', suggestion: '--ticket' }],
    [`${full} --category risk`, expect.objectContaining({ code: 'bad-value', flag: '--category', value: 'risk' })],
    [`${full} --container API`, expect.objectContaining({ code: 'bad-value', flag: '--container' })],
    [full.replace('30d', '0d'), expect.objectContaining({ code: 'bad-value', flag: '--expires', value: '0d' })],
    [full.replace('30d', '367d'), expect.objectContaining({ code: 'bad-value', flag: '--expires' })],
    [full.replace('30d', 'never'), expect.objectContaining({ code: 'bad-value', flag: '--expires' })],
    [full.replace('30d', '2026-02-29'), expect.objectContaining({ code: 'bad-value', flag: '--expires' })],
    [full.replace('30d', '2026-13-01'), expect.objectContaining({ code: 'bad-value', flag: '--expires' })],
    [full.replace('30d', '1.12.2026'), expect.objectContaining({ code: 'bad-value', flag: '--expires' })],
    [full.replace('journal/drift', 'journal/*'), expect.objectContaining({ code: 'bad-value', flag: '--object' })],
    [full.replace('journal/drift', 'a/b/c'), expect.objectContaining({ code: 'bad-value', flag: '--object' })],
    [full.replace('RoleBinding/journal/drift', 'RoleBinding'), expect.objectContaining({ code: 'bad-value', flag: '--object' })],
    [full.replace('RoleBinding/', '/'), expect.objectContaining({ code: 'bad-value', flag: '--object' })],
    [full.replace('--object RoleBinding/journal/drift ', ''), { code: 'missing-flag', flag: '--object', verb: 'waive' }],
    [full.replace('--expires 30d ', ''), { code: 'missing-flag', flag: '--expires', verb: 'waive' }],
    [full.replace('AUT-12 ', ''), { code: 'missing-argument', argument: 'CONTROL', verb: 'waive' }],
    [full.replace('AUT-12', 'AUT-*'), expect.objectContaining({ code: 'bad-value', flag: 'CONTROL' })],
  ])('it says what is wrong: %s', (line, error) => {
    const answer = only(line);
    expect(answer).toContainEqual(error);
    expect(parseCommands(line).commands).toEqual([]);
  });

  test('all mistakes of a line are named, and no more than ten', () => {
    expect(only('/tilsyn waive')).toEqual([
      { code: 'missing-argument', argument: 'CONTROL', verb: 'waive' },
      { code: 'missing-flag', flag: '--object', verb: 'waive' },
      { code: 'missing-flag', flag: '--expires', verb: 'waive' },
      { code: 'missing-flag', flag: '--reason', verb: 'waive' },
    ]);
    expect(only(`/tilsyn status ${'x '.repeat(500)}`)).toHaveLength(10);
  });

  test('a long word is capped in the answer', () => {
    expect(only(`/tilsyn ${'x'.repeat(500)}`)).toEqual([{ code: 'unknown-verb', word: `${'x'.repeat(59)}…`, suggestion: '' }]);
  });
});

describe('given several commands', () => {
  test('up to five are read, each with its line', () => {
    const { commands } = parseCommands('/tilsyn status\n\n'.repeat(commandLimit));
    expect(commands.map(({ line }) => line)).toEqual([1, 3, 5, 7, 9]);
  });

  test('six are refused and none is executed', () => {
    expect(parseCommands('/tilsyn status\n'.repeat(6))).toEqual({
      commands: [],
      errors: [{ line: 6, code: 'too-many', params: { limit: 5 } }],
    });
  });

  test('one mistake stops the others', () => {
    const { commands, errors } = parseCommands('/tilsyn approve 0123456789ab\n\n/tilsyn stats');
    expect(commands).toEqual([]);
    expect(errors).toEqual([{ line: 3, code: 'unknown-verb', params: { word: 'stats', suggestion: 'status' } }]);
  });

  test('one disguised line stops the others', () => {
    expect(parseCommands(`/tilsyn approve 0123456789ab\n\n/tilsyn deny WVR-0123456789AB --reason "${reason}\u202e"`).commands).toEqual([]);
  });
});

const text = (least: number, most: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: fc.constantFrom(...Array.from('abc æøå "\\“”-\'`<>@/ 1—')), minLength: least, maxLength: most })
    .filter((word) => word.trim() === word && word.length >= least);
const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/);
const hex = fc.stringMatching(/^[0-9a-f]{12,40}$/);
const waiverId = fc.stringMatching(/^WVR-[0-9A-HJKMNP-TV-Z]{12}$/);
const control = fc.stringMatching(/^[A-Z]{3}-[0-9]{2}$/);
const expiry = fc.oneof(
  fc.record({ days: fc.integer({ min: 1, max: 366 }) }),
  fc
    .date({ min: new Date('2026-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => ({ date: date.toISOString().slice(0, 10) })),
);
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ verb: fc.constant('approve' as const), sha: hex }),
  fc.record({ verb: fc.constant('approve-waiver' as const), id: waiverId, sha: hex }, { requiredKeys: ['verb', 'id'] }),
  fc.record({ verb: fc.constantFrom('deny' as const, 'revoke' as const), id: waiverId, reason: text(20, 60) }),
  fc.record({ verb: fc.constant('renew' as const), id: waiverId, expiry, reason: text(20, 60) }),
  fc.record({ verb: fc.constant('break-glass' as const), ticket: fc.stringMatching(/^[A-Z]{2,5}-[0-9]{1,6}$/), reason: text(20, 60) }),
  fc.record({
    verb: fc.constant('review-emergency' as const),
    id: waiverId.map((id) => id.replace('WVR', 'EMG')),
    outcome: fc.constantFrom('accepted' as const, 'must-be-mended' as const),
    reason: text(20, 60),
  }),
  fc.record({ verb: fc.constant('explain' as const), control }),
  fc.record({ verb: fc.constantFrom('status' as const, 'recheck' as const, 'help' as const) }),
  fc.record(
    {
      verb: fc.constant('waive' as const),
      control,
      kind: fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,12}$/),
      namespace: fc.oneof(fc.constant(''), label),
      name: fc.stringMatching(/^[A-Za-z0-9:.@-]{1,30}$/),
      container: label,
      expiry,
      category: fc.constantFrom('waiver' as const, 'mitigated' as const, 'false-positive' as const),
      reason: text(20, 60),
      ticket: text(1, 20),
      compensating: text(1, 40),
    },
    { requiredKeys: ['verb', 'control', 'kind', 'namespace', 'name', 'expiry', 'category', 'reason'] },
  ),
);

/** Writes a command as a person would, the other way round from the parser. */
function write(given: Command): string {
  const quote = (word: string): string => `"${word.replace(/["\\]/g, '\\$&').replace(/[“”„]/g, '\\$&')}"`;
  const flag = (name: string, word: string | undefined): string => (word === undefined ? '' : ` --${name} ${quote(word)}`);
  switch (given.verb) {
    case 'approve':
      return `/tilsyn approve ${given.sha}`;
    case 'approve-waiver':
      return `/tilsyn approve ${given.id} ${given.sha ?? ''}`;
    case 'deny':
    case 'revoke':
      return `/tilsyn ${given.verb} ${given.id}${flag('reason', given.reason)}`;
    case 'break-glass':
      return `/tilsyn break-glass --ticket ${given.ticket}${flag('reason', given.reason)}`;
    case 'review-emergency':
      return `/tilsyn ${given.outcome === 'accepted' ? 'approve' : 'deny'} ${given.id}${flag('reason', given.reason)}`;
    case 'renew': {
      const expires = 'days' in given.expiry ? `${given.expiry.days}d` : given.expiry.date;
      return `/tilsyn renew ${given.id} --expires ${expires}${flag('reason', given.reason)}`;
    }
    case 'explain':
      return `/tilsyn explain ${given.control}`;
    case 'waive': {
      const object = [given.kind, ...(given.namespace === '' ? [] : [given.namespace]), given.name].join('/');
      const expires = 'days' in given.expiry ? `${given.expiry.days}d` : given.expiry.date;
      return `/tilsyn waive ${given.control} --object ${object} --expires ${expires} --category ${given.category}${flag('container', given.container)}${flag('reason', given.reason)}${flag('ticket', given.ticket)}${flag('compensating', given.compensating)}`;
    }
    case 'status':
    case 'recheck':
    case 'help':
      return `/tilsyn ${given.verb}`;
  }
}

describe('given anything at all', () => {
  test('what is written is what is read', () => {
    fc.assert(
      fc.property(command, (given) => {
        expect(parseCommands(write(given))).toEqual({ commands: [{ line: 1, command: given }], errors: [] });
      }),
      { numRuns: 20_000 },
    );
  });

  test('a command never survives in a quotation, a fence, a comment or details', () => {
    const wrappings: readonly ((line: string) => string)[] = [
      (line) => `> ${line}`,
      (line) => `> x\n${line}`,
      (line) => `\`\`\`\n${line}\n\`\`\``,
      (line) => `<!--\n${line}\n-->`,
      (line) => `<details>\n\n${line}\n\n</details>`,
      (line) => `x\n\n    ${line}`,
    ];
    fc.assert(
      fc.property(command, fc.constantFrom(...wrappings), (given, wrap) => {
        expect(parseCommands(wrap(write(given)))).toEqual({ commands: [], errors: [] });
      }),
      { numRuns: 10_000 },
    );
  });

  const noise = fc.constantFrom(
    '/tilsyn ',
    '/tilsyn',
    '\n',
    '\n\n',
    ' ',
    '"',
    '“',
    '\\',
    '--reason ',
    '--object ',
    'waive ',
    'approve ',
    'WVR-0123456789AB',
    '0123456789ab',

    '```',
    '~~~',
    '> ',
    '- ',
    '1. ',
    '    ',
    '\t',
    '<!--',
    '-->',
    '<details>',
    '</details>',
    '`',
    '<',
    '>',
    '\r',
    '\r\n',
    '\u202e',
    '\0',
    'æ',
    '[x]: ',
  );
  const body = fc.oneof(
    fc.array(noise, { maxLength: 40 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 80 }),
  );
  test('it never throws, and either commands or errors come out', () => {
    fc.assert(
      fc.property(body, (given) => {
        const { commands, errors } = parseCommands(given);
        expect(commands.length === 0 || errors.length === 0).toBe(true);
        expect(commands.length).toBeLessThanOrEqual(commandLimit);
        const lines = given.split(/\r\n|\n|\r/);
        for (const { line } of [...commands, ...errors]) expect(lines.length).toBeGreaterThanOrEqual(line);
        for (const { line } of commands) expect(lines[line - 1]).toMatch(/^\/tilsyn/);
      }),
      { numRuns: 70_000 },
    );
  });
});
