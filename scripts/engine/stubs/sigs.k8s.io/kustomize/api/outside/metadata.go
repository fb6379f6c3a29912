package outside

// BuildMetadata are options put to the root kustomization's own, so that the result says where each object comes from.
var BuildMetadata []string
