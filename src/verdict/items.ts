import type { ApprovalRequirement } from '../model/approval.ts';
import type { Finding } from '../model/finding.ts';
import { identityKey, type RenderedObject } from '../model/object.ts';
import type { RegisterEntry } from '../model/register.ts';
import type { Problem, Root } from '../model/root.ts';
import type { GateItem } from './gate.ts';

export interface GateCase {
  readonly findings: readonly Finding[];
  /** What the change takes from what protects. */
  readonly safeguards: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly approvals: readonly ApprovalRequirement[];
  readonly roots: readonly Root[];
  readonly changed: ReadonlySet<string>;
  /** What findings about the register are about, by fingerprint. */
  readonly register?: { readonly path: string; readonly entries: ReadonlyMap<string, RegisterEntry> };
  /** Absent without a base: then everything counts as brought by the change. */
  readonly base?: {
    readonly objects: readonly RenderedObject[];
    readonly roots?: readonly Root[];
    readonly problems: readonly Problem[];
    readonly findings: readonly Finding[];
  };
}

/**
 * Makes the list that the gate goes through. Findings that the change has mended are no items, and neither are findings that another one at the
 * same place implies: the gate decides on a fact once.
 */
export function itemise(given: GateCase): readonly GateItem[] {
  const affected = affectedRoots(given);
  const evaluable = evaluableOnBase(given);
  const onBase = new Set(given.base?.problems.map(problemKey));
  const implied = impliedIn(given.findings);
  return [
    ...given.problems.map(
      (problem): GateItem => ({
        kind: 'problem',
        problem,
        affected: isAffected(problem, affected, given),
        onBase: onBase.has(problemKey(problem)),
      }),
    ),
    ...given.findings
      .filter((finding) => finding.change !== 'fixed' && !implied(finding))
      .flatMap((finding): readonly GateItem[] => {
        const entry = given.register?.entries.get(finding.fingerprint);
        if (entry !== undefined) return itemiseEntry(finding, entry, given);
        return [{ kind: 'finding', finding, affected: affected.has(finding.root), evaluableOnBase: evaluable(finding) }];
      }),
    ...given.safeguards.map((finding): GateItem => ({ kind: 'safeguard', finding, approved: isApproved(given.approvals) })),
    ...given.approvals.map((requirement): GateItem => ({ kind: 'approval', requirement })),
  ];
}

/**
 * What is missing or has expired goes by the rows of the register. An entry that says too little is a finding like any other; and one that the change
 * takes away hides what could be judged before, which is worse than that it was never there.
 */
function itemiseEntry(finding: Finding, { state, hidden }: RegisterEntry, { register, changed }: GateCase): readonly GateItem[] {
  const registerTouched = register !== undefined && changed.has(register.path);
  const asFinding: GateItem = { kind: 'finding', finding, affected: registerTouched, evaluableOnBase: hidden };
  if (state === 'insufficient') return [asFinding];
  return [{ kind: 'attestation', finding, entry: state, registerTouched }, ...(hidden ? [asFinding] : [])];
}

/** The security team's approval stands among the required ones as soon as a safeguard is weakened; where nobody can be asked, it is missing. */
function isApproved(approvals: readonly ApprovalRequirement[]): boolean {
  const security = approvals.find(({ name }) => name === 'security');
  return security !== undefined && security.counted.length >= security.needed;
}

/** Whether the finding that implies this one is there too: with its control switched off, what it implies stands for itself. */
function impliedIn(findings: readonly Finding[]): (finding: Finding) => boolean {
  const present = new Set(findings.filter(({ change }) => change !== 'fixed').map(({ control, object }) => placeKey(control, object)));
  return ({ impliedBy, object }) => impliedBy !== undefined && present.has(placeKey(impliedBy, object));
}

function placeKey(control: string, object: Finding['object']): string {
  return JSON.stringify([control, identityKey(object), object.container]);
}

/**
 * Roots with a changed file. Charts and kustomizations read files of every kind, also some that hold no manifest: any file in a folder that they
 * read from counts. Without a base all are.
 */
function affectedRoots({ roots, changed, base }: GateCase): ReadonlySet<string> {
  const touchedFolders = new Set([...changed].flatMap(foldersAbove));
  const before = new Map(base?.roots?.map(({ id, declaration }) => [id, declaration]));
  const touched = (root: Root): boolean => {
    // What declares it may lie in any file, or in values that another root renders.
    if (root.declaration !== undefined && base?.roots !== undefined && before.get(root.id) !== root.declaration) return true;
    if (root.files.some((file) => changed.has(file))) return true;
    return root.kind !== 'plain' && [root.path, ...root.files.map(folderOf)].some((folder) => touchedFolders.has(folder));
  };
  return new Set(roots.filter((root) => base === undefined || touched(root)).map((root) => root.id));
}

function folderOf(path: string): string {
  return foldersAbove(path)[0] ?? '.';
}

/** The folders that a file lies in, nearest first, `.` last. */
function foldersAbove(path: string): readonly string[] {
  const steps = path.split('/').slice(0, -1);
  return [...steps.map((_, index) => steps.slice(0, steps.length - index).join('/')), '.'];
}

/**
 * A problem of a plain file is the change's business when that file is; one of any other root, when a file of the root is: the file that is named is
 * only where it showed. What deploys something else carries a digest of what it says, and is judged by whether the base has the same.
 */
function isAffected(problem: Problem, affected: ReadonlySet<string>, { changed, base, roots }: GateCase): boolean {
  if (base === undefined) return true;
  if (problem.params.content !== undefined) return false;
  const plain = problem.root === undefined || roots.find(({ id }) => id === problem.root)?.kind === 'plain';
  if (problem.file !== undefined && plain) return changed.has(problem.file);
  return problem.root === undefined || affected.has(problem.root);
}

/** The same problem on the other side; its line may have moved. */
function problemKey({ code, root, file, params }: Problem): string {
  return JSON.stringify([code, root, file, params]);
}

/** Whether the base had the object and could judge it by the finding's control. */
function evaluableOnBase({ base }: GateCase): (finding: Finding) => boolean {
  if (base === undefined) return () => false;
  const known = new Set(base.objects.map(({ identity }) => identityKey(identity)));
  const blind = new Set(
    base.findings.filter(({ status }) => status === 'not-evaluable').map((finding) => `${finding.control} ${identityKey(finding.object)}`),
  );
  return (finding) => known.has(identityKey(finding.object)) && !blind.has(`${finding.control} ${identityKey(finding.object)}`);
}
