/** Bounds of what is fetched from outside. Those of charts are Flux's own: https://fluxcd.io/flux/components/source/helmrepositories/ and the flags of its controller. */

/** Bytes of an archive as it is fetched. */
export const MAX_ARCHIVE_BYTES = 10 * 1024 * 1024;

/** Bytes and number of the files of one archive when it is unpacked. */
export const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;
export const MAX_ARCHIVE_FILES = 20_000;

/** Bytes of one file of an archive, and of a single file. Helm's own limit is 5 MiB; bundles of CRDs are larger. */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** Bytes of the index of a Helm repository. */
export const MAX_INDEX_BYTES = 50 * 1024 * 1024;

/** Bytes of a manifest, a token and a list of tags of a registry. */
export const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;

/** Pages of a list of tags. */
export const MAX_TAG_PAGES = 20;

/** Bytes of all contents of one run when they are unpacked. */
export const MAX_TOTAL_BYTES = 512 * 1024 * 1024;

/** Sources that are fetched in one run. */
export const MAX_FETCHES = 1_000;

/** Redirects of one request. */
export const MAX_REDIRECTS = 5;

/** Milliseconds for one request, its redirects and its body. */
export const REQUEST_DEADLINE = 60_000;
