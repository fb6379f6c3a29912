/*
 * Loaded before the action: its clock stands as many milliseconds ahead as the environment says, in whatever thread. So a test lives through weeks.
 */
const ahead = Number(process.env.TILSYN_TEST_CLOCK_AHEAD ?? 0);
const Real = Date;

class ShiftedDate extends Real {
  constructor(...given: readonly unknown[]) {
    // The signature of Date has too many forms to be spread into.
    super(...((given.length === 0 ? [Real.now() + ahead] : given) as [number]));
  }

  static override now(): number {
    return Real.now() + ahead;
  }
}

globalThis.Date = ShiftedDate as DateConstructor;
