import { type Circumstances, findInsufficient, findMissing, type Judgement, judgeSpan, type Place, section } from '../judgement.ts';
import type { Register } from '../schema.ts';
import { spanOf } from './statement.ts';

/** PHY-01: each declared location has a certificate in force whose scope names it. */
export function judgeCertificates({ locations }: Register, around: Circumstances): readonly Judgement[] {
  if (locations.length === 0) return [findMissing(section('locations'), 'noLocation')];
  return locations.map((location, index) => {
    const { certificate, id, name } = location;
    const place: Place = { subject: id, entry: id, path: ['locations', index] };
    if (certificate === undefined) return findMissing(place);
    const at = { ...place, path: [...place.path, 'certificate'] };
    if (!names(certificate.scope, id) && !names(certificate.scope, name)) return findInsufficient(at, 'scope', { name });
    return judgeSpan(at, { from: certificate.issuedOn, until: certificate.validUntil }, certificate.evidence, around);
  });
}

/** PHY-03: each declared location has a statement on repair and disposal of disks, not older than a year. */
export function judgeDiskDisposal({ locations }: Register, around: Circumstances): readonly Judgement[] {
  if (locations.length === 0) return [findMissing(section('locations'), 'noLocation')];
  return locations.map(({ diskDisposal, id }, index) => {
    const place: Place = { subject: id, entry: id, path: ['locations', index] };
    if (diskDisposal === undefined) return findMissing(place);
    const at = { ...place, path: [...place.path, 'diskDisposal'] };
    return judgeSpan(at, spanOf(diskDisposal, around.settings), diskDisposal.evidence, around);
  });
}

/** Whether a text names something as a whole: `aarhus-2` is not named by `aarhus-21`. */
function names(text: string, name: string): boolean {
  const [within, wanted] = [plain(text), plain(name)];
  for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, at + 1)) {
    const [before, after] = [within[at - 1] ?? ' ', within[at + wanted.length] ?? ' '];
    if (!/[\p{L}\p{N}-]/u.test(before) && !/[\p{L}\p{N}-]/u.test(after)) return true;
  }
  return false;
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}
