import { z } from 'zod';
import { nearestWord } from './nearest-word.ts';
import { platformComponents } from './platform-components.ts';

/**
 * The one schema of `.github/tilsyn.yml`: validation, editor schema and the reader's errors come from it. Everything has a default, so an
 * empty file, or none, is the profile `danish-healthcare`. Unknown keys are errors.
 */
const people = z
  .strictObject({
    users: z.array(z.string().min(1)).default([]).describe('GitHub logins.'),
    teams: z.array(z.string().min(1)).default([]).describe('Team slugs of the owning organisation; needs a token that may read members.'),
  })
  .describe('People and teams. Empty: everyone with maintain or admin.');

const length = z.string().regex(/^[1-9]\d{0,5}[smhd]$/, 'a length of time such as 15m, 24h or 30d');

const days = z.int().min(1).max(366);

export const configurationSchema = z.strictObject({
  profile: z.enum(['danish-healthcare', 'baseline']).default('danish-healthcare').describe('Which controls apply.'),
  language: z.enum(['en', 'da']).default('en').describe('Language of comments, checks and reports.'),
  failOn: z.enum(['critical', 'high', 'medium', 'low', 'none']).default('high').describe('New findings of this severity and above block.'),
  gate: z.enum(['new', 'all']).default('new').describe('`all` lets existing findings block as well.'),
  notEvaluable: z.enum(['show', 'block']).default('show').describe('`block` lets new results that cannot be evaluated block.'),
  kubernetesVersion: z
    .string()
    .regex(/^1\.\d{1,3}$/, 'a minor version such as 1.35')
    .default('1.35')
    .describe('Kubernetes version whose rules apply.'),
  environment: z
    .string()
    .default('')
    .describe('Environment of everything in this repository that no label names, for example `production`.'),
  exclude: z.array(z.string().min(1)).default([]).describe('Globs of files that are never deployed. They are listed in the report.'),
  controls: z
    .record(z.string(), z.strictObject({ enabled: z.boolean().default(true) }))
    .default({})
    .describe('Switches single controls off. They are listed as not applicable.'),
  platform: z
    .strictObject({
      acknowledged: z
        .array(z.enum(platformComponents, { error: ({ input }) => unknownComponent(input) }))
        .default([])
        .describe('Platform components whose far-reaching rights you know of and accept, such as reading every Secret.'),
    })
    .default({ acknowledged: [] })
    .describe('Known platform components and the exceptions that are built in for them.'),
  approvals: z
    .union([z.literal('none'), z.strictObject({ required: z.int().min(1).max(6).default(1) })])
    .default({ required: 1 })
    .describe('Approvals by people other than those who made the change; `none` switches the rule off.'),
  owners: people.default({ users: [], teams: [] }).describe('Who approves changes to the configuration itself.'),
  waivers: z
    .strictObject({
      approvers: people.default({ users: [], teams: [] }),
      maxDays: z
        .strictObject({
          critical: days.default(14),
          high: days.default(30),
          medium: days.default(90),
          low: days.default(180),
        })
        .default({ critical: 14, high: 30, medium: 90, low: 180 })
        .describe('Longest life of a waiver, by severity. House default.'),
    })
    .default({ approvers: { users: [], teams: [] }, maxDays: { critical: 14, high: 30, medium: 90, low: 180 } }),
  evidence: z
    .strictObject({ verifierKey: z.string().min(1).optional().describe('Verifier key of the evidence log, as `tilsyn keygen` prints it.') })
    .default({}),
  labels: z
    .strictObject({
      environment: z.string().default('tilsyn/environment'),
      dataClass: z.string().default('tilsyn/data-class'),
      owner: z.string().default('tilsyn/owner'),
      system: z.string().default('tilsyn/system'),
      logStream: z.string().default('tilsyn/log-stream'),
    })
    .default({
      environment: 'tilsyn/environment',
      dataClass: 'tilsyn/data-class',
      owner: 'tilsyn/owner',
      system: 'tilsyn/system',
      logStream: 'tilsyn/log-stream',
    })
    .describe('Names of the labels that tilsyn reads.'),
  parameters: z
    .strictObject({
      imageDigestIn: z.array(z.string()).default(['production']).describe('CHG-01: environments in which an image must carry its digest.'),
      tokenIdMax: length.default('24h').describe('AUT-03: longest life of an ID token.'),
      tokenRefreshAbsoluteMax: length.default('168h').describe('AUT-03: longest time after which a person must log in anew.'),
      dexAllowInsecureEnableGroups: z.boolean().default(true).describe('AUT-02: whether `insecureEnableGroups` may be set.'),
      lockoutMaxAttempts: z.int().min(1).max(100).default(5).describe('AUT-05: failed logins after which an account locks.'),
      subjectsUserPattern: z
        .string()
        .min(1)
        .default('^[^@\\s]+@[^@\\s]+$')
        .describe('AUT-13: regular expression (RE2) that the name of a personal user matches.'),
      subjectsSharedNames: z
        .array(z.string().min(1))
        .default(['admin', 'ops', 'drift', 'test', 'root'])
        .describe('AUT-13: words that mark an account as shared.'),
      auditMachineUsers: z
        .array(z.string().min(1))
        .default(['system:kube-proxy', 'system:apiserver', 'system:kube-controller-manager', 'system:kube-scheduler'])
        .describe('LOG-04: users whose requests an audit policy may leave out.'),
      alertsMaxSilence: length.default('7d').describe('LFU-02: longest time that a route may keep quiet about what it has told.'),
      tlsMin: z.enum(['1.2', '1.3']).default('1.2').describe('ENC-03: lowest version of TLS.'),
      exportAnnotations: z
        .array(z.string().min(1))
        .default(['tilsyn/export-purpose', 'tilsyn/export-recipient', 'tilsyn/export-retention', 'tilsyn/owner'])
        .describe('OUT-01: annotations of a job that copies data out.'),
      exportTools: z
        .array(z.string().min(1))
        .default([
          'pg_dump',
          'pg_dumpall',
          'mysqldump',
          'mariadb-dump',
          'mongodump',
          'rclone',
          'aws s3 cp',
          'aws s3 sync',
          'mc cp',
          'sftp',
          'scp',
        ])
        .describe('OUT-01: commands that copy data out.'),
      exportMaxDays: z.int().min(1).max(3660).default(90).describe('OUT-02: days after which an export is deleted.'),
      regionsAllow: z.array(z.string().min(1)).default([]).describe('PHY-02, BAK-04: regions in which patient data may lie.'),
      idsMaxPriority: z
        .enum(['emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'informational', 'debug'])
        .default('warning')
        .describe('INC-02: least severe level that Falco must report.'),
      sourcesRequireVerify: z.boolean().default(false).describe('CHG-02: whether every source must have its signature checked.'),
      sourcesAllowBranchFor: z
        .array(z.string().min(1))
        .default([])
        .describe('CHG-02: addresses of own repositories that may follow a protected branch.'),
      gitopsDriftMode: z
        .enum(['enabled', 'warn', 'disabled'])
        .default('enabled')
        .describe('CHG-05: least drift correction of a HelmRelease.'),
      backupRpo: length.default('24h').describe('BAK-02: longest time between two backups.'),
      backupTtlMin: length.default('30d').describe('BAK-02: shortest life of a backup.'),
      backupTtlMax: length.default('366d').describe("BAK-02: longest life of a backup; set it to the controller's deletion limit."),
    })
    .prefault({})
    .describe('Numbers and lists that controls use.'),
});

function unknownComponent(input: unknown): string {
  const near = typeof input === 'string' ? nearestWord(input, platformComponents) : undefined;
  const hint = near === undefined ? 'docs/platform-exceptions.md lists them' : `did you mean \`${near}\`?`;
  return `no platform component that exceptions are built in for; ${hint}`;
}

export type Configuration = z.output<typeof configurationSchema>;
