import type { Actor } from '../access.ts';
import { isAncestor } from '../git/repository.ts';
import type { BranchRule, Repository } from '../store/store.ts';

/** A move of a ref as a ruleset sees it: created without `before`, deleted without `after`. */
export interface RefMove {
  readonly ref: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The rules that forbid the move to this actor, in the words of the refusal; empty when it may. */
export function findBrokenRules(repository: Repository, actor: Actor, move: RefMove): string[] {
  const branch = /^refs\/heads\/(.+)$/.exec(move.ref)?.[1];
  return repository.rules
    .filter((rule) => rule.branch === branch && !bypasses(actor, rule))
    .flatMap((rule) => {
      if (rule.type === 'creation') return move.before === undefined ? ['Cannot create ref due to creations being restricted.'] : [];
      if (rule.type === 'deletion') return move.after === undefined ? ['Cannot delete this protected ref'] : [];
      if (move.before === undefined || move.after === undefined) return [];
      if (rule.type === 'update') return ['Cannot update this protected ref.'];
      if (rule.type === 'pull_request') return ['Changes must be made through a pull request.'];
      if (rule.type === 'non_fast_forward')
        return isAncestor(repository.gitDir, move.before, move.after) ? [] : ['Cannot force-push to this branch'];
      return [];
    });
}

function bypasses(actor: Actor, rule: BranchRule): boolean {
  return (rule.bypass ?? []).some(
    (each) => (actor.kind === 'app' && each.app === actor.app.id) || (actor.kind === 'person' && each.user === actor.user.id),
  );
}
