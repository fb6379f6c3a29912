import type { Language } from '../model/control.ts';
import type { RemoteLack } from '../model/remote.ts';
import type { Problem } from '../model/root.ts';
import type { Medium, Params } from './medium.ts';
import { say } from './say.ts';
import { textsFor } from './texts.ts';

/** What was not analysed, as one or two sentences that begin with the name of the thing. */
export function wordProblem(problem: Problem, medium: Medium, language: Language): string {
  return tidy(say(textsFor(language).problems[problem.code].what, facts(problem, medium, language), medium, language));
}

/** What to do about it, without a label before it. */
export function wordProblemNext(problem: Problem, medium: Medium, language: Language): string {
  return tidy(say(textsFor(language).problems[problem.code].next, facts(problem, medium, language), medium, language));
}

function facts({ file, root, line, params }: Problem, medium: Medium, language: Language): Params {
  const { what: words, lack } = textsFor(language).words;
  const { what, reason } = params;
  const where = file ?? root;
  return {
    ...(where === undefined ? {} : { where }),
    ...(file === undefined ? {} : { file }),
    ...(root === undefined ? {} : { root }),
    ...(line === undefined ? {} : { line }),
    ...params,
    ...(typeof what === 'string' && Object.hasOwn(words, what) ? { what: { written: words[what] ?? what } } : {}),
    ...(typeof reason === 'string' && Object.hasOwn(lack, reason) ? wordLack(lack[reason as RemoteLack], medium, language) : {}),
  };
}

function wordLack({ reason, remedy }: { readonly reason: string; readonly remedy: string }, medium: Medium, language: Language): Params {
  return { reason: { written: say(reason, {}, medium, language) }, remedy: { written: say(remedy, {}, medium, language) } };
}

/** A parser's message may end in a full stop of its own. */
function tidy(sentence: string): string {
  return sentence.replace(/\.\.(?=\s|$)/g, '.');
}
