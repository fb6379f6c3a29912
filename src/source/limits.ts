/** Bounds of what is read of one tree. Over one of them the answer is a named problem, never a shortened list. */

/** Files of one tree: what GitHub's tree API lists at most, and ten times the largest GitOps repository we know of. */
export const MAX_FILES = 100_000;

/** Bytes of one file. The largest bundles of CRDs in use have about 8 MiB. */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** Bytes of all files that are read at once. With parsed values beside them this still fits the memory of a runner. */
export const MAX_TOTAL_BYTES = 256 * 1024 * 1024;

/** Folders above a file. */
export const MAX_PATH_DEPTH = 64;

/** Bytes of a path: PATH_MAX of Linux, beyond which nobody could have checked the file out. */
export const MAX_PATH_BYTES = 4096;

/** Bytes that git may say in one listing: MAX_FILES entries of some 600 bytes. */
export const MAX_LISTING_BYTES = 64 * 1024 * 1024;

/** Time for one call to git that talks to a server, in milliseconds; fetches of large repositories take a few seconds. */
export const FETCH_DEADLINE = 120_000;

/** Time for one call to git on local data, in milliseconds. */
export const LOCAL_DEADLINE = 30_000;

/** Ids in one fetch: a batch that servers answer in one go. More go out in several. */
export const MAX_IDS_PER_FETCH = 20_000;

/** Paths reported of one tree for one kind of fault; the fault is reported however many there are. */
export const MAX_PROBLEMS_PER_TREE = 100;
