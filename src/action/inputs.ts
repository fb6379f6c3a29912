import type { Stage } from './shards/stages.ts';

/** What the runner hands to the action, read once. */
export interface Inputs {
  readonly token: string;
  readonly language: string;
  readonly signingKey: string;
  /** The signing key before a rotation; empty otherwise. */
  readonly previousSigningKey: string;
  readonly verifierKey: string;
  readonly eventName: string;
  readonly payload: unknown;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly temporaryFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly runId: number;
  readonly attempt: number;
  readonly workflowRef: string;
  readonly version: string;
  /** Set in a job that does a part of a review only. */
  readonly stage?: Stage;
  readonly say: (line: string) => void;
}
