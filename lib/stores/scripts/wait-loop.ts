import { shell } from './shell';

/**
 * `until_deadline WHAT` runs `attempt` until it succeeds, and is false when `WAIT_SECONDS` have passed. A failed
 * `attempt` leaves the cause in `$reason`, which is told each time. Pauses grow from 1 to 5 seconds.
 */
export const waitLoop = shell`
WAIT_SECONDS=\${WAIT_SECONDS:-300}
whole WAIT_SECONDS "$WAIT_SECONDS"
until_deadline() {
  began=$(date +%s)
  pause=1
  until attempt; do
    waited=$(($(date +%s) - began))
    say "waiting for $1 ($waited s of $WAIT_SECONDS s): $reason"
    left=$((WAIT_SECONDS - waited))
    [ "$left" -gt 0 ] || return 1
    [ "$pause" -le "$left" ] || pause=$left
    sleep "$pause"
    pause=$((pause * 2))
    [ "$pause" -le 5 ] || pause=5
  done
}
`;
