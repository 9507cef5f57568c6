/**
 * The rooms whose mutants are tested, and the tests below `__tests__/` that must notice them: the room's own, and those
 * of what is built on it. They are quick, and spawn nothing but Helm.
 */
const rooms = {
  values: ['values/*', 'emit/*', 'helm-features/expressions'],
  emit: ['emit/*', 'values/*', 'helm-features/!(package)', 'hardening/@(links-in-output|published-folder)'],
  mesh: ['mesh/*', 'analysis/*', 'simulate/*'],
  validation: ['validation/*', 'analysis/*'],
  analysis: ['analysis/*'],
  simulate: ['simulate/*'],
};

const chosen = process.env['STRYKER_ROOM'] ?? Object.keys(rooms).join(',');

/** The rooms that `STRYKER_ROOM` names, with commas between them; all by default. */
module.exports.rooms = chosen.split(',');

/** The tests that look at them, as globs below `__tests__/`. */
module.exports.tests = [
  ...new Set(
    module.exports.rooms.flatMap((room) => {
      if (rooms[room]) return rooms[room];
      throw new Error(`STRYKER_ROOM names '${room}', expected some of ${Object.keys(rooms).join(', ')}`);
    }),
  ),
];
