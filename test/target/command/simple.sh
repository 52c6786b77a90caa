#!/usr/bin/env bash
# The least that a program for a target of kind "command" has to do, without a lock. What stands is a file below
# standing/, what serves are the lines of a file, and a server looks at both for each request.
set -euo pipefail
shopt -s nullglob
cd "$PLACE"
release="standing/${IMMUTABLE_DEPLOY_DIGEST:-}.release"

# A file has its new content all at once.
write() {
  printf '%s' "$2" > "$1.$$"
  mv "$1.$$" "$1"
}

observe() {
  local serving='' standing='' digest percent name fence=0
  if [[ -e serving ]]; then
    while read -r digest percent || [[ -n $digest ]]; do
      serving+="{\"digest\":\"$digest\",\"percent\":$percent},"
    done < serving
  fi
  for name in standing/*.release; do
    name=${name#standing/}
    standing+="\"${name%.release}\","
  done
  if [[ -e fence ]]; then fence=$(< fence); fi
  printf '{"serving":[%s],"standing":[%s],"fence":%s}\n' "${serving%,}" "${standing%,}" "$fence"
}

case $1 in
  observe) observe ;;
  stage)
    [[ -d standing ]] || mkdir -p standing
    write "$release" "$IMMUTABLE_DEPLOY_IMAGE"
    ;;
  shift)
    write fence "$IMMUTABLE_DEPLOY_FENCE"
    write serving "$IMMUTABLE_DEPLOY_GOAL"
    ;;
  discard) rm -f "$release" ;;
esac
