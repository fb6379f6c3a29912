import { z } from 'zod';
import type { Person } from '../model/person.ts';
import type { Repository } from '../model/subject.ts';

/** The parts that GitHub's payloads share. Fields that are not named here are nobody's business and are dropped. */
export const id = z.int().positive();
/** A commit id of a repository in SHA-1 or SHA-256 format. */
export const sha = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/, 'a commit id');
export const instant = z.iso.datetime({ offset: true });
const text = z.string().min(1).max(1024);
export const ref = text;
export const word = text;

export interface Account extends Person {
  /** `User`, `Bot`, `Organization` or `Mannequin`; a word that is not `User` is not a person. */
  readonly type: string;
}

export const account = z.object({ id, login: text, type: text }).transform(({ id, login, type }): Account => ({ id, login, type }));

export const person = z.object({ id, login: text }).transform(({ id, login }): Person => ({ id, login }));

export interface EventRepository extends Repository {
  readonly defaultBranch: string;
}

export const repository = z
  .object({ id, name: text, owner: z.object({ login: text }), default_branch: text })
  .transform((raw): EventRepository => ({ id: raw.id, owner: raw.owner.login, name: raw.name, defaultBranch: raw.default_branch }));
