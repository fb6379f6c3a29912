import type { SkippedFile } from '../model/report.ts';
import type { LeftOut, Root } from '../model/root.ts';

export interface Discovery {
  readonly roots: readonly Root[];
  readonly skipped: readonly SkippedFile[];
  readonly leftOut: readonly LeftOut[];
}

/** How one chart is installed, as the configuration says. */
export interface ChartSettings {
  readonly path: string;
  readonly release?: string | undefined;
  readonly namespace?: string | undefined;
  readonly values: readonly string[];
}

export interface DiscoverOptions {
  /** Globs of files that are never deployed. */
  readonly exclude: readonly string[];
  readonly charts?: readonly ChartSettings[];
  /** Renders each chart once more with each of its `ci/*-values.yaml`. */
  readonly ciValues?: boolean;
  /** Folders that something is known to be deployed from: their charts and kustomizations are roots whoever else uses them. */
  readonly deployed?: ReadonlySet<string>;
  /** Files that were judged as plain manifests on the base: no chart or kustomization that the change brings takes them out of sight. */
  readonly plainOnBase?: ReadonlySet<string>;
}

/** What one way of deploying found. */
export interface Found {
  readonly roots: readonly Root[];
  readonly leftOut: readonly LeftOut[];
  /** Files that are judged as what a root makes of them. */
  readonly claimed: readonly string[];
}
