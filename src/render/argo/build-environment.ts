import type { Application, ApplicationSource } from './application.ts';

/** Variables that a source's settings may name, https://argo-cd.readthedocs.io/en/stable/user-guide/build-environment/. */
export type BuildEnvironment = Readonly<Record<string, string>>;

/** @param revision the commit that the source is read at, 40 hex digits */
export function makeBuildEnvironment(application: Application, source: ApplicationSource, revision: string): BuildEnvironment {
  return {
    ARGOCD_APP_NAME: application.name,
    ARGOCD_APP_NAMESPACE: application.destination.namespace,
    ARGOCD_APP_PROJECT_NAME: application.project,
    ARGOCD_APP_REVISION: revision,
    ARGOCD_APP_REVISION_SHORT: revision.slice(0, 7),
    ARGOCD_APP_REVISION_SHORT_8: revision.slice(0, 8),
    ARGOCD_APP_SOURCE_REPO_URL: source.repoUrl,
    ARGOCD_APP_SOURCE_PATH: source.path ?? '',
    ARGOCD_APP_SOURCE_TARGET_REVISION: source.revision,
  };
}

/** Fills in as Go's `os.Expand` does: `$name`, `${name}`; what is not known becomes nothing, `$$` a dollar. */
export function fillInVariables(text: string, environment: BuildEnvironment): string {
  return text.replace(
    /\$(?:\{([^}]*)\}|([*#$@!?\-0-9])|([A-Za-z_][A-Za-z0-9_]*)|\{)/g,
    (_, braced?: string, special?: string, plain?: string) => {
      const name = braced ?? special ?? plain ?? '';
      return name === '$' ? '$' : Object.hasOwn(environment, name) ? (environment[name] ?? '') : '';
    },
  );
}
