import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPath, writePath } from '../../src/evaluate/field-path.ts';

test.each([
  [['spec', 'containers', 0, 'image'], 'spec.containers[0].image'],
  [['metadata', 'annotations', 'example.com/a'], "metadata.annotations['example.com/a']"],
  [['data', "it's\\"], "data['it\\'s\\\\']"],
  [[0, 'a'], '[0].a'],
  [['data', '0'], "data['0']"],
])('%j is written %s', (path, text) => expect(writePath(path)).toBe(text));

test('what is written can be read back', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(), fc.string({ unit: 'binary' })), { minLength: 1 }), (path) =>
      expect(readPath(writePath(path))).toEqual(path),
    ),
  );
});
