/** One `::name key=value::message` line, with GitHub's escapes undone. */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** The commands in a step's output as the runner reads them; between `stop-commands` and its token nothing is one. */
export function parseWorkflowCommands(output: string): WorkflowCommand[] {
  const commands: WorkflowCommand[] = [];
  let stopped: string | undefined;
  for (const line of output.split(/\r?\n/)) {
    if (stopped !== undefined) {
      if (line.trim() === `::${stopped}::`) stopped = undefined;
      continue;
    }
    const command = parseCommand(line);
    if (command === undefined) continue;
    if (command.name === 'stop-commands') stopped = command.message;
    else commands.push(command);
  }
  return commands;
}

/** `GITHUB_OUTPUT` and its like: `name=value`, or `name<<DELIMITER` and lines until the delimiter. */
export function parseFileCommands(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? '').replace(/\r$/, '');
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (heredoc !== -1 && (equals === -1 || heredoc < equals)) {
      const delimiter = line.slice(heredoc + 2);
      const end = lines.indexOf(delimiter, at + 1);
      if (end === -1) throw new Error(`Matching delimiter not found '${delimiter}'`);
      values[line.slice(0, heredoc)] = lines.slice(at + 1, end).join('\n');
      at = end;
    } else if (equals !== -1) values[line.slice(0, equals)] = line.slice(equals + 1);
    else if (line !== '') throw new Error(`Invalid format '${line}'`);
  }
  return values;
}

function parseCommand(line: string): WorkflowCommand | undefined {
  const found = /^\s*::([A-Za-z][\w-]*)(?: +([^:]*(?::(?!:)[^:]*)*))?::(.*)$/.exec(line);
  if (found === null) return undefined;
  const [, name = '', properties = '', message = ''] = found;
  const pairs = properties
    .split(',')
    .filter((pair) => pair.includes('='))
    .map((pair) => [pair.slice(0, pair.indexOf('=')).trim(), unescapeProperty(pair.slice(pair.indexOf('=') + 1))]);
  return { name, properties: Object.fromEntries(pairs) as Record<string, string>, message: unescapeData(message) };
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%');
}
