import { GraphQLError } from 'graphql';

/** GitHub's error with its `type`, which it keeps beside the message and not under `extensions`. */
export function graphqlRefusal(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}
