#!/bin/sh
# Installs what `npm run test:system` needs on Debian or Ubuntu. Run it again at will: what is there stays as it is.
set -eu

# What comes from no package, for the user who runs this.
"$(dirname "$0")/delivery-tools.sh"

wanted='postgresql redis-server busybox shellcheck prometheus gnupg chromium'

missing=''
for package in $wanted; do
  state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing="$missing $package"
done
if [ -z "$missing" ]; then
  echo "installed already: $wanted"
  exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "not installed:$missing; run this script as root: sudo sh $0" >&2
  exit 1
fi

# The tests start servers of their own, so the daemons of the packages shall not start.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# One word per package is meant.
# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends $missing
