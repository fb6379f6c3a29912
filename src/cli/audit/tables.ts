import type { AuditColumn, AuditSection, AuditTexts } from '../../i18n/keys.ts';
import type { Person } from '../../model/person.ts';
import type { AuditDocument } from './schema.ts';

/** One part of an audit as rows of text: the form that a spreadsheet and a page share. */
export interface Table {
  readonly section: AuditSection;
  readonly columns: readonly AuditColumn[];
  readonly rows: readonly (readonly string[])[];
}

export const SECTIONS: readonly AuditSection[] = ['population', 'segregation', 'waivers', 'bypasses', 'emergencies', 'coverage'];

type Cells = Readonly<Partial<Record<AuditColumn, string>>>;

/** The rows of a section, with codes as words of the reader's language. */
export function makeTable(section: AuditSection, document: AuditDocument, texts: AuditTexts): Table {
  const word = (value: string | boolean | undefined): string => {
    const key = String(value ?? '');
    return Object.hasOwn(texts.words, key) ? (texts.words[key] ?? key) : key;
  };
  const rows = cellsOf(section, document, word);
  const columns = COLUMNS[section];
  return { section, columns, rows: rows.map((cells) => columns.map((column) => cells[column] ?? '')) };
}

const COLUMNS: Readonly<Record<AuditSection, readonly AuditColumn[]>> = {
  population: [
    'record',
    'branch',
    'commit',
    'kind',
    'at',
    'recordedAt',
    'pullRequest',
    'author',
    'approvers',
    'mergedBy',
    'conclusion',
    'newFindings',
    'notAnalysed',
    'waivers',
    'bypass',
    'deployedTo',
    'correctedBy',
  ],
  segregation: ['record', 'commit', 'makers', 'approvers', 'needed', 'result', 'mergedByMaker'],
  waivers: ['waiver', 'control', 'subject', 'category', 'state', 'requestedBy', 'requestedAt', 'approvedBy', 'expiresAt', 'usedBy'],
  bypasses: ['record', 'what', 'commit', 'at', 'by'],
  emergencies: ['record', 'emergency', 'by', 'at', 'ticket', 'reviewDueAt', 'reviewedBy', 'reviewedAt', 'outcome'],
  coverage: ['month', 'area', 'controls', 'changes', 'new', 'fixed', 'waived', 'open'],
};

function cellsOf(section: AuditSection, document: AuditDocument, word: (value: string | boolean | undefined) => string): readonly Cells[] {
  switch (section) {
    case 'population':
      return document.population.map((row) => ({
        record: String(row.position),
        branch: row.branch,
        commit: row.sha,
        kind: word(row.kind),
        at: row.at,
        recordedAt: row.recordedAt,
        pullRequest: numbered(row.pullRequest),
        author: people(row.author),
        approvers: people(...row.approvers),
        mergedBy: people(row.mergedBy),
        conclusion: word(row.conclusion),
        newFindings: String(row.newFindings),
        notAnalysed: String(row.notAnalysed),
        waivers: row.waivers.join(' '),
        bypass: word(row.bypass),
        deployedTo: row.deployedTo.join(' '),
        correctedBy: row.correctedBy.join(' '),
      }));
    case 'segregation':
      return document.segregation.map((row) => ({
        record: String(row.position),
        commit: row.sha,
        makers: people(...row.makers),
        approvers: people(...row.approvers),
        needed: String(row.needed),
        result: word(row.result),
        mergedByMaker: word(row.mergedByMaker),
      }));
    case 'waivers':
      return document.waivers.map(({ id, control, subject, requestedAt, expiresAt, ...row }) => ({
        waiver: id,
        control,
        subject,
        category: word(row.category),
        state: word(row.state),
        requestedBy: people(row.requestedBy),
        requestedAt,
        approvedBy: people(...row.approvedBy),
        expiresAt,
        usedBy: row.usedBy.join(' '),
      }));
    case 'bypasses':
      return document.bypasses.map(({ position, code, sha, at, by }) => ({
        record: String(position),
        what: word(code),
        commit: sha,
        at,
        by: people(by),
      }));
    case 'emergencies':
      return document.emergencies.map(({ position, id, by, at, ticket = '', reviewDueAt, reviewedBy, reviewedAt = '', outcome }) => ({
        record: String(position),
        emergency: id,
        by: people(by),
        at,
        ticket,
        reviewDueAt,
        reviewedBy: people(reviewedBy),
        reviewedAt,
        outcome: word(outcome),
      }));
    case 'coverage':
      return document.coverage.map(({ month, area, controls, changes, new: fresh, fixed, waived, open }) => ({
        month,
        area: String(area),
        controls: String(controls),
        changes: String(changes),
        new: String(fresh),
        fixed: String(fixed),
        waived: String(waived),
        open: numbered(open ?? undefined),
      }));
  }
}

function numbered(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

/** `anna (11)`: a login can be renamed, the number cannot. */
function people(...all: readonly (Person | undefined)[]): string {
  return all.flatMap((person) => (person === undefined ? [] : [`${person.login} (${person.id})`])).join(', ');
}
