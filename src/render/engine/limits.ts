/** Budgets of one job of the engine. Over one of them the root is a named problem, never rendered in part. */

/** Wall clock. The slowest overlay in use, 3.5 MB of CRDs patched, takes 6 to 7 seconds on a small runner; templates can loop for ever. */
export const DEADLINE_SECONDS = 20;

/** Linear memory in pages of 64 KiB: 512 MiB. The largest charts and overlays in use take 100 to 220 MB. */
export const MAX_MEMORY_PAGES = 8_192;

/** Bytes of what one root renders. The largest charts in use make 5 MB. */
export const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Bytes and number of the files of one root. Helm's own limit on an archive is 100 MiB, on one file 5 MiB. */
export const MAX_INPUT_BYTES = 32 * 1024 * 1024;
export const MAX_INPUT_FILES = 20_000;

/** Bytes that the engine may say for people; more tells nobody more. */
export const MAX_STDERR_BYTES = 16 * 1024;
