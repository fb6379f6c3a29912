import type { App, Role, Store, User } from '../store/store.ts';
import { nodeId } from './links.ts';

export function presentUser(store: Store, user: User): Record<string, unknown> {
  const url = `${store.links.api}/users/${encodeURIComponent(user.login)}`;
  const parts = ['followers', 'subscriptions', 'organizations', 'repos', 'received_events'];
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId('U', user.id),
    avatar_url: `${store.links.web}/avatars/u/${user.id}`,
    gravatar_id: '',
    url,
    html_url: user.type === 'Bot' ? `${store.links.web}/apps/${user.login.replace('[bot]', '')}` : `${store.links.web}/${user.login}`,
    ...Object.fromEntries(parts.map((part) => [`${part}_url`, `${url}/${part}`])),
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    events_url: `${url}/events{/privacy}`,
    type: user.type,
    user_view_type: 'public',
    site_admin: false,
  };
}

export function presentProfile(store: Store, user: User): Record<string, unknown> {
  const unknown = { name: null, company: null, blog: '', location: null, email: null, hireable: null, bio: null };
  const counts = { public_repos: 1, public_gists: 0, followers: 0, following: 0 };
  return { ...presentUser(store, user), ...unknown, ...counts, created_at: '2019-01-01T00:00:00Z', updated_at: '2019-01-01T00:00:00Z' };
}

/** The five words of the API's `permissions`, from one role. */
export function presentPermissions(role: Role): Record<string, boolean> {
  const order: readonly Role[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];
  const has = (least: Role): boolean => order.indexOf(role) >= order.indexOf(least);
  return { admin: has('admin'), maintain: has('maintain'), push: has('write'), triage: has('triage'), pull: has('read') };
}

export function presentApp(store: Store, app: App): Record<string, unknown> {
  return {
    id: app.id,
    client_id: `Iv1.${app.id}`,
    slug: app.slug,
    node_id: nodeId('A', app.id),
    owner: presentUser(store, { id: 9_919, login: 'github', type: 'Organization' }),
    name: app.name,
    description: '',
    external_url: `${store.links.web}/apps/${app.slug}`,
    html_url: `${store.links.web}/apps/${app.slug}`,
    created_at: '2018-07-30T09:30:17Z',
    updated_at: '2019-12-10T19:04:12Z',
    permissions: {},
    events: [],
  };
}

export function presentOrganization(store: Store, user: User): Record<string, unknown> {
  const url = `${store.links.api}/orgs/${user.login}`;
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId('O', user.id),
    url,
    ...Object.fromEntries(['repos', 'events', 'hooks', 'issues'].map((part) => [`${part}_url`, `${url}/${part}`])),
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${store.links.web}/avatars/u/${user.id}`,
    description: '',
  };
}
