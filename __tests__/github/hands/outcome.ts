import { judgeMergeable, type Mergeability } from '../mergeable.ts';
import type { CheckRun, IssueComment, RequiredCheck, Review, ReviewComment } from '../store/store.ts';
import type { Context } from './context.ts';

/** What came of it all: for the assertions of a test. */
export function outcomeViews({ store, repository, pull }: Context) {
  return {
    checksOn: (sha: string): readonly CheckRun[] => store.checkRuns.filter((run) => run.headSha === sha),
    commentsOn: (number: number): readonly IssueComment[] => store.issueComments.filter((comment) => comment.pull.number === number),
    reviewsOn: (number: number): readonly Review[] => store.reviews.filter((review) => review.pull.number === number),
    reviewCommentsOn: (number: number): readonly ReviewComment[] =>
      store.reviewComments.filter((comment) => comment.pull.number === number),
    /** The merge button. Required checks are those of the base's rules unless named. */
    mergeable: (number: number, required?: readonly RequiredCheck[]): Mergeability => {
      const of = pull(number);
      const ruled = repository.rules.filter((rule) => rule.branch === of.baseRef).flatMap((rule) => rule.checks ?? []);
      return judgeMergeable(store, of, required ?? ruled);
    },
  };
}
