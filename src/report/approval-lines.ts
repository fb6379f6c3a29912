import { say } from '../i18n/say.ts';
import type { ApprovalRequirement } from '../model/approval.ts';
import type { Page } from './page.ts';

/** How far a required approval is: a line, and a line below it for each approval that was given, counted or not, with why. */
export function writeApproval(approval: ApprovalRequirement, page: Page): string {
  const { texts, medium, language } = page;
  const judged = approval.judged.map(({ approval: { by, sha }, judgement }) =>
    say(texts.report.judgement[judgement], { login: by.login, sha: sha.slice(0, 7) }, medium, language),
  );
  return [`- ${writeApprovalCount(approval, page)}`, ...judged.map((line) => `  - ${line}`)].join('\n');
}

export function writeApprovalCount({ name, rule = '', counted, needed }: ApprovalRequirement, { texts, medium, language }: Page): string {
  return say(texts.report.approvalState[name], { counted: counted.length, needed, rule }, medium, language);
}
