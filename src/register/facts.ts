import type { Configuration } from '../config/schema.ts';
import type { JsonObject } from '../model/json.ts';
import type { Side } from '../model/side.ts';
import { dayOf } from './day.ts';
import { loadRegister } from './load.ts';

/**
 * What rules about manifests ask of the register, by the names under which the policies know it: who may hold privileged rights, and which hosts belong
 * to a declared processor. `side` is the one that has the power. A register that is missing or broken tells nothing.
 */
export function registerFacts(side: Side, { register: { path } }: Pick<Configuration, 'register'>, now: string): JsonObject {
  const file = side.files.get(path);
  const { register } = loadRegister(file && new TextDecoder().decode(file.bytes), path, dayOf(now));
  if (register === undefined) return {};
  const declared = register.processors.flatMap(({ subProcessors, ...processor }) => [processor, ...subProcessors]);
  const hosts = declared.flatMap(({ id, country, hosts: own }) => own.map((host) => ({ host, country, processor: id })));
  return { 'register.roster': register.roster?.people ?? [], 'register.hosts': hosts };
}
