import type { Fault } from '../evidence/fault.ts';
import { wordFault } from '../i18n/fault-text.ts';
import { textsFor } from '../i18n/texts.ts';
import { plain } from '../report/media.ts';
import type { VerificationDocument } from './verification-schema.ts';
import type { Verified } from './verify.ts';

/** A verification as data, `tilsyn.verification/v1`. Machines read it, so its sentences are English whatever the language. */
export function writeVerification({ verification, key, at, exit }: Verified, version: string): VerificationDocument {
  const { status, size, checkpoint, checks, firstBad } = verification;
  const titles = textsFor('en').verification.checks;
  return {
    schema: 'tilsyn.verification/v1',
    tool: { name: 'tilsyn', version },
    at: at.toISOString(),
    key,
    status,
    exit,
    records: size,
    ...(checkpoint && {
      checkpoint: { origin: checkpoint.origin, size: checkpoint.size, root: Buffer.from(checkpoint.root).toString('hex') },
    }),
    checks: checks.map((check) => ({
      name: check.name,
      title: titles[check.name],
      status: check.status,
      faults: check.faults.map(writeFault),
    })),
    ...(firstBad && { firstBad: writeFault(firstBad) }),
  };
}

function writeFault(fault: Fault): VerificationDocument['checks'][number]['faults'][number] {
  const { code, params, position, path } = fault;
  return {
    code,
    params: { ...params },
    ...(position === undefined ? {} : { position }),
    ...(path === undefined ? {} : { path }),
    sentence: wordFault(fault, plain, 'en'),
  };
}
