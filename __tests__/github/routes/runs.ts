import { presentWorkflowRun } from '../present/run.ts';
import { type Call, ok, type Reply } from '../respond.ts';
import { must } from './find.ts';

export const runRoutes = {
  'actions/get-workflow-run': getRun,
  'code-scanning/upload-sarif': uploadSarif,
  'rate-limit/get': getRateLimit,
};

function getRun(call: Call): Reply {
  const id = Number(call.params.run_id);
  return ok(
    presentWorkflowRun(call.store, must(call.store.workflowRuns.find((run) => run.id === id && run.repository === call.repository))),
  );
}

function uploadSarif(call: Call): Reply {
  const body = call.body as { readonly commit_sha: string; readonly ref: string; readonly sarif: string };
  const id = `sarif-${call.store.nextId()}`;
  call.store.sarif.push({ id, commitSha: body.commit_sha, ref: body.ref, sarif: body.sarif });
  const url = `${call.store.links.api}/repos/${call.repository.owner.login}/${call.repository.name}/code-scanning/sarifs/${id}`;
  return ok({ id, url }, 202);
}

function getRateLimit(): Reply {
  const limit = { limit: 1000, used: 0, remaining: 1000, reset: 2_000_000_000 };
  return ok({ resources: { core: limit, search: limit, graphql: limit }, rate: limit });
}
