import { findHelm } from './helm';

/** Before the unit tests: EVENT_MESH_HELM is the path of a supported Helm. */
export default async function provideHelm(): Promise<void> {
  process.env['EVENT_MESH_HELM'] = await findHelm();
  // Each Helm lives for a tenth of a second: to collect garbage costs a third more and gives nothing.
  process.env['GOGC'] = 'off';
}
