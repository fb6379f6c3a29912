import type { ExceptionTier } from '../model/exception.ts';
import type { Json } from '../model/json.ts';

/**
 * One platform component as `platform-exceptions.json` states it: how it is recognised and what each of its objects may do. Names are anchored
 * regular expressions of our own making; nothing in this file comes from a repository that is judged.
 */
export interface Component {
  readonly id: string;
  readonly component: string;
  /** Repositories of its images, written out in full: `docker.io/library/busybox`. */
  readonly images: readonly string[];
  /** Names of its service accounts. */
  readonly accounts: readonly string[];
  readonly parts: readonly ComponentPart[];
}

export interface ComponentPart {
  readonly kind: string;
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** By image, what `command[0]` may be; null is the image's own entry point. */
  readonly entrypoints?: Readonly<Record<string, readonly (string | null)[]>>;
  /** Of a role or a binding: the names of the service accounts that may hold it, or of a public group. */
  readonly subjects?: readonly string[];
  /** Labels by which a role may be made part of another. */
  readonly aggregates?: readonly string[];
  readonly needs: readonly Need[];
}

/** One thing that the part may do, at one field and with one of a few values. */
export interface Need {
  readonly control: string;
  /** `[*]` stands for any index. */
  readonly path: string;
  readonly allow: readonly Json[];
  /** Of a need of single containers: the images that may profit. */
  readonly images?: readonly string[];
  /** `quiet` when left out. */
  readonly tier?: ExceptionTier;
  readonly reason: string;
}

/** Reads the components when they are first asked for, and once: most runs start with other work, and some need none. */
export function componentsFrom(read: () => string): () => readonly Component[] {
  let components: readonly Component[] | undefined;
  return () => {
    components ??= readComponents(read());
    return components;
  };
}

/** Reads the file that is built beside the bundle. It is ours: whatever is wrong with it is our fault and an exception. */
function readComponents(text: string): readonly Component[] {
  const components = JSON.parse(text) as readonly Component[];
  if (!Array.isArray(components) || components.length === 0) throw new Error('The platform components cannot be read.');
  return components;
}
