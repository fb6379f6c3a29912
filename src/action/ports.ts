import type { SignerKey, VerifierKey } from '../evidence/key.ts';
import type { LogBranches } from '../github/log-branch.ts';
import type { GitHub } from '../github/port.ts';
import type { Language } from '../model/control.ts';
import type { RemoteFetcher } from '../model/remote.ts';
import type { Case, Policies } from '../pipeline/case.ts';
import type { ObjectStore } from '../source/object-store.ts';

/** All that a job of the action reaches the world through. */
export interface Ports {
  readonly github: GitHub;
  readonly store: ObjectStore;
  readonly branches: LogBranches;
  readonly policies: Policies;
  /** Brings in what lies outside the repository. */
  readonly remote: RemoteFetcher;
  /** Keys of the evidence log: to read it, and where decisions are recorded to write it. */
  readonly verifierKey?: VerifierKey;
  readonly signerKey?: SignerKey;
  /** The key before it, for the run that hands over. */
  readonly previousSignerKey?: SignerKey;
  /** Set when the input `language` overrules the configuration. */
  readonly language?: Language;
  /** UTC instant in ISO 8601. */
  readonly now: () => string;
  readonly runtime: { readonly runId: number; readonly attempt: number; readonly workflowRef: string; readonly actionVersion: string };
  readonly detailsUrl: string;
  readonly serverUrl: string;
  /** In the last job of a shared review: takes the parts in, or throws `PartsRefused`. Called before anything is judged. */
  readonly join?: (given: Case) => void;
  readonly say: (line: string) => void;
}
