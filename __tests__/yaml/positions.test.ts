import { describe, expect, test } from '@jest/globals';
import { locate, locateAll } from '../../src/yaml/positions.ts';

const FILE = `# comment
kind: Namespace
---
kind: Pod
metadata:
  name: a
spec:
  containers:
    - name: first
      image: x
    - name: second
      securityContext: {privileged: true,
        runAsUser: 0}
      args:
        - a
        - |
          text
          more

        - c
  hostNetwork: true
`;

describe('the lines of a path', () => {
  test.each([
    [[], 4, 21],
    [['kind'], 4, 4],
    [['spec'], 7, 21],
    [['spec', 'containers'], 8, 20],
    [['spec', 'containers', 0], 9, 10],
    [['spec', 'containers', 1, 'name'], 11, 11],
    [['spec', 'containers', 1, 'securityContext'], 12, 13],
    [['spec', 'containers', 1, 'securityContext', 'privileged'], 12, 12],
    [['spec', 'containers', 1, 'securityContext', 'runAsUser'], 13, 13],
    [['spec', 'containers', 1, 'args', 1], 16, 18],
    [['spec', 'hostNetwork'], 21, 21],
  ])('%j are those of its key and its value', (path, line, endLine) => {
    expect(locate(FILE, 1, path)).toEqual({ line, endLine });
  });

  test.each([
    [['spec', 'containers', 0, 'securityContext', 'privileged'], 9, 10],
    [['spec', 'containers', 7], 8, 20],
    [['spec', 'hostNetwork', 'x'], 21, 21],
    [['metadata', 'labels'], 5, 6],
    [['status'], 4, 21],
  ])('%j that ends beyond the document are those of its deepest part', (path, line, endLine) => {
    expect(locate(FILE, 1, path)).toEqual({ line, endLine, missing: true });
  });

  test('behind an alias are those of the text that it stands for', () => {
    const text = 'base: &b\n  privileged: true\nspec:\n  context: *b\n';

    expect(locate(text, 0, ['spec', 'context'])).toEqual({ line: 4, endLine: 4 });
    expect(locate(text, 0, ['spec', 'context', 'privileged'])).toEqual({ line: 2, endLine: 2 });
  });

  test('behind a merge are those of the mapping that wins', () => {
    const text = 'a: &a {x: 1,\n z: 1}\nb: &b {x: 2}\nc:\n  <<: [*b, *a]\nd:\n  <<: *a\n  x: 3\n';

    expect(locate(text, 0, ['c', 'x'])).toEqual({ line: 3, endLine: 3 });
    expect(locate(text, 0, ['c', 'z'])).toEqual({ line: 2, endLine: 2 });
    expect(locate(text, 0, ['d', 'x'])).toEqual({ line: 8, endLine: 8 });
  });

  test('of a key that stands twice are those of the last', () => {
    expect(locate('a: 1\nb: 2\na: 3\n', 0, ['a'])).toEqual({ line: 3, endLine: 3 });
  });

  test('find keys that are no text by their text', () => {
    expect(locate('data:\n  1: a\n  yes: b\n  0x10: c\n', 0, ['data', '16'])).toEqual({ line: 4, endLine: 4 });
    expect(locate('data:\n  1: a\n  yes: b\n', 0, ['data', 'true'])).toEqual({ line: 3, endLine: 3 });
  });

  test('of JSON are found too, in any value of a stream', () => {
    const text = '{"a": 1}\n{\n  "kind": "List",\n  "items": [\n    {"a": 1},\n    {"b":\n      2}\n  ]\n}\n';

    expect(locate(text, 1, ['items', 1, 'b'])).toEqual({ line: 6, endLine: 7 });
    expect(locate(text, 1, [])).toEqual({ line: 2, endLine: 9 });
  });

  test('count CR LF and a byte order mark as an editor does', () => {
    expect(locate('\ufeffa: 1\r\n---\r\nb:\r\n  c: 1\r\n', 1, ['b', 'c'])).toEqual({ line: 4, endLine: 4 });
  });

  test('are none where there is no such document or none that can be read', () => {
    expect(locate(FILE, 2, ['kind'])).toBeUndefined();
    expect(locate('a: [1\n', 0, ['a'])).toBeUndefined();
    expect(locateAll('a: [1\n', 0, [['a'], []])).toEqual([undefined, undefined]);
  });
});
