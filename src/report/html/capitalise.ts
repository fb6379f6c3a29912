/** For words that stand after a label elsewhere and so begin small. A mark before them stays as it is. */
export function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
