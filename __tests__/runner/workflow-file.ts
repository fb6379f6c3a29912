import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export interface Workflow {
  readonly name?: string;
  readonly on: unknown;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface Job {
  readonly name?: string;
  readonly if?: string | boolean;
  readonly needs?: string | readonly string[];
  readonly environment?: string | { readonly name: string };
  readonly permissions?: unknown;
  readonly strategy?: unknown;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string | boolean;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'continue-on-error'?: boolean;
}

/** A workflow by the name of an example, by its path, or by its text. */
export function readWorkflow(workflow: string): Workflow {
  return parse(workflow.includes('\n') ? workflow : readFileSync(findFile(workflow), 'utf8')) as Workflow;
}

function findFile(name: string): string {
  const example = fileURLToPath(new URL(`../../examples/workflows/${name}`, import.meta.url));
  return existsSync(example) ? example : name;
}
