import { readFileSync } from 'node:fs';
import { buildSchema, execute, type GraphQLError, type GraphQLFormattedError, type GraphQLSchema, parse, validate } from 'graphql';
import type { Actor } from '../access.ts';
import { ok, type Reply } from '../respond.ts';
import type { Store } from '../store/store.ts';
import { createRoot } from './root.ts';

/**
 * Answers a GraphQL request on the same store, against GitHub's own schema language file. As at GitHub an error is a 200 with `errors`; a query
 * that the schema refuses is besides written down as a violation.
 */
export function answerGraphql(store: Store, actor: Actor | undefined, body: Buffer): Reply {
  if (actor === undefined)
    return { status: 401, body: { message: 'Bad credentials', documentation_url: 'https://docs.github.com/graphql', status: '401' } };
  const { query, variables } = JSON.parse(body.toString('utf8')) as {
    readonly query: string;
    readonly variables?: Record<string, unknown>;
  };
  const schema = loadSchema();
  const document = parse(query);
  const faults = validate(schema, document);
  if (faults.length > 0) {
    store.violations.push(...faults.map((fault) => `graphql: ${fault.message}`));
    return ok({ errors: faults.map(present) });
  }
  const result = execute({
    schema,
    document,
    rootValue: createRoot(store, actor),
    ...(variables === undefined ? {} : { variableValues: variables }),
  });
  if (result instanceof Promise) throw new Error('resolvers of the fake are synchronous');
  const { data, errors } = result as { readonly data?: unknown; readonly errors?: readonly GraphQLError[] };
  // An error that no resolver meant is a fault of the fake.
  for (const error of errors ?? []) if (error.extensions.type === undefined) store.violations.push(`graphql: ${error.message}`);
  return ok({ ...(data === undefined ? {} : { data }), ...(errors === undefined ? {} : { errors: errors.map(present) }) });
}

function present(error: GraphQLError): GraphQLFormattedError & { type?: unknown } {
  const { extensions, ...formatted } = error.toJSON();
  return { ...(extensions?.type === undefined ? {} : { type: extensions.type }), ...formatted };
}

let loaded: GraphQLSchema | undefined;

const schemaFile = new URL('../../../node_modules/@octokit/graphql-schema/schema.graphql', import.meta.url);

/** The file defines two fields twice, which `buildSchema` would refuse: it is taken as valid. It is read by path, being in no export. */
function loadSchema(): GraphQLSchema {
  if (loaded === undefined) {
    loaded = buildSchema(readFileSync(schemaFile, 'utf8'), { assumeValidSDL: true });
  }
  return loaded;
}
