import type { Json } from '../../src/model/json.ts';
import type { RenderedObject } from '../../src/model/object.ts';
import { at, type FieldPath } from './fields.ts';

/** Renders the tree with one line replaced; undefined where that fails. Empty, too, where the object is gone. */
export type RenderWith = (file: string, line: number, text: string) => Promise<RenderedObject | undefined | 'failed'>;

/**
 * Whether a reported line explains a field, by means of its own: another value of the same type on that line has to become the value of the field. Of a
 * line that holds no value, and of a missing field, the line has to be part of what surrounds it: without the line that is another.
 */
export async function explains(
  object: RenderedObject,
  path: FieldPath,
  place: { readonly file: string; readonly line: number; readonly text: string; readonly exact: boolean },
  render: RenderWith,
): Promise<boolean> {
  const before = at(object.value, path);
  // Of a text of several lines the line is that of its key.
  if (place.exact && typeof before !== 'object' && !String(before).includes('\n')) {
    for (const text of otherTexts(place.text, before)) {
      const after = await render(place.file, place.line, text);
      if (after === undefined || after === 'failed') continue;
      const value = at(after.value, path);
      if (value !== undefined && typeof value === typeof before && value !== before) return true;
    }
    return false;
  }
  const around = nearest(object, path);
  const after = await render(place.file, place.line, '');
  const renamed = await render(place.file, place.line, place.text.replace(/([\w"]+):/, 'x$1:'));
  const changed = [after, renamed].some(
    (one) => one !== 'failed' && JSON.stringify(at(one?.value, around)) !== JSON.stringify(at(object.value, around)),
  );
  return changed || (after === 'failed' && renamed === 'failed');
}

function nearest({ value }: RenderedObject, path: FieldPath): FieldPath {
  for (let length = path.length; length > 0; length -= 1) if (at(value, path.slice(0, length)) !== undefined) return path.slice(0, length);
  return [];
}

/** The line with one word of the value after another changed. */
function otherTexts(text: string, value: Json | undefined): readonly string[] {
  if (typeof value === 'boolean' || value === 'true' || value === 'false')
    return [
      text.replace(/\b(true|false)\b(?!.*\b(true|false)\b)/, (word) => String(word !== 'true')),
      text.replace(/\b(true|false)\b/, (word) => String(word !== 'true')),
    ];
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  const words = [...text.matchAll(/[\p{L}\p{N}_./@-]+/gu)].filter(
    ([word]) => shown.includes(word) || /[A-Za-z0-9+/]{4,}={0,2}/.test(shown),
  );
  return words.toReversed().map(({ 0: word, index }) => {
    const other = typeof value === 'string' && !/^\d+$/.test(word) ? `${word}x` : String(Number(word) + 1);
    return `${text.slice(0, index)}${other}${text.slice(index + word.length)}`;
  });
}
