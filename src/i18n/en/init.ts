import type { InitTexts } from '../keys.ts';

export const init: InitTexts = {
  found: 'Found here: {kinds}; {objects} objects in all.',
  foundNothing: 'Nothing that is deployed was found here. The files are written all the same; the next pull request shows what is judged.',
  kinds: {
    plain: { one: '1 folder of manifests', other: '{count} folders of manifests' },
    kustomize: { one: '1 kustomization', other: '{count} kustomizations' },
    helm: { one: '1 chart', other: '{count} charts' },
    flux: { one: '1 deployment by Flux', other: '{count} deployments by Flux' },
    argocd: { one: '1 deployment by Argo CD', other: '{count} deployments by Argo CD' },
  },
  unrendered: {
    one: '1 place could not be rendered, or not whole: `render --roots` says which and why. A change there could not be decided, and so blocks.',
    other:
      '{count} places could not be rendered, or not whole: `render --roots` says which and why. A change there could not be decided, and so blocks.',
  },
  questions: {
    branch: 'Branch that pull requests go into',
    environment: 'Environment of everything here that no label names, such as production; empty where there are several',
    action: 'The release that was reviewed, as owner/name@commit; empty to fill it in later',
    overwrite: 'Overwrite it? (y/N)',
  },
  states: {
    new: 'would be written',
    written: 'written',
    same: 'is as it should be',
    kept: 'is there already and stays as it is',
    differs: 'differs and was left as it is; `--overwrite` writes it',
    blocked: 'something that is no plain file or folder is in the way, so it was not written',
  },
  configuration: 'Only what differs from the defaults. Read from the protected branch, never from a pull request.',
  charts:
    'Values files were found beside charts. Name those that are used, an entry a release; else a chart is judged with its own values.',
  registerHead:
    'What manifests cannot show and somebody vouches for. Take the # away from an entry and fill it in; nothing here counts before that. See docs/register.md.',
  register: {
    locations: 'where the cluster and its data stand (PHY-01, PHY-03)',
    processors: 'who processes data for you, by what agreement, and when you last looked (SUP-04)',
    identityProvider: 'how staff sign in (AUT-04, AUT-05)',
    roster: 'who may hold privileged rights, and when that was last reviewed (AUT-15)',
    logStores: 'where logs are kept out of reach of those who operate (LOG-06)',
    logSources: 'what is logged, and by which clock (LOG-08)',
    logReviews: 'who read the logs, and when (LFU-03)',
    logRequests: 'how a controller or a patient gets the log (ALR-01)',
    incidentPlan: 'who reports what in time, and when that was exercised (INC-04)',
    benchmarks: 'reports of kube-bench in this repository (INC-05)',
    backupCopies: 'copies that lie apart and cannot be changed (BAK-05)',
    restoreTests: 'restores that were tried (BAK-06)',
  },
  stepsHead: 'What is left to do:',
  steps: {
    action:
      'Review a release of tilsyn and put its commit in place of the zeros after `uses:` in the workflows. Until then they cannot start.',
    keys: 'Make the keys of the evidence log: `keygen --name` with a name of your own, such as tilsyn.example.org.',
    environment:
      'GitHub, Settings, Environments: make `tilsyn-evidence`, let only the branch `{branch}` deploy to it, and add the secret `TILSYN_SIGNING_KEY`. Settings, Secrets and variables, Actions, Variables: add `TILSYN_VERIFIER_KEY`.',
    merge:
      'Merge these files into `{branch}` by a pull request. GitHub takes the workflows from there, so the first pull request after it is the first that is judged.',
    required:
      'Settings, Rules, Rulesets, New branch ruleset: target `{branch}`, switch on `Require a pull request before merging`, `Block force pushes` and `Require status checks to pass`, and add the check `tilsyn`. With the token of a GitHub App choose that app as its source; with any other source every workflow here can post a check of that name.',
    queue: 'With a merge queue: `Require merge queue` in the same ruleset. The review workflow answers for its groups.',
    log: 'A second ruleset for the branches `tilsyn-log` and `tilsyn-texts`: restrict updates and deletions, and let only the GitHub App that runs tilsyn bypass it. Block force pushes on `tilsyn-log`.',
    owners: 'Name owners for the configuration under `owners:`, else everybody with maintain or admin is one.',
    register: 'Fill in `compliance/register.yaml`. Until then what nobody vouches for is not evaluable, which blocks nothing.',
  },
};
