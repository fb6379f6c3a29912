/** What an expression of a workflow can see: `github`, `secrets`, `vars`, `needs`, `steps`. */
export type Contexts = Readonly<Record<string, unknown>>;

/** Puts values for every `${{ … }}` in a text. */
export function interpolate(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{([\s\S]*?)\}\}/g, (_, expression: string) => toText(evaluate(expression, contexts)));
}

/** Evaluates the part of GitHub's expression language that workflows of this kind use; anything else throws, it is never guessed. */
export function evaluate(expression: string, contexts: Contexts): unknown {
  const tokens = tokenize(expression);
  let at = 0;
  const peek = (): string | undefined => tokens[at];
  const take = (): string => {
    const token = tokens[at++];
    if (token === undefined) throw new Error(`expression ends too early: ${expression}`);
    return token;
  };

  function or(): unknown {
    let value = and();
    while (peek() === '||') {
      take();
      const right = and();
      value = truthy(value) ? value : right;
    }
    return value;
  }

  function and(): unknown {
    let value = comparison();
    while (peek() === '&&') {
      take();
      const right = comparison();
      value = truthy(value) ? right : value;
    }
    return value;
  }

  function comparison(): unknown {
    const left = unary();
    const operator = peek();
    if (operator !== '==' && operator !== '!=') return left;
    take();
    return same(left, unary()) === (operator === '==');
  }

  function unary(): unknown {
    if (peek() !== '!') return primary();
    take();
    return !truthy(unary());
  }

  function primary(): unknown {
    const token = take();
    if (token === '(') {
      const value = or();
      expectToken(')');
      return value;
    }
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (/^-?\d/.test(token)) return Number(token);
    if (token in literals) return literals[token];
    if (peek() === '(') return call(token);
    return property(contexts[token]);
  }

  function property(start: unknown): unknown {
    let value = start;
    while (peek() === '.' || peek() === '[') {
      const dotted = take() === '.';
      const name = dotted ? take() : toText(or());
      if (!dotted) expectToken(']');
      value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
    }
    return value ?? null;
  }

  function call(name: string): unknown {
    take();
    const args: unknown[] = [];
    while (peek() !== ')') {
      args.push(or());
      if (peek() === ',') take();
    }
    take();
    const known = functions[name.toLowerCase()];
    if (known === undefined) throw new Error(`unknown function ${name} in: ${expression}`);
    return known(args, contexts);
  }

  function expectToken(token: string): void {
    if (take() !== token) throw new Error(`${token} expected in: ${expression}`);
  }

  const value = or();
  if (peek() !== undefined) throw new Error(`unexpected ${peek()} in: ${expression}`);
  return value;
}

const literals: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };

const functions: Readonly<Record<string, (args: readonly unknown[], contexts: Contexts) => unknown>> = {
  contains: ([search, item]) => (Array.isArray(search) ? search.some((each) => same(each, item)) : lower(search).includes(lower(item))),
  startswith: ([text, start]) => lower(text).startsWith(lower(start)),
  endswith: ([text, end]) => lower(text).endsWith(lower(end)),
  format: ([text, ...values]) => toText(text).replace(/\{(\d+)\}/g, (_, index: string) => toText(values[Number(index)])),
  tojson: ([value]) => JSON.stringify(value, null, 2),
  fromjson: ([text]) => JSON.parse(toText(text)),
  always: () => true,
  cancelled: () => false,
  success: (_, contexts) => contexts.failed !== true,
  failure: (_, contexts) => contexts.failed === true,
};

export function truthy(value: unknown): boolean {
  return value !== null && value !== undefined && value !== false && value !== 0 && value !== '';
}

/** Strings compare without regard to case, as GitHub's do. */
function same(left: unknown, right: unknown): boolean {
  return typeof left === 'string' && typeof right === 'string' ? left.toLowerCase() === right.toLowerCase() : left === right;
}

function lower(value: unknown): string {
  return toText(value).toLowerCase();
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function tokenize(expression: string): string[] {
  const tokens: string[] = [];
  const pattern = /\s*('(?:[^']|'')*'|-?\d+(?:\.\d+)?|[A-Za-z_][\w-]*|&&|\|\||==|!=|[!().,[\]])/gy;
  while (pattern.lastIndex < expression.trimEnd().length) {
    const from = pattern.lastIndex;
    const found = pattern.exec(expression);
    if (found?.[1] === undefined) throw new Error(`cannot read: ${expression.slice(from)}`);
    tokens.push(found[1]);
  }
  return tokens;
}
