import { stringify } from 'yaml';
import { maskTogether } from '../compare/mask.ts';
import { wordProblem } from '../i18n/problem-text.ts';
import { say } from '../i18n/say.ts';
import { textsFor } from '../i18n/texts.ts';
import type { Language } from '../model/control.ts';
import type { ObjectDifference } from '../model/difference.ts';
import type { Json } from '../model/json.ts';
import type { ObjectIdentity, RenderedObject } from '../model/object.ts';
import type { RenderedSide } from '../model/side.ts';
import { plain } from '../report/media.ts';

/** What `tilsyn render` has to say. */
export interface Rendering {
  readonly head: RenderedSide;
  readonly differences?: readonly ObjectDifference[];
  readonly language: Language;
}

type Format = 'text' | 'json';

/** The manifests with their origins, one YAML document an object; as JSON one list. Secrets are masked: what is printed ends up in logs. */
export function writeManifests({ head, language }: Rendering, format: Format): string {
  if (format === 'json')
    return json({ ...facts(head, language), objects: head.objects.map((object) => ({ ...originOf(object), object: masked(object) })) });
  const documents = head.objects.map(
    (object) => `---\n${comment(object)}${stringify(masked(object), { lineWidth: 0, aliasDuplicateObjects: false })}`,
  );
  return `${documents.join('')}${problems(head, language)}`;
}

/** The roots, how many objects each renders, and what is rendered only as a part of others. */
export function writeRoots({ head, language }: Rendering, format: Format): string {
  const counts = head.roots.map(({ id, kind, path, release }) => ({
    id,
    kind,
    path,
    ...(release === undefined ? {} : { release: release.name, namespace: release.namespace, values: release.values }),
    objects: head.objects.filter(({ root }) => root === id).length,
  }));
  if (format === 'json') return json({ ...facts(head, language), roots: counts, leftOut: head.leftOut });
  const lines = counts.map(({ id, objects }) => `${inert(id)}  ${objects}`);
  const left = head.leftOut.map(({ id, reason }) => `${inert(id)}  -  ${reason}`);
  return `${[...lines, ...left].map((line) => `${line}\n`).join('')}${problems(head, language)}`;
}

/** How each object differs, secrets masked. */
export function writeDifferences({ head, language }: Rendering, differences: readonly ObjectDifference[], format: Format): string {
  if (format === 'json') return json({ ...facts(head, language), differences });
  const texts = differences.map(({ identity, kind, text }) => `${kind} ${nameOf(identity)}\n${inertLines(text)}\n`);
  return `${texts.join('\n')}${problems(head, language)}`;
}

function facts({ problems: found, assumptions }: RenderedSide, language: Language) {
  return {
    schema: 'tilsyn.render/v1',
    assumptions: assumptions.map(({ code, params }) => ({
      code,
      params,
      message: say(textsFor(language).report.assumption[code], params, plain, language),
    })),
    notAnalysed: found.map((problem) => ({ ...problem, message: wordProblem(problem, plain, language) })),
  };
}

function masked({ value }: RenderedObject): Json | undefined {
  return maskTogether(value, value).head;
}

function originOf({ origin, root, identity }: RenderedObject) {
  return { root, ...(origin.file === '' ? {} : { file: origin.file }), namespace: identity.namespace };
}

function comment({ origin, root }: RenderedObject): string {
  return `# Source: ${inert(origin.file === '' ? '?' : origin.file)}\n# Root: ${inert(root)}\n`;
}

function problems({ problems: found }: RenderedSide, language: Language): string {
  return found.map((problem) => `# ${inert(wordProblem(problem, plain, language))}\n`).join('');
}

function nameOf({ kind, namespace, name }: ObjectIdentity): string {
  return inert([kind, namespace, name].filter((part) => part !== '').join('/'));
}

/** Names and messages are the words of strangers: on a terminal they must neither move the cursor nor begin a line of their own. */
function inert(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');
}

function inertLines(text: string): string {
  return text.split('\n').map(inert).join('\n');
}

function json(value: unknown): string {
  return `${JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner), 2)}\n`;
}
