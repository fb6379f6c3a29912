import { addMonths } from '../day.ts';
import { type Circumstances, findInsufficient, findMissing, type Judgement, judgeSpan, type Place, section } from '../judgement.ts';
import type { Register } from '../schema.ts';

/** Areas of the 2016 guide. */
const AREAS = [1, 2, 3, 4, 5, 6, 7, 8];

/** SUP-04: each processor has an agreement and an instruction that covers all areas, and is supervised. Their text is never judged. */
export function judgeProcessors({ processors }: Register, around: Circumstances): readonly Judgement[] {
  if (processors.length === 0) return [findMissing(section('processors'), 'noProcessor')];
  return processors.map(({ id, agreement, instruction, supervision }, index) => {
    const place: Place = { subject: id, entry: id, path: ['processors', index] };
    if (agreement === undefined) return findInsufficient(place, 'noAgreement');
    if (instruction === undefined) return findInsufficient(place, 'noInstruction');
    const lacking = AREAS.filter((area) => !instruction.areas.includes(area));
    if (lacking.length > 0)
      return findInsufficient({ ...place, path: [...place.path, 'instruction'] }, 'areas', { lacking: lacking.join(', ') });
    if (supervision === undefined) return findInsufficient(place, 'notSupervised');
    const at = { ...place, path: [...place.path, 'supervision'] };
    const until = addMonths(supervision.lastOn, around.settings.supervisionMonths);
    return judgeSpan(at, { from: supervision.lastOn, until }, supervision.evidence, around);
  });
}
