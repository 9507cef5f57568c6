/** Looks for Helm before the first run of tests in a process; the runs of further mutants in it have the answer. */
module.exports = async function findHelmOnce() {
  if (process.env['EVENT_MESH_HELM'] !== undefined) return;
  // Required here, where Jest compiles what is required.
  await require('../../__tests__/helm/global-set-up').default();
};
