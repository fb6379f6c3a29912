import type { Deployment, DeploymentStatus, Store } from '../store/store.ts';
import { apiUrl, nodeId } from './links.ts';
import { presentUser } from './user.ts';

export function presentDeployment(store: Store, deployment: Deployment): Record<string, unknown> {
  const { id, repository, sha, environment, creator, createdAt } = deployment;
  const url = apiUrl(store, repository, `/deployments/${id}`);
  return {
    url,
    id,
    node_id: nodeId('DE', id),
    sha,
    ref: sha,
    task: 'deploy',
    payload: {},
    original_environment: environment,
    environment,
    description: null,
    creator: presentUser(store, creator),
    created_at: createdAt,
    updated_at: createdAt,
    statuses_url: `${url}/statuses`,
    repository_url: apiUrl(store, repository, ''),
    transient_environment: false,
    production_environment: environment === 'production',
  };
}

export function presentDeploymentStatus(store: Store, of: Deployment, status: DeploymentStatus): Record<string, unknown> {
  const deployment = apiUrl(store, of.repository, `/deployments/${of.id}`);
  return {
    url: `${deployment}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId('DES', status.id),
    state: status.state,
    creator: presentUser(store, status.creator),
    description: '',
    environment: of.environment,
    target_url: deployment,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    deployment_url: deployment,
    repository_url: apiUrl(store, of.repository, ''),
    environment_url: deployment,
    log_url: deployment,
  };
}
