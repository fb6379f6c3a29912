/**
 * Budgets of one file of manifests. Each bounds the time and memory that hostile text can cost; over one of them the file is a named problem,
 * never read in part.
 */

/** Nested collections. The deepest schemas of published CRDs nest about 60 levels. */
export const MAX_DEPTH = 200;

/** Nodes of one document after aliases are expanded: an alias counts what it stands for. An API server takes 3 MiB a request, far below this. */
export const MAX_NODES_PER_DOCUMENT = 500_000;

/** Nodes of all documents of a file, aliases expanded. A 16 MiB file of ordinary manifests has about 1.2 million. */
export const MAX_NODES_PER_FILE = 2_000_000;

/** Documents in one file, empty ones counted. */
export const MAX_DOCUMENTS = 20_000;

/** UTF-16 units in one scalar. etcd refuses requests over 1.5 MiB. */
export const MAX_SCALAR = 2 * 1024 * 1024;

/** Characters of a simple key: the limit of YAML 1.1, section 7.4.2, kept by the readers Kubernetes uses. */
export const MAX_SIMPLE_KEY = 1024;

/** Duplicate keys reported of one file; one is enough to act on, the rest is for orientation. */
export const MAX_DUPLICATE_KEYS_REPORTED = 20;
