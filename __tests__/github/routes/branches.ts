import { roleOf } from '../access.ts';
import { readCommit } from '../git/commits.ts';
import { listRefs } from '../git/repository.ts';
import { presentCommit } from '../present/commit.ts';
import { apiUrl, nodeId, webUrl } from '../present/links.ts';
import { presentRepository } from '../present/repository.ts';
import { presentPermissions, presentUser } from '../present/user.ts';
import { type Call, ok, paged, type Reply, readPaging } from '../respond.ts';
import type { BranchRule, Repository } from '../store/store.ts';
import { branchTip } from '../world/refs.ts';
import { must } from './find.ts';

export const branchRoutes = {
  'repos/list-activities': listActivities,
  'repos/get': getRepository,
  'repos/get-branch': getBranch,
  'repos/list-branches': listBranches,
  'repos/get-branch-rules': getBranchRules,
};

function getRepository(call: Call): Reply {
  const { store, actor, repository } = call;
  const permissions = actor.kind === 'app' ? presentPermissions('none') : presentPermissions(roleOf(repository, actor.user));
  return ok({ ...presentRepository(store, repository), permissions });
}

function getBranch(call: Call): Reply {
  const { store, repository } = call;
  const name = call.params.branch ?? '';
  const sha = must(branchTip(repository, name));
  const self = apiUrl(store, repository, `/branches/${name}`);
  const checks = rulesOf(repository, name).flatMap((rule) => rule.checks ?? []);
  return ok({
    name,
    commit: presentCommit(store, repository, readCommit(repository.gitDir, sha)),
    _links: { self, html: webUrl(store, repository, `/tree/${name}`) },
    protected: rulesOf(repository, name).length > 0,
    protection: {
      enabled: rulesOf(repository, name).length > 0,
      required_status_checks: {
        enforcement_level: checks.length > 0 ? 'everyone' : 'off',
        contexts: checks.map((check) => check.name),
        checks: checks.map((check) => ({ context: check.name, app_id: check.app ?? null })),
      },
    },
    protection_url: `${self}/protection`,
  });
}

function listBranches(call: Call): Reply {
  const { store, repository } = call;
  const prefix = `${repository.refs}heads/`;
  const branches = listRefs(repository.gitDir, prefix).map(({ ref, sha }) => ({ name: ref.slice(prefix.length), sha }));
  const wanted = branches.filter(
    ({ name }) => call.query.protected === undefined || String(rulesOf(repository, name).length > 0) === call.query.protected,
  );
  return paged(call, wanted, ({ name, sha }) => ({
    name,
    commit: { sha, url: apiUrl(store, repository, `/commits/${sha}`) },
    protected: rulesOf(repository, name).length > 0,
  }));
}

function getBranchRules(call: Call): Reply {
  return paged(call, rulesOf(call.repository, call.params.branch ?? ''), (rule) => ({
    type: rule.type,
    ...presentParameters(rule),
    ruleset_source_type: 'Repository',
    ruleset_source: `${call.repository.owner.login}/${call.repository.name}`,
    ruleset_id: 42,
  }));
}

function presentParameters(rule: BranchRule): Record<string, unknown> {
  if (rule.type === 'required_status_checks') {
    const required_status_checks = (rule.checks ?? []).map((check) => ({
      context: check.name,
      ...(check.app === undefined ? {} : { integration_id: check.app }),
    }));
    return { parameters: { strict_required_status_checks_policy: false, required_status_checks } };
  }
  if (rule.type !== 'pull_request') return {};
  const off = { dismiss_stale_reviews_on_push: false, require_code_owner_review: false, require_last_push_approval: false };
  return { parameters: { ...off, required_approving_review_count: 0, required_review_thread_resolution: false } };
}

/** Newest first. Pages hang on a cursor and not on a number. */
function listActivities(call: Call): Reply {
  const { store, repository, query } = call;
  const named = query.ref === undefined || query.ref.startsWith('refs/') ? query.ref : `refs/heads/${query.ref}`;
  const found = store.activities
    .filter((each) => each.repository === repository && (named === undefined || each.ref === named))
    .filter((each) => query.actor === undefined || each.actor.login === query.actor)
    .filter((each) => query.activity_type === undefined || each.type === query.activity_type);
  const ordered = query.direction === 'asc' ? found : found.reverse();
  const start = query.after === undefined ? 0 : ordered.findIndex((each) => String(each.id) === query.after) + 1;
  const { perPage } = readPaging(call);
  const shown = ordered.slice(start, start + perPage);
  const next = new URL(call.url);
  next.searchParams.set('after', String(shown.at(-1)?.id));
  const body = shown.map(({ id, ref, before, after, type, actor, at }) => {
    const moved = { id, node_id: nodeId('PSH', id), ref, before, after, timestamp: at, activity_type: type };
    return { ...moved, actor: presentUser(store, actor) };
  });
  return { status: 200, body, ...(start + perPage < ordered.length ? { headers: { link: `<${next.href}>; rel="next"` } } : {}) };
}

function rulesOf(repository: Repository, branch: string): BranchRule[] {
  return repository.rules.filter((rule) => rule.branch === branch);
}
