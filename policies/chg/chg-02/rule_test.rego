package tilsyn.controls.chg_02_test

import data.tilsyn.controls.chg_02
import data.tilsyn.lib.batch_test

git(ref) := batch_test.of({"apiVersion": "source.toolkit.fluxcd.io/v1", "kind": "GitRepository", "metadata": {"name": "g"}, "spec": {"url": "https://example.com/g.git", "ref": ref}}, {})

chart(version) := batch_test.of({"apiVersion": "helm.toolkit.fluxcd.io/v2", "kind": "HelmRelease", "metadata": {"name": "h"}, "spec": {"chart": {"spec": {"chart": "c", "version": version, "sourceRef": {"kind": "HelmRepository", "name": "r"}}}}}, {})

argo(revision) := batch_test.of({"apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "metadata": {"name": "a"}, "spec": {"source": {"repoURL": "https://example.com/g", "path": "x", "targetRevision": revision}}}, {})

sha := "5f3c6a0e9b1d4c7a8e2f0b6d9c3a1e7f4b8d2c60"

test_commit_wins_over_branch if count(chg_02.violations) == 0 with input as git({"branch": "main", "commit": sha})

test_commit_wins_over_name if count(chg_02.violations) == 0 with input as git({"name": "refs/heads/main", "commit": sha})

test_name_wins_over_tag if batch_test.keys(chg_02.violations) == {"branch"} with input as git({"tag": "v1", "name": "refs/heads/main"})

test_shortened_commit if batch_test.keys(chg_02.violations) == {"branchOrTag"} with input as git({"commit": "5f3c6a0"})

test_no_ref if batch_test.keys(chg_02.violations) == {"unnamed"} with input as git(null)

test_own_repository_may_follow_a_branch if {
	count(chg_02.violations) == 0 with input as object.union(git({"branch": "main"}), {"parameters": {"sources.allowBranchFor": ["https://Example.com/g/"]}})
}

test_ranges if {
	every version in ["*", ">=1.0.0", "1.4", "1.4.x", "~1.4.2", "^1.4.2", "1.4.2 || 2.0.0", "latest"] {
		batch_test.keys(chg_02.violations) == {"range"} with input as chart(version)
	}
}

test_exact if {
	every version in ["1.4.2", "v1.4.2", "=1.4.2", "1.4.2-rc.1", "1.4.2+build.3"] {
		count(chg_02.violations) == 0 with input as chart(version)
	}
}

test_names_of_argo_cd if {
	batch_test.keys(chg_02.violations) == {"branch"} with input as argo("HEAD")
	batch_test.keys(chg_02.violations) == {"range"} with input as argo("v1.*")
	batch_test.keys(chg_02.violations) == {"branchOrTag"} with input as argo("release-7")
	batch_test.keys(chg_02.violations) == {"unnamed"} with input as argo("")
	count(chg_02.violations) == 0 with input as argo(sha)
	count(chg_02.violations) == 0 with input as argo("refs/tags/release-7")
}
