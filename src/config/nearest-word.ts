/** Returns the known word that the given one was probably meant to be: at most two slips of the keyboard away, and never a third of it. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  const given = word.toLowerCase().slice(0, 40);
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const distance = countSlips(given, candidate.toLowerCase());
    if (distance <= Math.min(2, Math.floor(candidate.length / 3)) && distance < (best?.distance ?? 3)) best = { candidate, distance };
  }
  return best?.candidate;
}

/** Damerau–Levenshtein distance (optimal string alignment): insertions, deletions, replacements, neighbours exchanged. */
function countSlips(from: string, to: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1];
      let cost = Math.min(at(previous, j) + 1, at(current, j - 1) + 1, at(previous, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) cost = Math.min(cost, at(before, j - 2) + 1);
      current.push(cost);
    }
    before = previous;
    previous = current;
  }
  return at(previous, to.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
