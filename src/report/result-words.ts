import { wordReason } from '../i18n/finding-text.ts';
import { writeAttestation } from './attestation-lines.ts';
import type { CoveredControl } from './coverage.ts';
import type { Page } from './page.ts';

/** What manifests showed of a control; empty where the register alone speaks. What was checked and what somebody vouches for are never written alike. */
export function writeChecked({ answer, result }: CoveredControl, page: Page): string {
  if (answer === 'attested' || answer === 'lacking') return '';
  const words = page.medium.prose(page.texts.words.outcome[result.outcome]);
  const reason = reasonOf(result, page);
  return reason === undefined ? words : `${words}: ${reason}`;
}

/** What the register says of a control, by which entry and until when, or what it lacks; empty where it says nothing. */
export function writeVouched({ answer, result }: CoveredControl, page: Page): string {
  const { texts, medium } = page;
  const { attestation } = result;
  if (attestation !== undefined)
    return writeAttestation(attestation, attestation.soon ? texts.register.attestedUntilSoon : texts.register.attestedUntil, {}, page);
  if (answer !== 'lacking') return '';
  const words = medium.prose(texts.words.outcome[result.outcome]);
  const reason = reasonOf(result, page);
  return reason === undefined ? words : `${words}: ${reason}`;
}

function reasonOf({ control, reason }: CoveredControl['result'], { report, medium, language }: Page): string | undefined {
  return reason && wordReason(reason, report.controls.get(control), medium, language);
}
