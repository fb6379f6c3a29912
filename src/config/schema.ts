import { z } from 'zod';
import { apiVersions, clustersSchema, kubernetesVersion } from './clusters.ts';
import { nearestWord } from './nearest-word.ts';
import { parameterTable } from './parameter-table.ts';
import { parameterSchema } from './parameters.ts';
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

const branch = z.string().regex(/^(?!refs\/)[^\s:~^?*[\\\p{Cc}]{1,255}$/u, 'the name of a branch, such as release-1');

const days = z.int().min(1).max(366);

const login = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:\[bot\])?$/, 'a login, such as anna or deployer[bot]');

const deployedTo = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,252}$/, 'the name of an environment without spaces, such as production');

/** A file that is read for certain: manifests and data are what the trees are read for. */
const dataFile = z
  .string()
  .regex(/^(?!\/)(?!(?:.*\/)?\.{1,2}\/).+\.(?:ya?ml|json)$/, 'a path below the top of the repository that ends in .yaml, .yml or .json');

const some = z.array(z.string().min(1)).min(1).optional();
const approvalRule = z.strictObject({
  name: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,59}$/u, 'a name of letters, digits, spaces, dots and dashes, at most 60'),
  when: z
    .strictObject({
      paths: some.describe('Globs of files that the change touches.'),
      kinds: some.describe('Kinds of objects that it alters, as `NetworkPolicy`.'),
      clusters: some.describe('Clusters in which it alters objects.'),
      severity: z.enum(['critical', 'high', 'medium', 'low']).optional().describe('It brings a finding of this severity or above.'),
    })
    .refine((when) => Object.values(when).some((condition) => condition !== undefined), 'at least one of paths, kinds, clusters, severity')
    .describe('All that is named must be so; of a list one is enough.'),
  from: people.default({ users: [], teams: [] }),
  required: z.int().min(1).max(6).default(1),
});

export const configurationSchema = z.strictObject({
  profile: z.enum(['danish-healthcare', 'baseline']).default('danish-healthcare').describe('Which controls apply.'),
  language: z.enum(['en', 'da']).default('en').describe('Language of comments, checks and reports.'),
  failOn: z.enum(['critical', 'high', 'medium', 'low', 'none']).default('high').describe('New findings of this severity and above block.'),
  gate: z.enum(['new', 'all']).default('new').describe('`all` lets existing findings block as well.'),
  notEvaluable: z.enum(['show', 'block']).default('show').describe('`block` lets new results that cannot be evaluated block.'),
  kubernetesVersion: kubernetesVersion.default('1.35').describe('Kubernetes version whose rules apply.'),
  apiVersions: apiVersions.default([]).describe('APIs that the cluster has besides those of Kubernetes; charts ask for them.'),
  clusters: clustersSchema,
  environment: z
    .string()
    .default('')
    .describe('Environment of everything in this repository that no label names, for example `production`.'),
  exclude: z.array(z.string().min(1)).default([]).describe('Globs of files that are never deployed. They are listed in the report.'),
  charts: z
    .array(
      z.strictObject({
        path: z.string().min(1).describe('Folder of the chart.'),
        release: z
          .string()
          .regex(/^[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?$/, 'a release name: lower-case letters, digits and dashes, at most 53')
          .optional()
          .describe('Name of the release; the name of the chart where left out.'),
        namespace: z
          .string()
          .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, 'a namespace')
          .optional()
          .describe('Namespace of the release.'),
        values: z.array(z.string().min(1)).default([]).describe('Values files from the top of the repository; later ones win.'),
      }),
    )
    .default([])
    .describe('How charts are installed, an entry a release. A chart that is not listed is rendered with its own values.'),
  chartCiValues: z.boolean().default(false).describe('Renders each chart once more with each of its `ci/*-values.yaml`.'),
  remote: z
    .strictObject({
      allow: z
        .array(
          z
            .string()
            .max(2_000)
            .regex(
              /^(https?|oci):\/\/[a-z0-9[\]][a-z0-9.:[\]-]*(\/[!-~]*)?$/,
              'an address such as https://charts.example.dk or oci://ghcr.io/example, the host in lower case',
            ),
        )
        .max(500)
        .default([])
        .describe('Addresses that may be fetched from, each with all that lies below it. Nothing else is.'),
    })
    .default({ allow: [] })
    .describe('Charts, artifacts, repositories and files from outside this repository. docs/remote-sources.md tells how.'),
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
    .union([
      z.literal('none'),
      z.strictObject({ required: z.int().min(1).max(6).default(1), rules: z.array(approvalRule).max(50).default([]) }),
    ])
    .default({ required: 1, rules: [] })
    .describe('Approvals by people other than those who made the change; `none` switches the rule off.'),
  security: people
    .default({ users: [], teams: [] })
    .describe('Who agrees where a safeguard is weakened or rights over patient data change. Empty: the approvers of waivers.'),
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
      maxRenewals: z.int().min(0).max(12).default(2).describe('How often what was waived may be waived again. House default.'),
    })
    .default({ approvers: { users: [], teams: [] }, maxDays: { critical: 14, high: 30, medium: 90, low: 180 }, maxRenewals: 2 }),
  emergencies: z
    .strictObject({
      reviewHours: z.int().min(1).max(336).default(48).describe('Hours after which somebody else must have looked at an emergency.'),
    })
    .default({ reviewHours: 48 })
    .describe('What is merged by `/tilsyn break-glass`.'),
  identities: z
    .array(z.array(z.union([z.string().min(1), z.int().positive()])).min(2))
    .default([])
    .describe('Accounts of one person, a list a person: logins, or better numeric ids, which survive a change of name.'),
  protectedBranches: z
    .array(branch)
    .default([])
    .describe('Branches beside the default branch whose pull requests are judged and whose changes are recorded.'),
  evidence: z
    .strictObject({
      verifierKey: z.string().min(1).optional().describe('Verifier key of the evidence log, as `tilsyn keygen` prints it.'),
      startAt: z
        .record(branch, z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'a full commit id'))
        .default({})
        .describe(
          'Commit at which the log of a branch begins, by branch. Default is the tip at the first run. Read once, when the log has no record of it.',
        ),
      lostKeys: z
        .array(z.string().min(1))
        .default([])
        .describe('Verifier keys whose signing key is lost. The key of the job then takes their place, and the log says so.'),
      deployments: z
        .strictObject({
          reporters: z
            .array(login)
            .default([])
            .describe('Accounts, as a rule the bot of a GitHub App, whose word counts that a deployment on GitHub succeeded.'),
          environments: z.array(deployedTo).default([]).describe('Environments whose deployments are recorded, by their names on GitHub.'),
        })
        .default({ reporters: [], environments: [] })
        .describe('Which deployments the log records. Without reporters and environments none.'),
    })
    .default({ startAt: {}, lostKeys: [], deployments: { reporters: [], environments: [] } }),
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
  register: z
    .strictObject({
      path: dataFile.default('compliance/register.yaml'),
      required: z.boolean().default(false).describe('Missing and expired entries block.'),
    })
    .default({ path: 'compliance/register.yaml', required: false })
    .describe(
      'Where the register of attestations lies, and whether it must be complete. How long entries count stands under `parameters`.',
    ),
  parameters: z
    .strictObject(Object.fromEntries(parameterTable.map((parameter) => [parameter.name, parameterSchema(parameter)])))
    .default({})
    .describe('Numbers and lists that controls use, by their names.'),
});

function unknownComponent(input: unknown): string {
  const near = typeof input === 'string' ? nearestWord(input, platformComponents) : undefined;
  const hint = near === undefined ? 'docs/platform-exceptions.md lists them' : `did you mean \`${near}\`?`;
  return `no platform component that exceptions are built in for; ${hint}`;
}

export type Configuration = z.output<typeof configurationSchema>;
