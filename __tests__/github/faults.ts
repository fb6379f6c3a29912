import type { Refusal } from './respond.ts';
import { Refusal as Refused } from './respond.ts';

type FaultKind = '500' | '502' | 'rate-limit' | 'secondary' | 'drop' | 'slow';

export interface Fault {
  readonly method?: string;
  readonly path: RegExp;
  readonly kind: FaultKind;
  /** How many requests meet it. */
  readonly times: number;
  /** Requests that pass before the first one fails. */
  readonly after?: number;
  /** Seconds the limits tell the client to wait, and `slow` waits; 1 unless said. */
  readonly seconds?: number;
  /** The request is carried out and only its answer is lost, as when a connection breaks late. */
  readonly late?: boolean;
}

export interface PlannedFault {
  /** The fault is over, however often it was met. */
  lift(): void;
}

export interface FaultPlan {
  plan(fault: Fault): PlannedFault;
  /** The fault that this request meets, used up by it. */
  take(method: string, path: string): Fault | undefined;
}

export function createFaultPlan(): FaultPlan {
  const planned: { readonly fault: Fault; skip: number; left: number }[] = [];
  return {
    plan: (fault) => {
      const entry = { fault, skip: fault.after ?? 0, left: fault.times };
      planned.push(entry);
      return {
        lift: () => {
          entry.left = 0;
        },
      };
    },
    take: (method, path) => {
      const met = planned.find((each) => each.left > 0 && fits(each.fault, method, path));
      if (met === undefined) return undefined;
      if (met.skip > 0) {
        met.skip -= 1;
        return undefined;
      }
      met.left -= 1;
      return met.fault;
    },
  };
}

/** What GitHub answers in that state; undefined for faults that are no answer. Headers as in "Rate limits for the REST API". */
export function refusalOf(fault: Fault, now: number): Refusal | undefined {
  const seconds = fault.seconds ?? 1;
  if (fault.kind === '500') return new Refused(500, 'Server Error');
  if (fault.kind === '502') return new Refused(502, 'Server Error');
  if (fault.kind === 'rate-limit') {
    const reset = String(Math.ceil(now / 1000) + seconds);
    const headers = { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '0', 'x-ratelimit-used': '1000', 'x-ratelimit-reset': reset };
    return new Refused(403, 'API rate limit exceeded for installation.', undefined, headers);
  }
  if (fault.kind !== 'secondary') return undefined;
  const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  return new Refused(403, message, undefined, { 'retry-after': String(seconds) });
}

function fits(fault: Fault, method: string, path: string): boolean {
  return (fault.method === undefined || fault.method === method) && fault.path.test(path);
}
