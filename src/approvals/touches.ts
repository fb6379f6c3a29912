/** Whether a change touches what grants power: the configuration of tilsyn, or a workflow, any of which may run or stop it. */
export function touchesConfiguration(paths: readonly string[]): boolean {
  return paths.some((path) => path === '.github/tilsyn.yml' || path.startsWith('.github/workflows/'));
}
