import { z } from 'zod';

/** The JSON report `tilsyn.report/v1`. Additions keep the version; whatever is renamed, removed or given another meaning does not. */
const text = z.string();
const name = z.string().min(1);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const line = z.int().min(1);
const number = z.int().min(0);
const params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const severity = z.enum(['critical', 'high', 'medium', 'low']);
const person = z.strictObject({ id: z.int(), login: text });
const repository = z.strictObject({ id: z.int(), owner: text, name: text });
const side = z.strictObject({ label: text, sha: text });

const subject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('folder'), label: text }),
  z.strictObject({ kind: z.literal('revision'), base: side, head: side }),
  z.strictObject({
    kind: z.literal('pull-request'),
    repository,
    number: line,
    author: person,
    headSha: text,
    baseRef: text,
    baseSha: text,
    mergeBaseSha: text,
  }),
  z.strictObject({
    kind: z.literal('merge-group'),
    repository,
    headSha: text,
    baseRef: text,
    baseSha: text,
    pullRequests: z.array(line),
  }),
]);

const references = z.strictObject({
  guide: z.array(z.int().min(1).max(8)),
  iso27001: z.array(z.strictObject({ id: text, title: text })),
  gdpr: z.array(text),
  nis2: z.array(text),
  cis: z.record(z.string(), z.array(text)),
  pss: z.enum(['baseline', 'restricted']).nullable(),
  datatilsynet: z.array(text),
});

const problem = z.strictObject({ code: name, root: text.optional(), file: text.optional(), line: line.optional() });

const object = z.strictObject({
  apiVersion: text,
  kind: text,
  namespace: text,
  name: text,
  container: text.optional(),
  cluster: text,
});

const finding = z
  .strictObject({
    fingerprint: sha256,
    control: name,
    severity,
    status: z.enum(['fail', 'not-evaluable']),
    change: z.enum(['new', 'existing', 'fixed']).optional().describe('Compared with the base; absent without one.'),
    object,
    path: text.describe('Dotted with list indexes.'),
    messageKey: text,
    params,
    message: text.describe('In English.'),
    remediation: text.describe('In English.'),
    file: text.optional(),
    line: line.optional().describe('From 1; absent when no line is known.'),
    endLine: line.optional(),
    onBase: z.literal(true).optional().describe('File and lines are those of the base: the change took away what is spoken of.'),
    precision: z.enum(['exact', 'derived', 'file', 'none']),
    root: text,
    via: z.array(text).describe('The roots that pulled the object in, outermost first.'),
    impliedBy: text.optional(),
    references,
    waiver: z
      .strictObject({ id: name, state: z.enum(['requested', 'granted', 'expired', 'revoked', 'denied', 'lapsed']), expiresAt: text })
      .optional(),
  })
  .describe('One finding.');

const exception = z.strictObject({
  component: name,
  count: number,
  findings: z.array(
    z.strictObject({
      fingerprint: sha256,
      control: name,
      tier: z.enum(['quiet', 'acknowledge']).describe('`acknowledge`: the configuration of the base branch accepts it by name.'),
      object,
      path: text,
      reason: text.describe('What the component needs it for.'),
      file: text.optional(),
      line: line.optional(),
    }),
  ),
});

const waiver = z.strictObject({
  id: name,
  control: name,
  fingerprints: z.array(text),
  subject: text,
  category: z.enum(['waiver', 'mitigated', 'false-positive']),
  state: z.enum(['requested', 'granted', 'denied', 'revoked', 'expired', 'lapsed']),
  requestedBy: person,
  requestedAt: text,
  expiresAt: text,
  approvals: z.array(z.strictObject({ by: person, at: text, sha: text })),
  approvalsNeeded: number,
});

const emergency = z.strictObject({
  id: name,
  pullRequest: line,
  headSha: text,
  by: person,
  at: text,
  ticket: text,
  reviewDueAt: text,
  review: z.strictObject({ by: person, at: text, outcome: z.enum(['accepted', 'must-be-mended']) }).optional(),
});

const approval = z.strictObject({
  name: z.enum(['four-eyes', 'owners', 'security', 'patient-access', 'rule']),
  rule: text.optional().describe('Its name in the configuration.'),
  needed: number,
  counted: number,
  from: z.array(text),
  judged: z.array(z.strictObject({ by: person, sha: text, via: z.enum(['review', 'comment']), at: text, judgement: name })),
});

export const reportSchema = z
  .strictObject({
    schema: z.literal('tilsyn.report/v1'),
    tool: z.strictObject({ name: z.literal('tilsyn'), version: text, policies: text, configuration: text, engine: text }),
    profile: text,
    subject,
    verdict: z.strictObject({
      conclusion: z.enum(['undecided', 'blocks', 'awaits', 'passes']),
      exit: z.union([z.literal(0), z.literal(1), z.literal(2)]),
      reasons: z.array(
        z.strictObject({
          row: z.int().min(1).max(18).describe('Row of the gate table.'),
          outcome: z.enum(['undecided', 'blocks', 'awaits', 'warns', 'shown', 'waived', 'passes']),
          fingerprint: sha256.optional(),
          problem: problem.optional(),
          approval: name.optional(),
        }),
      ),
    }),
    assumptions: z.array(z.strictObject({ code: name, params, message: text })),
    objects: number.describe('Objects judged at head.'),
    roots: z.array(z.strictObject({ id: name, kind: name, path: text, files: z.array(text).describe('Every file that bears on it.') })),
    notAnalysed: z.array(problem.extend({ params, message: text, next: text })),
    controls: z.array(
      z.strictObject({
        id: name,
        title: text,
        severity: severity.optional(),
        result: z.enum(['pass', 'fail', 'not-evaluable', 'attested', 'not-applicable']),
        examined: number,
        failed: number,
        excepted: number.describe('Failures of known platform components, listed under `exceptions`; not among `failed`.'),
        waived: number,
        notEvaluable: number,
        attestation: z
          .strictObject({ entries: z.array(text), until: text, soon: z.boolean() })
          .optional()
          .describe('Who vouches for it in the register, the last UTC day on which that counts, and whether that day is near.'),
        reason: text.optional().describe('Why the result is what it is, where the counts do not tell. In English.'),
      }),
    ),
    findings: z.array(finding).describe('Every finding, folded nowhere.'),
    exceptions: z
      .array(exception)
      .describe('Failures that known platform components cannot do without, by component. They are no findings and do not block.'),
    waivers: z.array(waiver),
    emergencies: z.array(emergency).describe('Uses of the emergency procedure in the pull request; they change no verdict.'),
    approvals: z.array(approval),
    skipped: z.array(z.strictObject({ file: text, reason: z.enum(['not-a-manifest', 'excluded', 'claimed-by-root']) })),
  })
  .describe('A report of tilsyn.');

export type ReportDocument = z.output<typeof reportSchema>;
