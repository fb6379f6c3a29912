import type { AuditTexts } from '../../i18n/keys.ts';
import type { Table } from './tables.ts';

/** A table as RFC 4180 has it, with a byte order mark so that spreadsheets read Danish letters. */
export function writeCsv({ columns, rows }: Table, texts: AuditTexts): string {
  const lines = [columns.map((column) => texts.columns[column]), ...rows];
  return `\uFEFF${lines.map((line) => line.map(writeCell).join(',')).join('\r\n')}\r\n`;
}

/** A cell that begins like a formula would be run by a spreadsheet: names come from strangers, so it gets an apostrophe. Control characters go. */
function writeCell(text: string): string {
  const inert = text.replace(/\p{Cc}/gu, ' ');
  const cell = /^\s*[=+\-@|%]/.test(inert) ? `'${inert}` : inert;
  return /[",;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
