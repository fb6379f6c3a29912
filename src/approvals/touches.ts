/**
 * Whether a change touches what grants power: the configuration of tilsyn, the register of attestations, or a workflow, any of which may run or stop
 * tilsyn. `register` is where the register lies by the configuration that is in force.
 */
export function touchesConfiguration(paths: readonly string[], register: string): boolean {
  return paths.some((path) => path === '.github/tilsyn.yml' || path === register || path.startsWith('.github/workflows/'));
}
