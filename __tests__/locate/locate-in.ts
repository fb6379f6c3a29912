import type { ChartSettings } from '../../src/discover/discovery.ts';
import { writePath } from '../../src/evaluate/field-path.ts';
import { traceFindings } from '../../src/locate/trace.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Engine } from '../../src/render/engine/engine.ts';
import { findOrigins } from '../../src/render/origins.ts';
import { renderTools } from '../../src/render/root-render.ts';
import { renderSide } from '../../src/render/side.ts';
import { type Files, sideOf } from '../render/trees.ts';

type FieldPath = readonly (string | number)[];

/** Where findings at these paths of the one Deployment that is deployed by something else, or for itself, are put: `file:line precision`. */
export async function locateIn(engine: Engine, files: Files, paths: readonly FieldPath[], charts: readonly ChartSettings[] = []) {
  const [side, tools] = [sideOf(files), renderTools(engine)];
  const options = { exclude: [], charts, kubernetesVersion: '1.35', apiVersions: [] };
  const rendered = await renderSide(side, options, tools);
  const deployments = rendered.objects.filter(({ identity }) => identity.kind === 'Deployment');
  const deployed = deployments.filter(({ via }) => via.length > 0);
  const [object] = await findOrigins(deployed.length > 0 ? deployed : deployments, rendered.roots, side, options, tools);
  if (object === undefined) throw new Error(`no Deployment was rendered: ${JSON.stringify(rendered.problems)}`);
  const findings = paths.map((path) => ({ path: writePath(path), precision: 'file', file: object.origin.file }) as Finding);
  const placed = findings.map((finding) => ({ finding, object }));
  const traced = await traceFindings(placed, findings, { rendered, side, options, tools, wanted: () => true });
  return traced.map(({ file, line, precision }) => `${file}:${line} ${precision}`);
}
