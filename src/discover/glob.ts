import picomatch from 'picomatch';

/** Globs of the configuration: `*` stays within a folder, `**` crosses folders, a trailing `/` means everything below. */
export function matchesGlob(path: string, glob: string): boolean {
  const whole = glob.endsWith('/') ? `${glob}**` : glob;
  return picomatch.isMatch(path, whole, { dot: true });
}
