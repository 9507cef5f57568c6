/** A Helm release that the tests can bring themselves. */
export interface PinnedHelm {
  readonly version: string;
  /** The Go package of its command. */
  readonly goPackage: string;
  /** What the release's own build sets: without it, Helm 3 takes every chart to be for Kubernetes 1.20. */
  readonly linkerFlags: readonly string[];
  /** Of the official archive, by platform, as the release notes publish them. */
  readonly sha256: Readonly<Record<string, string>>;
}

export const pinnedHelm: Readonly<Record<3 | 4, PinnedHelm>> = {
  3: {
    version: 'v3.22.0',
    goPackage: 'helm.sh/helm/v3/cmd/helm',
    linkerFlags: [
      '-X helm.sh/helm/v3/internal/version.version=v3.22.0',
      '-X helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor=1',
      '-X helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor=37',
      '-X helm.sh/helm/v3/pkg/lint/rules.k8sVersionMajor=1',
      '-X helm.sh/helm/v3/pkg/lint/rules.k8sVersionMinor=37',
    ],
    sha256: {
      'linux-amd64': '1e4ab49e429626cf6c6958d914248b78c9730803c2751b87627e171dc800e7bb',
      'linux-arm64': 'f14e804dfee240f55525b667488fe9adca349e63e00c9af634c0beb1421ac310',
      'darwin-amd64': 'bd1d09f316558dda23698527859600936fed1371021ce0f2272d66b2fdcfa69c',
      'darwin-arm64': '4c9982a6cdeb458b60258df66b55398ca5b19293f6877faffe2909ad6f23dfe0',
    },
  },
  4: {
    version: 'v4.3.1',
    goPackage: 'helm.sh/helm/v4/cmd/helm',
    linkerFlags: ['-X helm.sh/helm/v4/internal/version.version=v4.3.1'],
    // No archive: its published checksums are still to be pinned here. `go install` brings it.
    sha256: {},
  },
};
