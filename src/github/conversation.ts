import type { Octokit } from '@octokit/rest';
import type { Repository } from '../model/subject.ts';
import { ask } from './error.ts';
import type { Account, Comment, CommentChanges, GitHub, Review } from './port.ts';

type Conversation = Pick<
  GitHub,
  | 'reviews'
  | 'isEdited'
  | 'comments'
  | 'comment'
  | 'reviewComments'
  | 'reactions'
  | 'createComment'
  | 'updateComment'
  | 'react'
  | 'createReview'
  | 'createFileComment'
  | 'deleteReviewComment'
  | 'changeReviewComments'
>;

/** What people and tilsyn say to each other in a pull request. */
export function openConversation(octokit: Octokit, repository: Repository): Conversation {
  const at = { owner: repository.owner, repo: repository.name };
  return {
    async reviews(number) {
      const all = await ask('the reviews', () =>
        octokit.paginate(octokit.rest.pulls.listReviews, { ...at, pull_number: number, per_page: 100 }),
      );
      return all.map((review) => ({
        id: review.id,
        nodeId: review.node_id,
        author: toAccount(review.user),
        state: toState(review.state),
        body: review.body,
        commit: review.commit_id ?? '',
        submittedAt: review.submitted_at ?? '',
      }));
    },

    /** REST has no time of change for reviews. One that cannot be found counts as changed. */
    async isEdited(review) {
      const { node } = await ask('the review', () => octokit.graphql<EditAnswer>(editQuery, { id: review.nodeId }));
      return node?.lastEditedAt !== null;
    },

    async comments(number) {
      const all = await ask('the comments', () =>
        octokit.paginate(octokit.rest.issues.listComments, { ...at, issue_number: number, per_page: 100 }),
      );
      return all.map(toComment);
    },

    async comment(id) {
      const { data } = await ask(`comment ${id}`, () => octokit.rest.issues.getComment({ ...at, comment_id: id }));
      return toComment(data);
    },

    async reviewComments(number) {
      const all = await ask('the line comments', () =>
        octokit.paginate(octokit.rest.pulls.listReviewComments, { ...at, pull_number: number, per_page: 100 }),
      );
      return all.map((comment) => ({
        ...toComment(comment),
        nodeId: comment.node_id,
        path: comment.path,
        isOutdated: comment.subject_type !== 'file' && (comment.line ?? null) === null,
        ...(comment.in_reply_to_id === undefined ? {} : { inReplyTo: comment.in_reply_to_id }),
      }));
    },

    async reactions(commentId) {
      const all = await ask('the reactions', () =>
        octokit.paginate(octokit.rest.reactions.listForIssueComment, { ...at, comment_id: commentId, per_page: 100 }),
      );
      return all.map((reaction) => ({ by: reaction.user?.id ?? 0, content: reaction.content }));
    },

    async createComment(number, body) {
      await ask('the comment', () => octokit.rest.issues.createComment({ ...at, issue_number: number, body }));
    },

    async updateComment(id, body) {
      await ask('the comment', () => octokit.rest.issues.updateComment({ ...at, comment_id: id, body }));
    },

    async react(commentId, content) {
      await ask('the reaction', () => octokit.rest.reactions.createForIssueComment({ ...at, comment_id: commentId, content }));
    },

    async createReview(number, review) {
      const comments = review.comments.map((comment) => ({
        path: comment.path,
        line: comment.line,
        side: comment.side,
        ...(comment.startLine === undefined ? {} : { start_line: comment.startLine, start_side: comment.side }),
        body: comment.body,
      }));
      await ask('the review', () =>
        octokit.rest.pulls.createReview({
          ...at,
          pull_number: number,
          commit_id: review.commit,
          event: 'COMMENT',
          body: review.body,
          comments,
        }),
      );
    },

    async createFileComment(number, comment) {
      await ask('the file comment', () =>
        octokit.rest.pulls.createReviewComment({
          ...at,
          pull_number: number,
          commit_id: comment.commit,
          path: comment.path,
          body: comment.body,
          subject_type: 'file',
        }),
      );
    },

    async deleteReviewComment(id) {
      await ask('the line comment', () => octokit.rest.pulls.deleteReviewComment({ ...at, comment_id: id }));
    },

    async changeReviewComments(changes) {
      const { query, variables } = writeChanges(changes);
      await ask('the line comments', () => octokit.graphql(query, variables));
    },
  };
}

const editQuery = 'query ($id: ID!) { node(id: $id) { ... on PullRequestReview { lastEditedAt } } }';

/** REST has nothing to fold a comment with, and edits one at a time. */
function writeChanges({ edits, fold, unfold }: CommentChanges): { readonly query: string; readonly variables: Record<string, string> } {
  const variables: Record<string, string> = {};
  const declare = (name: string, value: string): string => {
    variables[name] = value;
    return `$${name}`;
  };
  const fields = [
    ...edits.map(({ nodeId, body }, index) => {
      const input = `pullRequestReviewCommentId: ${declare(`edited${index}`, nodeId)}, body: ${declare(`body${index}`, body)}`;
      return `edit${index}: updatePullRequestReviewComment(input: { ${input} }) { clientMutationId }`;
    }),
    ...fold.map((nodeId, index) => {
      const input = `subjectId: ${declare(`folded${index}`, nodeId)}, classifier: RESOLVED`;
      return `fold${index}: minimizeComment(input: { ${input} }) { clientMutationId }`;
    }),
    ...unfold.map((nodeId, index) => {
      const input = `subjectId: ${declare(`unfolded${index}`, nodeId)}`;
      return `unfold${index}: unminimizeComment(input: { ${input} }) { clientMutationId }`;
    }),
  ];
  const types = Object.keys(variables).map((name) => `$${name}: ${name.startsWith('body') ? 'String' : 'ID'}!`);
  return { query: `mutation (${types.join(', ')}) { ${fields.join('\n')} }`, variables };
}

interface EditAnswer {
  readonly node: { readonly lastEditedAt?: string | null } | null;
}

interface RawComment {
  readonly id: number;
  readonly body?: string | undefined;
  readonly user: RawAccount;
  readonly created_at: string;
  readonly updated_at: string;
}

type RawAccount = { readonly id: number; readonly login: string; readonly type: string } | null;

function toComment(data: RawComment): Comment {
  return { id: data.id, author: toAccount(data.user), body: data.body ?? '', createdAt: data.created_at, updatedAt: data.updated_at };
}

/** An account that is gone can decide nothing. */
function toAccount(user: RawAccount): Account {
  return user === null ? { id: 0, login: 'ghost', type: 'Deleted' } : { id: user.id, login: user.login, type: user.type };
}

function toState(state: string): Review['state'] {
  switch (state) {
    case 'APPROVED':
      return 'approved';
    case 'CHANGES_REQUESTED':
      return 'changes-requested';
    case 'DISMISSED':
      return 'dismissed';
    case 'PENDING':
      return 'pending';
    default:
      return 'commented';
  }
}
