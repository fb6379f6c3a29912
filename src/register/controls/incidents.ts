import { addMonths } from '../day.ts';
import { type Circumstances, findInsufficient, findMissing, type Judgement, judgeSpan, newest, type Place, section } from '../judgement.ts';
import type { Register } from '../schema.ts';

/** INC-04: a plan is in force, names who keeps each deadline, and was exercised. */
export function judgeIncidentPlan({ incidentPlan }: Register, around: Circumstances): readonly Judgement[] {
  const place = section('incidentPlan');
  if (incidentPlan === undefined) return [findMissing(place)];
  const latest = newest(incidentPlan.exercises, ({ on }) => on);
  if (latest === undefined) return [findInsufficient(place, 'notExercised')];
  const { entry: exercise, index } = latest;
  const at: Place = { subject: place.subject, entry: exercise.id, path: ['incidentPlan', 'exercises', index] };
  const until = addMonths(exercise.on, around.settings.exerciseMonths);
  return [judgeSpan(at, { from: exercise.on, until }, exercise.evidence ?? incidentPlan.evidence, around)];
}
