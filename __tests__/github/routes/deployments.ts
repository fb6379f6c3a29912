import { presentDeployment, presentDeploymentStatus } from '../present/deployment.ts';
import { type Call, paged, type Reply } from '../respond.ts';
import { must } from './find.ts';

export const deploymentRoutes = {
  'repos/list-deployments': listDeployments,
  'repos/list-deployment-statuses': listStatuses,
  'repos/get-repo-rule-suites': listRuleSuites,
};

/** Newest first, as GitHub lists them. */
function listDeployments(call: Call): Reply {
  const { store, repository, query } = call;
  const found = store.deployments
    .filter((each) => each.repository === repository && (query.environment === undefined || each.environment === query.environment))
    .filter((each) => query.sha === undefined || each.sha === query.sha);
  return paged(call, found.toReversed(), (each) => presentDeployment(store, each));
}

function listStatuses(call: Call): Reply {
  const { store, repository, params } = call;
  const found = must(store.deployments.find((each) => each.repository === repository && each.id === Number(params.deployment_id)));
  return paged(call, found.statuses.toReversed(), (each) => presentDeploymentStatus(store, found, each));
}

/** Of the periods only the month is modelled, which is as far as GitHub looks back. */
function listRuleSuites(call: Call): Reply {
  const { store, repository, query } = call;
  const wanted = query.rule_suite_result ?? 'all';
  const found = store.ruleSuites.filter(
    (each) =>
      each.repository === repository && (query.ref === undefined || query.ref === each.ref) && (wanted === 'all' || wanted === each.result),
  );
  return paged(call, found.toReversed(), ({ id, ref, before, after, actor, result, at }) => ({
    id,
    actor_id: actor.id,
    actor_name: actor.login,
    before_sha: before,
    after_sha: after,
    ref,
    repository_id: repository.id,
    repository_name: repository.name,
    pushed_at: at,
    result,
  }));
}
