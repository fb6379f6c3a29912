/** What stands on the log branch for whoever comes across it. Part of the layout: the verifier compares it, so a new text needs the old one kept as well. */
export const LOG_README = `# tilsyn change log

This branch is written by tilsyn and by nothing else. It is evidence: do not edit it, do not rebase it, do not delete it.
Denne gren skrives kun af tilsyn. Den er dokumentation: Den må ikke redigeres, rebases eller slettes.

- \`records/\`: one signed record a file, numbered from 0. Each is an in-toto statement in a DSSE envelope.
- \`order/\`: the order of the records. A line holds the hash of the file, the hash of the record's key and the path.
- \`checkpoint\`: a signed note over the number of records and the root of the Merkle tree (RFC 6962) over the files.

The texts people wrote are not here, only salted digests of them. Corrections are appended as new records.
To verify: \`tilsyn verify\` with the public key of this log, a clone of this branch and a clone of the protected branch.
Keep a copy of \`checkpoint\` outside this repository: only an earlier checkpoint can prove that nothing was cut off or rewritten.
`;
