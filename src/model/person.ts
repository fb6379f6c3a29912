/** A person at GitHub. Only the numeric id identifies; the login is what to print. */
export interface Person {
  readonly id: number;
  readonly login: string;
}

/** What `collaborators/{user}/permission` can answer and we understand; every other word counts as `none`. */
export type Permission = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';
