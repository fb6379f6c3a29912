/**
 * JSON with everything escaped that a terminal or an editor would obey instead of show: control and format characters, separators of lines, lone
 * surrogates. A reader gets the same values.
 */
export function writeJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, (found) =>
    found === '\n' ? found : escapeUnits(found),
  );
  return `${text}\n`;
}

function escapeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
