import globalSetUp from './global-set-up';

// Starts the cluster of the tests for people: see README.md.
globalSetUp().then(
  () => {
    console.log(`export KUBECONFIG=${process.env['EVENT_MESH_KUBECONFIG']}  # Ctrl-C here ends the cluster`);
    setInterval(() => undefined, 1 << 30);
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
