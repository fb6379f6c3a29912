/** As many patterns of changed and unchanged as asked for, all different and all with equally many changes. One alone is changed in the only render. */
export function patternsFor(count: number): readonly (readonly boolean[])[] {
  if (count === 1) return [[true]];
  for (let length = 2; ; length += 1) {
    const weight = Math.floor(length / 2);
    const patterns = choose(length, weight, count);
    if (patterns.length === count) return patterns;
  }
}

function choose(length: number, weight: number, most: number): readonly (readonly boolean[])[] {
  if (weight === 0) return [Array.from({ length }, () => false)];
  if (weight === length) return [Array.from({ length }, () => true)];
  const withFirst = choose(length - 1, weight - 1, most).map((rest) => [true, ...rest]);
  if (withFirst.length >= most) return withFirst.slice(0, most);
  return [...withFirst, ...choose(length - 1, weight, most - withFirst.length).map((rest) => [false, ...rest])].slice(0, most);
}
