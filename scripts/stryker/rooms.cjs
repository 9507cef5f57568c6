/**
 * The rooms whose mutants are tested, and the folders of `__tests__/` that must notice them: the room's own, and those
 * of the rooms that are built on it. All of them are quick, and spawn nothing but Helm.
 */
const rooms = {
  values: ['values', 'emit'],
  emit: ['emit', 'values'],
  mesh: ['mesh', 'analysis', 'simulate'],
  validation: ['validation', 'analysis'],
  analysis: ['analysis'],
  simulate: ['simulate'],
};

const chosen = process.env['STRYKER_ROOM'] ?? Object.keys(rooms).join(',');

/** The rooms that `STRYKER_ROOM` names, with commas between them; all by default. */
module.exports.rooms = chosen.split(',');

/** The folders of tests that look at them. */
module.exports.testFolders = [
  ...new Set(
    module.exports.rooms.flatMap((room) => {
      if (rooms[room]) return rooms[room];
      throw new Error(`STRYKER_ROOM names '${room}', expected some of ${Object.keys(rooms).join(', ')}`);
    }),
  ),
];
