import type { Fault, PlannedFault } from '../faults.ts';
import type { Context } from './context.ts';

/** What goes wrong, and what happens in between. */
export function faultHands({ services }: Context) {
  return {
    fail: (fault: Fault): PlannedFault => services.plan(fault),
    /** Something happens just before a request is answered: the head moves in mid-run. */
    before: (path: RegExp, run: () => void | Promise<void>, options: { readonly method?: string; readonly times?: number } = {}): void =>
      services.hook({ path, run, times: options.times ?? 1, ...(options.method === undefined ? {} : { method: options.method }) }),
  };
}
