import type { Octokit } from '@octokit/rest';
import type { Repository } from '../model/subject.ts';
import { ask } from './error.ts';
import type { CheckAnnotation, CheckOutput, GitHub } from './port.ts';

/** GitHub takes so many annotations a request and appends those of later ones. */
const annotationsARequest = 50;

export function openChecks(octokit: Octokit, repository: Repository): Pick<GitHub, 'createCheck' | 'updateCheck'> {
  const at = { owner: repository.owner, repo: repository.name };
  return {
    async createCheck(check) {
      const { data } = await ask('the check', () =>
        octokit.rest.checks.create({
          ...at,
          name: check.name,
          head_sha: check.headSha,
          external_id: check.externalId,
          status: 'in_progress',
          ...(check.detailsUrl === undefined ? {} : { details_url: check.detailsUrl }),
          output: toOutput(check.output, []),
        }),
      );
      return data.id;
    },

    /** Annotations go first and the conclusion last: a run that breaks in between leaves the check in progress, which blocks. */
    async updateCheck(id, check) {
      const annotations = check.output.annotations ?? [];
      const batches = chunk(annotations);
      for (const batch of batches.slice(0, -1)) {
        await ask('the annotations', () => octokit.rest.checks.update({ ...at, check_run_id: id, output: toOutput(check.output, batch) }));
      }
      await ask('the check', () =>
        octokit.rest.checks.update({
          ...at,
          check_run_id: id,
          status: 'completed',
          conclusion: check.conclusion,
          completed_at: check.completedAt,
          ...(check.detailsUrl === undefined ? {} : { details_url: check.detailsUrl }),
          output: toOutput(check.output, batches.at(-1) ?? []),
        }),
      );
    },
  };
}

function chunk(annotations: readonly CheckAnnotation[]): readonly (readonly CheckAnnotation[])[] {
  const batches = [];
  for (let start = 0; start < annotations.length; start += annotationsARequest)
    batches.push(annotations.slice(start, start + annotationsARequest));
  return batches;
}

function toOutput(output: CheckOutput, annotations: readonly CheckAnnotation[]) {
  return {
    title: output.title,
    summary: output.summary,
    ...(output.text === undefined ? {} : { text: output.text }),
    ...(annotations.length === 0
      ? {}
      : {
          annotations: annotations.map((annotation) => ({
            path: annotation.path,
            start_line: annotation.startLine,
            end_line: annotation.endLine,
            annotation_level: annotation.level,
            title: annotation.title,
            message: annotation.message,
          })),
        }),
  };
}
