import { describe, expect, test } from '@jest/globals';
import { compileGlob, type GlobDialect } from '../../../src/render/argo/glob-match.ts';

describe('a glob', () => {
  test.each<[GlobDialect, string, string, boolean]>([
    ['path', 'apps/*', 'apps/web', true],
    ['path', 'apps/*', 'apps/web/base', false],
    ['path', 'apps/**', 'apps/web/base', false],
    ['path', 'apps/[!a]*', 'apps/web', true],
    ['path', 'apps/{a,b}', 'apps/a', false],
    ['path', 'a\\*', 'a*', true],
    ['path', 'a\\*', 'ab', false],
    ['doublestar', '**/v.yaml', 'v.yaml', true],
    ['doublestar', '**/v.yaml', 'a/b/v.yaml', true],
    ['doublestar', '**/v.yaml', 'a/xv.yaml', false],
    ['doublestar', 'a/{b,c}/*.yaml', 'a/c/x.yaml', true],
    ['free', '*.yaml', 'deep/er/x.yaml', true],
    ['free', '{a,b}?', 'b/', true],
    ['git', 'apps/*/config.json', 'apps/a/b/config.json', true],
    ['git', '{a,b}', 'a', false],
  ])('%s %s against %s: %s', (dialect, pattern, path, expected) => {
    expect(compileGlob(pattern, dialect)?.(path)).toBe(expected);
  });

  test.each(['[a', 'a\\', '{a,b', '{a,{b,c}}', '{a,b}'.repeat(9)])('%s cannot be read', (pattern) => {
    expect(compileGlob(pattern, 'free')).toBeUndefined();
  });

  test('of many stars takes no longer for it', () => {
    const started = performance.now();
    expect(compileGlob(`${'*a'.repeat(400)}b`, 'free')?.('a'.repeat(5_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
