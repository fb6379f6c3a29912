import { configurationPath } from '../../config/load.ts';
import type { InitTexts } from '../../i18n/keys.ts';
import { textsFor } from '../../i18n/texts.ts';
import type { Answers } from './answers.ts';
import { quoteYaml } from './quote-yaml.ts';
import { composeRegister } from './register-skeleton.ts';
import type { Survey } from './survey.ts';

export interface PlannedFile {
  readonly path: string;
  readonly text: string;
  /** What people write themselves is left as it is where it is there already. */
  readonly keep: boolean;
}

const placeholder = `tilsyn/tilsyn@${'0'.repeat(40)}`;

/** The files of a repository that is set up, from the example workflows by name, what was answered and what was found. */
export function planFiles(
  workflows: Readonly<Record<string, string>>,
  answers: Answers,
  found: Survey,
  verifierKey: string | undefined,
): readonly PlannedFile[] {
  const texts = textsFor(answers.language).init;
  return [
    ...Object.entries(workflows).map(([name, text]) => ({
      path: `.github/workflows/${name}`,
      text: adapt(text, answers),
      keep: false,
    })),
    { path: configurationPath, text: composeConfiguration(answers, found, verifierKey, texts), keep: true },
    { path: 'compliance/register.yaml', text: composeRegister(found.facts, texts, schemaLine(answers, 'register')), keep: true },
  ];
}

function adapt(workflow: string, { branch, action }: Answers): string {
  return workflow.replaceAll(placeholder, action ?? placeholder).replace('branches: [main]', `branches: [${quoteYaml(branch)}]`);
}

/** Only what differs from the defaults; charts that are installed with values of their own are offered, since only people know which. */
function composeConfiguration(answers: Answers, { charts }: Survey, verifierKey: string | undefined, texts: InitTexts): string {
  const { language, environment } = answers;
  return [
    schemaLine(answers, 'config'),
    `# ${texts.configuration}`,
    ...(language === 'en' ? [] : [`language: ${language}`]),
    ...(environment === '' ? [] : [`environment: ${quoteYaml(environment)}`]),
    ...(verifierKey === undefined ? [] : ['evidence:', `  verifierKey: ${quoteYaml(verifierKey)}`]),
    ...(charts.length === 0 ? [] : ['', `# ${texts.charts}`, '# charts:']),
    ...charts.flatMap(({ path, values }) => [`#   - path: ${quoteYaml(path)}`, `#     values: [${values.map(quoteYaml).join(', ')}]`]),
    '',
  ].join('\n');
}

/** For editors; it names the schema of the very release where that is known. */
function schemaLine({ action = placeholder }: Answers, name: 'config' | 'register'): string {
  const [repository = '', commit = ''] = action.split('@');
  const isPlaceholder = action === placeholder;
  const url = `https://raw.githubusercontent.com/${repository.split('/').slice(0, 2).join('/')}/${isPlaceholder ? 'main' : commit}/schema/${name}.schema.json`;
  return `# yaml-language-server: $schema=${url}`;
}
