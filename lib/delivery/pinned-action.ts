/** An action of GitHub's marketplace, by the commit that was looked at: a tag can be moved to other code. */
export interface PinnedAction {
  /** Owner and repository, with the folder below it if there is one. */
  readonly name: string;
  /** The commit, 40 hexadecimal digits. */
  readonly commit: string;
  /** The release that the commit belongs to, for people and for the tools that raise it. */
  readonly version: string;
}

const pinned = (name: string, version: string, commit: string): PinnedAction => ({ name, version, commit });

/** The actions that the workflows use. */
export const ACTIONS = {
  checkout: pinned('actions/checkout', 'v6.0.2', 'de0fac2e4500dabe0009e67214ff5f5447ce83dd'),
  setUpNode: pinned('actions/setup-node', 'v6.4.0', '48b55a011bda9f5d6aeb4c2d9c7362e8dae4041e'),
  setUpHelm: pinned('azure/setup-helm', 'v4.3.0', 'b9e51907a09c216f16ebe8536097933489208112'),
  setUpBuildx: pinned('docker/setup-buildx-action', 'v3.11.1', 'e468171a9de216ec08956ac3ada2f0791b6bd435'),
  logIn: pinned('docker/login-action', 'v3.5.0', '184bdaa0721073962dff0199f1fb9940f07167d1'),
  buildImage: pinned('docker/build-push-action', 'v6.18.0', '263435318d21b8e681c14492fe198d362a7d2c83'),
  attest: pinned('actions/attest-build-provenance', 'v4.1.0', 'a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32'),
  uploadSarif: pinned(
    'github/codeql-action/upload-sarif',
    'v4.32.4',
    '89a39a4e59826350b863aa6b6252a07ad50cf83e',
  ),
  uploadArtifact: pinned('actions/upload-artifact', 'v7.0.1', '043fb46d1a93c77aae656e7c1c64a875d1fc6a0a'),
  downloadArtifact: pinned('actions/download-artifact', 'v8.0.1', '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c'),
} as const;
