/** Whether to colour: on a terminal alone, never in a file or a pipe, and not where the user says no (no-color.org: any value that is not empty). */
export function wantsColour(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv, output: string | undefined): boolean {
  return output === undefined && stream.isTTY === true && (environment.NO_COLOR ?? '') === '' && environment.TERM !== 'dumb';
}
