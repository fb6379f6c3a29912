import type { Texts } from '../keys.ts';

export const decisions: Texts['decisions'] = {
  'not-a-person': '**Not counted.** `{login}` is not a person, and only people decide.',
  edited: '**Not counted.** The comment was edited after it was written. Write the command in a new comment.',
  'head-moved':
    '**Not counted.** The pull request has moved on[? to commit `{head}`] since this was written. Read the new commit, then write the command again.',
  'sha-unknown':
    '**Not counted.** [?`{sha}` is not the head of this pull request. ]The head is `{head}`; name at least 12 characters of it.',
  'no-authority': '**Not counted.** `{login}` may not do this[? with the permission {permission}].[? {who} can.]',
  'lookup-failed': '**Not counted.** The rights of `{login}` could not be looked up, and then the answer is no. Try again later.',
  'self-approval': '**Not counted.** `{login}` made this change and cannot approve it.[? {who} can.]',
  contributor: '**Not counted.** `{login}` contributed a commit to this change and cannot approve it.[? {who} can.]',
  'same-as-requester': '**Not counted.** `{login}` requested `{id}`, and somebody else must decide it.[? {who} can.]',
  'control-unknown': '**Not counted.** There is no control `{control}`. `/tilsyn status` lists the findings with their controls.',
  'control-not-waivable':
    '**No waiver for {control}[? on `{subject}`].** The control allows none here, so the finding must be corrected. `/tilsyn explain {control}` says why.',
  'finding-not-found':
    '**Not counted.** {control} has no finding on `{subject}` at this commit. Name the object as the finding does: `Kind/namespace/name`.',
  'too-long': '**Not counted.** A waiver for {control} may last {limit} days at most. Ask again with an earlier end.',
  'expiry-past': '**Not counted.** The end of the waiver lies in the past. Ask again with a later day.',
  'waiver-unknown': '**Not counted.** There is no waiver `{id}` here. `/tilsyn status` lists them.',
  'waiver-ended': '**Not counted.** `{id}` has already ended. Ask for a new waiver if the finding still needs one.',
  'already-decided': '**Not counted.** `{id}` is already decided.',
  'no-log-key':
    '**Not counted.** Waivers and approvals are kept in a signed log, and no key is set. The owners set it up with `tilsyn keygen`; until then only reviews count.',
  'not-a-pull-request': '**Not counted.** Commands are taken on pull requests only.',
  'branch-not-protected': '**Not counted.** The base branch of this pull request is not a protected branch of tilsyn.',
  'emergency-unknown': '**Not counted.** The emergency procedure `{id}` was not used in this pull request.',
  'emergency-own': '**Not counted.** `{login}` used the emergency procedure `{id}`, and somebody else must review it.[? {who} can.]',
  'pull-request-closed': '**Not counted.** The pull request is closed. Only revoking a waiver and reviewing an emergency count here now.',
  'not-granted': '**Not counted.** `{id}` is not granted yet, so there is nothing to renew.',
  'renewal-open': '**Not counted.** A renewal of `{id}` is asked for already and waits for a decision.',
  'renewals-used-up':
    '**No further waiver for {control} on `{subject}`.** What is waived may be waived again {limit} times at most, so the finding must be corrected.',
  'not-longer': '**Not counted.** `{id}` runs until {expiresAt} already. Ask for a later end.',
  'waiver-changed':
    '**Not counted.** What `{id}` covers on `{subject}` is gone or has changed. Ask for a new waiver if {control} still needs one.',
  'waiver-requested':
    '**Waiver requested** by `{login}` for {control} on `{subject}`, until {expiresAt}. It is `{id}`.[? {who} decides.][? Approvals needed: {needed}.] The request lapses in {days} days.',
  'waiver-granted':
    '**Waiver granted** by `{login}`[? for {control} on `{subject}`], until {expiresAt}. The finding stays visible. Changing the object ends the waiver.',
  'waiver-approval-counted': '**Counted.** `{login}` approves `{id}`. Another person must approve as well[?; approvals missing: {needed}].',
  'waiver-denied': '**Waiver denied** by `{login}`: `{id}`[? for {control} on `{subject}`]. The finding blocks.',
  'waiver-revoked': '**Waiver revoked** by `{login}`: `{id}`[? for {control} on `{subject}`]. The finding blocks again.',
  'renewal-requested':
    '**Renewal requested** by `{login}` for {control} on `{subject}`, until {expiresAt}: `{id}`.[? {who} decides.][? Approvals needed: {needed}.] What was granted runs on meanwhile. The request lapses in {days} days.',
  'renewal-granted': '**Waiver renewed** by `{login}`[? for {control} on `{subject}`], until {expiresAt}. The finding stays visible.',
  'renewal-denied': '**Renewal denied** by `{login}`: `{id}`[? for {control} on `{subject}`]. The waiver ends as it was granted.',
  'emergency-declared':
    '**Emergency procedure used** by `{login}` at commit `{head}`, ticket {ticket}: `{id}`. It turns nothing green; a merge past the check is recorded as an emergency. Somebody else reviews it by {reviewDueAt}, with `/tilsyn approve {id} --reason "…"` or `/tilsyn deny {id} --reason "…"`.',
  'emergency-accepted': '**Emergency reviewed** by `{login}`: `{id}`. What was done is accepted.',
  'emergency-to-mend': '**Emergency reviewed** by `{login}`: `{id}`. What was done must be mended.',
  'approval-recorded': '**Approval recorded.** `{login}` approves commit `{sha}`. A new commit needs a new approval.',
  status: '**Status** at commit `{head}`.',
  help: '**Commands** stand first in a line of a comment. They count from people with the right to use them.',
  explained: '**{control}** is explained below.',
  rechecked: '**Checked again** at commit `{head}`.',
};

export const commandErrorsHead = '**Not understood.** Nothing in this comment was carried out.';
export const commandLine = 'Line {line}: ';

export const commandHelp: Texts['commandHelp'] = [
  '/tilsyn approve SHA\n    I approve this commit (12 characters or more)',
  '/tilsyn waive CONTROL --object Kind/namespace/name --expires 30d --reason "…"\n    ask for a waiver',
  '/tilsyn approve WVR-… SHA\n    grant a waiver that was asked for',
  '/tilsyn deny WVR-… --reason "…"\n    deny it',
  '/tilsyn revoke WVR-… --reason "…"\n    end a waiver',
  '/tilsyn renew WVR-… --expires 30d --reason "…"\n    ask for a later end',
  '/tilsyn break-glass --ticket INC-1 --reason "…"\n    use the emergency procedure: nothing turns green, and somebody else reviews it',
  '/tilsyn approve EMG-… --reason "…"   or   deny\n    review an emergency afterwards',
  '/tilsyn explain CONTROL\n    what a control asks and why',
  '/tilsyn status\n    what blocks and who may act',
  '/tilsyn recheck\n    judge the pull request again',
  '/tilsyn help\n    this list',
];

export const commandErrors: Texts['commandErrors'] = {
  'unknown-verb': '`{word}` is not a command.[? Was `{suggestion}` meant?]',
  'unknown-flag': '`{flag}` is not an option of `{verb}`.[? Was `{suggestion}` meant?]',
  'missing-flag': '`{verb}` needs `{flag}`.',
  'repeated-flag': '`{flag}` is given twice.',
  'missing-argument': '`{argument}` is missing in `{verb}`.',
  'unexpected-argument': '`{word}` is not expected after `{verb}`.',
  'bad-value': '`{value}` does not fit `{flag}`.[? Expected: `{expected}`.]',
  'unclosed-quote': 'A quotation mark in `{verb}` is not closed.',
  'too-many': 'More than {limit} commands or nested blocks in a comment are not read.',
  'too-long': 'The text is longer than {limit} characters.',
};
