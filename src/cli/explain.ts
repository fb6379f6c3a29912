import type { ControlParameter, ManifestControl } from '../evaluate/controls.ts';
import type { Medium } from '../i18n/medium.ts';
import { say } from '../i18n/say.ts';
import { sayCount, textsFor } from '../i18n/texts.ts';
import type { Language } from '../model/control.ts';
import { markdown, terminal } from '../report/media.ts';
import { writeReferences } from '../report/references-line.ts';
import { wantsColour } from './colour.ts';
import { quote, suggest } from './flag-values.ts';
import { writeJson } from './json-text.ts';
import { UsageError } from './usage-error.ts';

export interface ExplainFlags {
  readonly format: 'text' | 'json' | 'markdown';
  readonly language: Language;
  readonly output?: string;
}

/** What one control asks and why, or the list of all when none is named. */
export function explain(id: string | undefined, controls: readonly ManifestControl[], flags: ExplainFlags): string {
  if (id === undefined)
    return flags.format === 'json' ? writeJson({ schema: 'tilsyn.controls/v1', controls }) : listControls(controls, flags);
  const control = controls.find((one) => one.id === id.toUpperCase());
  if (control === undefined) throw unknownControl(id, controls);
  return flags.format === 'json' ? writeJson({ schema: 'tilsyn.control/v1', ...control }) : explainControl(control, flags);
}

function unknownControl(id: string, controls: readonly ManifestControl[]): UsageError {
  const near = suggest(
    id.toUpperCase(),
    controls.map((control) => control.id),
  );
  return new UsageError(`there is no control ${quote(id)}${near}${near === '' ? '; `tilsyn explain` lists all' : ''}`);
}

function listControls(controls: readonly ManifestControl[], { format, language, output }: ExplainFlags): string {
  const texts = textsFor(language);
  const medium = mediumFor(format, output);
  const sorted = [...controls].sort((a, b) => (a.id < b.id ? -1 : 1));
  const title = (control: ManifestControl) => say(control[language].title, {}, medium, language);
  const count = sayCount(texts.explanation.list, sorted.length, {}, medium, language);
  if (format === 'markdown') {
    const { control, severityHead, grade } = texts.words;
    const rows = sorted.map((one) => `| ${one.id} | ${grade[one.severity]} | ${title(one)} |`);
    return [`| ${control} | ${severityHead} | ${count} |`, '| --- | --- | --- |', ...rows, ''].join('\n');
  }
  const width = Math.max(...Object.values(texts.words.grade).map((word) => word.length));
  const lines = sorted.map((one) => `${one.id}  ${texts.words.grade[one.severity].padEnd(width)}  ${title(one)}`);
  return `${[...lines, '', count].join('\n')}\n`;
}

function explainControl(control: ManifestControl, { format, language, output }: ExplainFlags): string {
  const medium = mediumFor(format, output);
  const { report, explanation, words } = textsFor(language);
  const own = control[language];
  const write = (text: string) => say(text, {}, medium, language);
  const references = writeReferences(control.references, language);
  const { approvals } = control.waivable;
  const decided = approvals === null ? write(explanation.notWaivable) : sayCount(explanation.waivable, approvals, {}, medium, language);
  return [
    `${medium.strong(`${control.id} · ${write(own.title)}`)} (${words.grade[control.severity]})`,
    write(report.why + own.why),
    write(report.change + own.change),
    ...showExample(control, medium, language),
    ...(own.notEvaluableWhen === '' ? [] : [write(report.notEvaluableWhen + own.notEvaluableWhen)]),
    `${write(report.waivable)}${own.waivable === '' ? '' : `${write(own.waivable)} `}${decided}`,
    ...listParameters(control.parameters, medium, language),
    ...(references === '' ? [] : [medium.prose(references)]),
  ]
    .join('\n\n')
    .concat('\n');
}

/** What to avoid and what to prefer, in YAML as it stands in the control's folder. */
function showExample({ example }: ManifestControl, medium: Medium, language: Language): string[] {
  if (example === undefined) return [];
  const { avoid, prefer } = textsFor(language).explanation;
  const show = (head: string, yaml: string): string[] => [
    say(head, {}, medium, language),
    medium === markdown ? `\`\`\`yaml\n${yaml}\`\`\`` : yaml.trimEnd().replace(/^(?=.)/gm, '    '),
  ];
  return [...show(avoid, example.avoid), ...show(prefer, example.prefer)];
}

/** Each number or list that the control uses, and whose it is: the law's, an authority's or the house's. */
function listParameters(parameters: readonly ControlParameter[], medium: Medium, language: Language): string[] {
  if (parameters.length === 0) return [];
  const { parameters: head, standard, noStandard, source: sources } = textsFor(language).explanation;
  const lines = parameters.map(({ name, default: value, source }) => {
    const written = writeValue(value, medium);
    const facts = { name, value: { written }, source: { written: medium.prose(sources[source] ?? source) } };
    return `- ${say(written === '' ? noStandard : standard, facts, medium, language)}`;
  });
  return [[say(head, {}, medium, language), ...(medium === markdown ? [''] : []), ...lines].join('\n')];
}

function writeValue(value: unknown, medium: Medium): string {
  if (Array.isArray(value)) return value.map((one) => medium.code(typeof one === 'string' ? one : JSON.stringify(one))).join(', ');
  return typeof value === 'string' ? medium.prose(value) : medium.code(JSON.stringify(value));
}

function mediumFor(format: ExplainFlags['format'], output: string | undefined): Medium {
  return format === 'markdown' ? markdown : terminal(wantsColour(process.stdout, process.env, output));
}
