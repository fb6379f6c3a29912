import { MAX_INT64, type Resolved } from './resolve.ts';

/**
 * The text of a key that is no string, as sigs.k8s.io/yaml makes it: `1: a` has the key `1`, `yes: a` the key `true`. Undefined for keys that it
 * refuses: null, and integers that need an unsigned 64-bit word.
 */
export function keyText(key: Resolved): string | undefined {
  switch (key.type) {
    case 'str':
      return key.value;
    case 'bool':
      return key.value ? 'true' : 'false';
    case 'int':
      return key.value > MAX_INT64 ? undefined : String(key.value);
    case 'float':
      return floatText(key.value);
    case 'null':
      return undefined;
  }
}

/**
 * Go's `FormatFloat(value, 'g', -1, 32)`: the shortest digits that give the same 32-bit float, written with an exponent below 1e-4 and from 1e6
 * on.
 */
function floatText(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return '.nan';
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  const [digits, exponent] = shortestDigits(Math.abs(single));
  const sign = single < 0 ? '-' : '';
  if (exponent < -4 || exponent >= 6) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    const size = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${digits.charAt(0)}${fraction}e${exponent < 0 ? '-' : '+'}${size}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1);
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

function shortestDigits(single: number): readonly [digits: string, exponent: number] {
  for (let precision = 0; ; precision += 1) {
    const text = single.toExponential(precision);
    if (precision >= 9 || Math.fround(Number(text)) === single) {
      const [mantissa = '', exponent = '0'] = text.split('e');
      return [mantissa.replace('.', '').replace(/0+$/, '') || '0', Number(exponent)];
    }
  }
}
