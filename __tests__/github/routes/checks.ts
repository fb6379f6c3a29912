import { resolveCommit } from '../git/repository.ts';
import { webUrl } from '../present/links.ts';
import { presentCheckRun } from '../present/run.ts';
import { type Call, invalid, ok, paged, Refusal, type Reply } from '../respond.ts';
import type { Annotation, CheckRun } from '../store/store.ts';
import { findCommit, must } from './find.ts';

/** What the document says in prose only: "maximum size 64 KB" for the message and raw details, 255 characters for the titles. */
const maximumText = 64 * 1024;
const maximumTitle = 255;

export const checkRoutes = {
  'checks/create': create,
  'checks/update': update,
  'checks/get': get,
  'checks/list-annotations': listAnnotations,
  'checks/list-for-ref': listForRef,
};

interface CheckBody {
  readonly name?: string;
  readonly head_sha?: string;
  readonly status?: string;
  readonly conclusion?: string;
  readonly external_id?: string;
  readonly details_url?: string;
  readonly started_at?: string;
  readonly completed_at?: string;
  readonly output?: {
    readonly title?: string;
    readonly summary: string;
    readonly text?: string;
    readonly annotations?: readonly Annotation[];
  };
}

function create(call: Call): Reply {
  const { store, repository, actor } = call;
  const body = call.body as CheckBody;
  if (actor.kind !== 'app') throw new Refusal(403, 'You must authenticate via a GitHub App.');
  const sha = body.head_sha ?? '';
  if (!/^[0-9a-f]{40}$/.test(sha) || resolveCommit(repository.gitDir, sha) === undefined) {
    throw new Refusal(422, `No commit found for SHA: ${sha}`, []);
  }
  if (body.name === undefined || body.name === '') throw invalid('CheckRun', 'name', 'name is missing');
  refuseBadOutput(body);
  const run: CheckRun = {
    id: store.nextId(),
    repository,
    app: actor.app,
    headSha: sha,
    name: body.name,
    status: 'queued',
    conclusion: null,
    externalId: body.external_id ?? '',
    detailsUrl: body.details_url ?? webUrl(store, repository, '/actions'),
    startedAt: body.started_at ?? store.tick(),
    completedAt: null,
    title: null,
    summary: null,
    text: null,
    annotations: [],
  };
  apply(call, run, body);
  store.checkRuns.push(run);
  return ok(presentCheckRun(store, run), 201);
}

function update(call: Call): Reply {
  const run = findRun(call);
  const body = call.body as CheckBody;
  const { actor } = call;
  if (actor.kind !== 'app' || actor.app.id !== run.app.id) {
    const id = actor.kind === 'app' ? actor.app.id : 0;
    throw new Refusal(403, `Invalid app_id \`${id}\` - check run can only be modified by the GitHub App that created it.`);
  }
  refuseBadOutput(body);
  apply(call, run, body);
  return ok(presentCheckRun(call.store, run));
}

function get(call: Call): Reply {
  return ok(presentCheckRun(call.store, findRun(call)));
}

function listAnnotations(call: Call): Reply {
  const run = findRun(call);
  return paged(call, run.annotations, (annotation) => ({
    start_column: null,
    end_column: null,
    title: null,
    raw_details: null,
    ...annotation,
    blob_href: webUrl(call.store, run.repository, `/blob/${run.headSha}/${annotation.path}`),
  }));
}

/** `filter=latest` (the default): of each name of each app the newest run. */
function listForRef(call: Call): Reply {
  const { check_name: name, status, filter = 'latest', app_id: app } = call.query;
  const sha = findCommit(call, call.params.ref ?? '');
  const runs = call.store.checkRuns
    .filter((run) => run.repository === call.repository && run.headSha === sha)
    .filter((run) => name === undefined || run.name === name)
    .filter((run) => app === undefined || run.app.id === Number(app))
    .reverse();
  const newest =
    filter === 'all'
      ? runs
      : runs.filter((run, index) => runs.findIndex((other) => other.name === run.name && other.app === run.app) === index);
  const found = newest.filter((run) => status === undefined || run.status === status);
  return paged(
    call,
    found,
    (run) => presentCheckRun(call.store, run),
    (check_runs) => ({ total_count: found.length, check_runs }),
  );
}

function findRun(call: Call): CheckRun {
  const id = Number(call.params.check_run_id);
  return must(call.store.checkRuns.find((run) => run.id === id && run.repository === call.repository));
}

function refuseBadOutput(body: CheckBody): void {
  if (body.conclusion === 'stale') throw invalid('CheckRun', 'conclusion', 'stale is set by GitHub alone');
  if (body.status === 'completed' && body.conclusion === undefined)
    throw invalid('CheckRun', 'conclusion', 'conclusion is required when status is completed');
  if (body.status !== undefined && body.status !== 'completed' && body.conclusion !== undefined) {
    throw invalid('CheckRun', 'status', 'status must be completed when there is a conclusion');
  }
  if ((body.output?.title ?? '').length > maximumTitle) throw invalid('CheckRun', 'title', 'title is too long (maximum is 255 characters)');
  for (const annotation of body.output?.annotations ?? []) refuseBadAnnotation(annotation);
}

function refuseBadAnnotation(annotation: Annotation): void {
  const { start_line: start, end_line: end } = annotation;
  if (annotation.path === '' || annotation.path.startsWith('/'))
    throw invalid('CheckAnnotation', 'path', 'path must be relative to the root');
  if (start < 1 || end < start)
    throw invalid('CheckAnnotation', 'end_line', 'end_line must not be before start_line, and lines count from 1');
  // "Omit this parameter if start_line and end_line have different values."
  if (start !== end && (annotation.start_column !== undefined || annotation.end_column !== undefined)) {
    throw invalid('CheckAnnotation', 'start_column', 'columns need start_line and end_line to be the same');
  }
  if ((annotation.title ?? '').length > maximumTitle)
    throw invalid('CheckAnnotation', 'title', 'title is too long (maximum is 255 characters)');
  for (const field of ['message', 'raw_details'] as const) {
    if (Buffer.byteLength(annotation[field] ?? '') > maximumText) throw invalid('CheckAnnotation', field, `${field} exceeds 64 KB`);
  }
  if (annotation.message === '') throw invalid('CheckAnnotation', 'message', 'message is blank');
}

function apply(call: Call, run: CheckRun, body: CheckBody): void {
  const { output } = body;
  run.name = body.name ?? run.name;
  run.externalId = body.external_id ?? run.externalId;
  run.detailsUrl = body.details_url ?? run.detailsUrl;
  run.startedAt = body.started_at ?? run.startedAt;
  if (body.conclusion !== undefined) {
    run.status = 'completed';
    run.conclusion = body.conclusion;
    run.completedAt = body.completed_at ?? call.store.tick();
  } else if (body.status !== undefined) {
    run.status = body.status;
    run.conclusion = null;
    run.completedAt = null;
  }
  if (output === undefined) return;
  run.title = output.title ?? run.title;
  run.summary = output.summary;
  run.text = output.text ?? run.text;
  run.annotations.push(...(output.annotations ?? []));
}
