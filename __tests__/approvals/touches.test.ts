import { expect, test } from '@jest/globals';
import { touchesConfiguration } from '../../src/approvals/touches.ts';

test.each([
  [['.github/tilsyn.yml'], true],
  [['apps/a.yaml', '.github/workflows/tilsyn.yml'], true],
  [['.github/workflows/deep/x.yaml'], true],
  [['compliance/register.yaml'], true],
  [['.github/tilsyn.yml.md', 'x/.github/tilsyn.yml', '.github/workflows', 'docs/.github/workflows/a.yml'], false],
  [['compliance/register.yaml.md', 'x/compliance/register.yaml', 'compliance/evidence.pdf'], false],
  [[], false],
])('given the paths %j, power is touched: %p', (paths, touched) => {
  expect(touchesConfiguration(paths, 'compliance/register.yaml')).toBe(touched);
});
