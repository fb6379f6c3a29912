import { parse } from 'yaml';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

/** The tables of inputs and outputs in the README, from the text of `action.yml`: its descriptions are their one home. */
export function composeActionTables(action: string): string {
  const { inputs, outputs } = parse(action) as Action;
  return [
    table(
      'Input',
      Object.entries(inputs).map(([name, { description }]) => [`\`${name}\``, description]),
    ),
    table(
      'Output',
      Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description]),
    ),
  ].join('\n\n');
}

/** Padded, as the formatter of this repository pads. */
function table(head: string, rows: readonly (readonly [string, string])[]): string {
  const cells = [[head, 'What it is'], ...rows.map(([name, text]) => [name, text.replaceAll('|', '\\|')])] as const;
  const [first = 0, second = 0] = [0, 1].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const [title, ...lines] = cells.map(([left = '', right = '']) => `| ${left.padEnd(first)} | ${right.padEnd(second)} |`);
  return [title, `| ${'-'.repeat(first)} | ${'-'.repeat(second)} |`, ...lines].join('\n');
}

/** What stands between `<!-- action -->` and `<!-- /action -->` gives way to the tables. Throws where a page has no place for them. */
export function withActionTables(page: string, action: string): string {
  const [before, rest] = page.split('<!-- action -->');
  const after = rest?.split('<!-- /action -->')[1];
  if (before === undefined || after === undefined) throw new Error('the page has no place for the tables of action.yml');
  return `${before}<!-- action -->\n\n${composeActionTables(action)}\n\n<!-- /action -->${after}`;
}
