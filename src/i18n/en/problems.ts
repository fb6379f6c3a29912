import type { Texts } from '../keys.ts';

export const problems: Texts['problems'] = {
  'yaml-invalid': {
    what: '`{where}`[?, line {line},] is not valid YAML[?: {detail}].',
    next: 'correct[? line {line} in] `{file}`.',
  },
  'yaml-duplicate-key': {
    what: '`{where}`[?, line {line},] has the key[? `{key}`] twice. Tools disagree on which one counts.',
    next: 'remove one of the two keys in `{file}`.',
  },
  'manifest-incomplete': {
    what: '`{where}`[?, line {line},] holds an object without[? `{field}`].',
    next: 'add[? `{field}` to] the object in `{file}`, or exclude the file in `.github/tilsyn.yml` on the base branch.',
  },
  'limit-exceeded': {
    what: '[?`{where}`: ]a limit was passed[? for {what}][?: at most {limit}][?, found {found}].',
    next: 'make it smaller or split it; limits are listed in the documentation.',
  },
  'root-not-supported': {
    what: '`{root}` is a root of kind[? {kind}] that this version cannot render. Nothing is said about its objects.',
    next: 'read `{root}` by hand, or exclude it in `.github/tilsyn.yml` on the base branch if it is never deployed.',
  },
  'root-not-rendered': {
    what: '`{root}` did not render[?: {detail}]. Nothing is said about its objects.',
    next: 'correct what `{root}` lacks[? in `{file}`][?, line {line}].',
  },
  'source-not-available': {
    what: '`{what}` deploys what is not in this repository[?: `{detail}`]. Nothing is said about its objects.[? Its values set {hint}.]',
    next: 'read by hand what `{what}` deploys, or put it into this repository.',
  },
  'remote-not-available': {
    what: '[?`{what}` deploys ]`{source}`, which is not at hand: {reason}[? (`{detail}`)]. What it holds was not judged.[? Its values set {hint}.]',
    next: '{remedy}.',
  },
  'root-partial': {
    what: '`{root}` rendered only in part[?: `{missing}` is missing]. What that would deploy was not judged.',
    next: 'put what is missing into this repository, for a chart into its folder `charts`.',
  },
  'render-refused': {
    what: '`{root}` needs {what}[?: `{detail}`], which is never run or fetched here. Nothing is said about its objects.',
    next: 'put the result, or the base itself, into this repository.',
  },
  'engine-limit': {
    what: '`{root}` passed a limit of rendering[? for {what}][?: at most {limit}][?, found {found}]. Nothing is said about its objects.',
    next: 'make it smaller or split it; limits are listed in the documentation.',
  },
  'engine-timeout': {
    what: '`{root}` did not render[? within {seconds} seconds]. Nothing is said about its objects.',
    next: 'look for a loop in the templates of `{root}`; if there is none, split it.',
  },
  'engine-memory': {
    what: '`{root}` needs more memory to render than is allowed[?: {limit} MiB]. Nothing is said about its objects.',
    next: 'look for a text that grows without end in the templates of `{root}`; if there is none, split it.',
  },
  'engine-trap': {
    what: 'The renderer stopped at `{root}`[?: {detail}]. Nothing is said about its objects.',
    next: 'run the check again; if it stops again, report it with the version in the last line.',
  },
  'file-unreadable': {
    what: '`{where}` could not be read[?: {what}].',
    next: 'replace `{where}` by a regular file in this repository.',
  },
  'config-invalid': {
    what: 'The configuration[? `{file}`][?, line {line},] is not valid[?: {detail}].',
    next: 'correct the configuration[? in `{file}`][?, line {line}].',
  },
  'lock-invalid': {
    what: 'The lock of remote sources[? `{file}`][?, line {line},] is not valid[?: {detail}]. Nothing in it counts.',
    next: 'run `tilsyn lock`[?, or correct `{file}`][?, line {line}].',
  },
  'register-invalid': {
    what: 'The register[? `{file}`][?, line {line},] is not valid[?: {detail}]. Nothing in it counts.',
    next: 'correct the register[? in `{file}`][?, line {line}].',
  },
  'policy-trap': {
    what: 'The policies stopped with an error[?: {detail}].',
    next: 'run the check again; if it stops again, report it with the version in the last line.',
  },
  'policy-timeout': {
    what: 'The policies did not finish[? within {seconds} seconds].',
    next: 'run the check again; if it is too slow again, split the change.',
  },
  'policy-count': {
    what: 'The policies answered for another number of objects than they were given[?: {found} of {expected}].',
    next: 'run the check again; if it happens again, report it with the version in the last line.',
  },
  'merge-conflict': {
    what: 'The change conflicts with the base branch[? in {files}]. What would be deployed is not known.',
    next: 'resolve the conflict with the base branch and push.',
  },
  'head-moved': {
    what: 'A new commit arrived during the run[?: `{found}` after `{expected}`]. Nothing is said about it here.',
    next: 'wait for the run on the new commit.',
  },
  'group-unknown': {
    what: "The merge queue's commit `{commit}` belongs to no open pull request that GitHub names. Whose approval it needs is not known.",
    next: 'put the pull requests into the queue again.',
  },
  'nothing-found': {
    what: 'There is no manifest here, so nothing was judged.',
    next: 'name the folder that holds the manifests.',
  },
  'change-truncated': {
    what: 'GitHub listed only a part of the change[?: {what}][?, at most {limit}].',
    next: 'split the change into smaller pull requests.',
  },
  'log-invalid': {
    what: 'The evidence log does not verify[?: {detail}]. Waivers and approvals in it do not count.',
    next: 'run `tilsyn verify` on the log and find out who changed it.',
  },
  'github-failed': {
    what: 'GitHub did not answer as needed[? for {what}][?: {detail}].',
    next: 'run the check again.',
  },
  'internal-error': {
    what: 'tilsyn failed[?: {detail}].',
    next: 'run the check again; if it fails again, report it with the version in the last line.',
  },
};
