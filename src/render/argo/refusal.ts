import type { Problem } from '../../model/root.ts';

/** Why something that an Argo CD object asks for is not known. The caller adds root and file. */
export interface Refusal {
  readonly refused: Problem;
}

/** What the object says cannot be rendered: by Argo CD itself neither, or not here. */
export function refuse(detail: string): Refusal {
  return { refused: { code: 'root-not-rendered', params: { detail } } };
}

/** What would have to be run or fetched, such as a plugin or another repository. */
export function refuseForeign(what: string, detail: string): Refusal {
  return { refused: { code: 'render-refused', params: { what, detail } } };
}

/** More than any repository has in earnest. */
export function refuseExcess(what: string, limit: number, found?: number): Refusal {
  return { refused: { code: 'engine-limit', params: { what, limit, ...(found === undefined ? {} : { found }) } } };
}

export function isRefusal<T>(value: T | Refusal): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
