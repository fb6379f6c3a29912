import { graphqlRefusal } from './refusal.ts';

export interface ConnectionArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
}

/** A page of a list; GitHub wants `first` or `last`, and no more than 100. */
export function connect<T>(name: string, items: readonly T[], args: ConnectionArguments): Record<string, unknown> {
  const size = args.first ?? args.last;
  if (size === undefined || size === null) {
    throw graphqlRefusal(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    );
  }
  if (size > 100)
    throw graphqlRefusal(
      'EXCESSIVE_PAGINATION',
      `Requesting ${size} records on the \`${name}\` connection exceeds the limit of 100 records.`,
    );
  const start = args.after === undefined || args.after === null ? 0 : Number(Buffer.from(args.after, 'base64').toString()) + 1;
  const from = typeof args.first === 'number' ? start : Math.max(0, items.length - size);
  const nodes = items.slice(from, from + size);
  const cursor = (index: number): string => Buffer.from(String(index)).toString('base64');
  return {
    nodes,
    edges: nodes.map((node, index) => ({ node, cursor: cursor(from + index) })),
    totalCount: items.length,
    pageInfo: {
      hasNextPage: from + nodes.length < items.length,
      hasPreviousPage: from > 0,
      startCursor: nodes.length === 0 ? null : cursor(from),
      endCursor: nodes.length === 0 ? null : cursor(from + nodes.length - 1),
    },
  };
}
