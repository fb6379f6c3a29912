package git

import (
	"net/url"

	"sigs.k8s.io/kustomize/api/outside"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// Cloner puts a repository where its RepoSpec says.
type Cloner func(repoSpec *RepoSpec) error

// ClonerUsingGitExec, in the original, runs git; here the caller has the repository already.
func ClonerUsingGitExec(repoSpec *RepoSpec) error {
	folder, err := outside.Clone(repoSpec.Raw())
	repoSpec.Dir = filesys.ConfirmedDir(folder)
	return err
}

// LeaveOut says whether path is remote and to be passed over.
func LeaveOut(path, root, what string) bool {
	if _, err := NewRepoSpecFromURL(path); err != nil && !isWeb(path) {
		return false
	}
	return outside.LeaveOut(path, root, what)
}

func isWeb(path string) bool {
	parsed, err := url.Parse(path)
	return err == nil && (parsed.Scheme == "http" || parsed.Scheme == "https")
}
