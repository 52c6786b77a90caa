/**
 * What is done on a host that is reached over ssh, in the shell of POSIX with the programs of GNU or BusyBox. Each
 * script is one verb of `place.ts`, done on the same files and in the same steps as on this machine: `current.ts`,
 * `fence.ts` and `ownership.ts` say why. It begins with `$path`, `$marker` (what the marker holds) and `$id` (of this
 * one call), and ends by `answer`, in a word and what belongs to it.
 */

const common = `export LC_ALL=C
umask 022
exists() { [ -e "$1" ] || [ -L "$1" ]; }
is_hex() { [ \${#1} -eq 64 ] || return 1; case $1 in *[!0-9a-f]*) return 1;; esac; }
remove() { # a tree whose folders are read-only
  find "$1" -type d -exec chmod u+rwx {} + 2>/dev/null
  rm -rf "$1" 2>/dev/null
  ! exists "$1"
}
enter() { # says whether the directory is ours yet, and goes there
  [ ! -L "$path" ] || answer not-directory
  if [ ! -e "$path" ] && ! reason=$(ls -d "$path" 2>&1); then
    case $reason in *"No such file"*) return 1;; esac
    answer unreadable "$reason"
  fi
  [ -d "$path" ] || answer not-directory
  reason=$(cd "$path" 2>&1 && ls -A 2>&1 >/dev/null) || answer unreadable "$reason"
  cd "$path" || answer unreadable
  if [ ! -e .immutable-deploy.json ]; then
    others=$(ls -A | grep -v '^\\.immutable-deploy\\.json\\.')
    [ -n "$others" ] || return 1
    # Another run may have claimed it since.
    [ -e .immutable-deploy.json ] || answer foreign
  fi
  [ "$(cat .immutable-deploy.json)" = "$marker" ] || answer of-another
}
not_late() {
  greatest=$1
  for file in .fence-*; do
    number=\${file#.fence-}
    case $number in '' | *[!0-9]*) continue;; esac
    # More digits than a shell can count, and than any deployment has.
    [ \${#number} -le 18 ] || answer late "$number"
    [ "$number" -le "$greatest" ] || greatest=$number
  done
  [ "$greatest" -le "$1" ] || answer late "$greatest"
}
read_current() {
  serving=
  if ! to=$(readlink current 2>/dev/null); then
    exists current || return 0
    # Another run may have made it since.
    to=$(readlink current 2>/dev/null) || answer not-our-link
  fi
  [ "$to" != nothing ] || return 0
  is_hex "\${to#releases/}" || answer not-our-link
  ! exists "$to" || serving=\${to#releases/}
}
`

export const observe = `${common}
enter || answer absent
read_current
echo "$serving"
for release in releases/*; do ! is_hex "\${release#releases/}" || echo "\${release#releases/}"; done
answer seen`

export const claim = `${common}
for program in cat chmod find grep ln ls mkdir mv readlink rm tail tar tr wc; do
  command -v "$program" >/dev/null || answer lacks "$program"
done
case $(mv -T 2>&1) in *"invalid option"* | *"illegal option"* | *"unrecognized option"*) answer lacks 'mv -T';; esac
enter || {
  reason=$(mkdir -p "$path" 2>&1) || answer unchangeable "$reason"
  cd "$path" || answer unchangeable
  reason=$( { printf '%s\\n' "$marker" > ".immutable-deploy.json.$id"; } 2>&1) || answer unchangeable "$reason"
  ln ".immutable-deploy.json.$id" .immutable-deploy.json 2>/dev/null || [ -e .immutable-deploy.json ] ||
    mv ".immutable-deploy.json.$id" .immutable-deploy.json
  rm -f ".immutable-deploy.json.$id"
  # Of two who claim it at once, one is refused.
  enter || answer unchangeable "the marker is gone again"
}
reason=$(mkdir -p releases 2>&1) || answer unchangeable "$reason"
answer done`

/** Arguments: a release, a folder of it. */
export const holds = `[ ! -d "$path/releases/$1/$2" ] || answer yes
answer no`

/**
 * Arguments: a release, its entries, its bytes. Reads it as tar. What other runs began and have left is removed: that
 * in which nothing has changed for an hour.
 */
export const add = `${common}
enter || answer missing
cd releases || answer missing
for left in .[!.]*; do
  exists "$left" || continue
  [ -n "$(find "$left" -mmin -60 2>/dev/null)" ] || remove "$left"
done
partial=.stage-$id
fail() { cd "$path/releases" && remove "$partial"; answer "$@"; }
reason=$(mkdir "$partial" 2>&1) || answer unchangeable "$reason"
cd "$partial" || answer unchangeable
reason=$(tar -x -o -m -p -f - 2>&1) || fail not-unpacked "$reason"
entries=$(find . -exec sh -c 'printf %c "$@"' sh {} + | wc -c)
bytes=$(find . -type f -exec cat {} + | wc -c)
[ "$entries" -eq "$2" ] && [ "$bytes" -eq "$3" ] || fail incomplete "$((entries)) entries and $((bytes)) bytes"
find . -type d -exec chmod 555 {} + || fail not-unpacked 'its folders cannot be made read-only'
cd .. || fail unchangeable
mv -T "$partial" "$1" 2>/dev/null && answer done
# Another run has put the same there in the meantime.
[ ! -d "$1" ] || fail done
fail unchangeable 'a release cannot be given its name'`

/** Arguments: the release that is to serve, that which is expected to, the fence. Nothing is an empty one. */
export const swap = `${common}
enter || answer missing
not_late "$3"
ticket=.swap-$id
trap 'rm -f "$ticket"' EXIT
to=nothing; [ -z "$1" ] || to=releases/$1
reason=$(ln -s "$to" "$ticket" 2>&1) || answer unchangeable "$reason"
reason=$( { true > ".fence-$3"; } 2>&1) || answer unchangeable "$reason"
for file in .fence-*; do
  number=\${file#.fence-}
  case $number in '' | *[!0-9]*) continue;; esac
  [ \${#number} -gt 18 ] || [ "$number" -ge "$3" ] || rm -f "$file"
done
for other in .swap-*; do [ "$other" = "$ticket" ] || remove "$other"; done
not_late "$3"
read_current
[ "$serving" = "$2" ] || [ "$serving" = "$1" ] || answer moved "$serving"
[ -z "$1" ] || exists "releases/$1" || answer not-standing
reason=$(mv -T -f "$ticket" current 2>&1) && answer done
! exists "$ticket" || answer not-swapped "$reason"
answer swapped-meanwhile`

/** Arguments: a release, the fence. */
export const discard = `${common}
enter || answer done
exists "releases/$1" || answer done
not_late "$2"
read_current
[ "$serving" != "$1" ] || answer serves
# Renamed first: a folder that has its name is complete, also while it is being removed.
reason=$(mv -T "releases/$1" "releases/.discard-$id" 2>&1) || {
  ! exists "releases/$1" || answer unchangeable "$reason"
  answer done
}
remove "releases/.discard-$id" || answer unchangeable 'a release cannot be removed'
answer done`

/** Argument: a command. What it leaves running has no pipe of ours, and holds nobody up. */
export const run = `cd "$path" || answer missing
said=releases/.reload-$id
(exec sh -c "$1") </dev/null >/dev/null 2>"$said"
code=$?
last=$(tail -n 1 "$said")
rm -f "$said"
[ "$code" -eq 0 ] || answer failed "$code $last"
answer done`

/** Arguments: a release, the path of a file or folder in it. Tells where the file is, its name and its size. */
export const find = `${common}
root=$(readlink -f "$path/releases/$1") || answer none
file=$root/$2
[ ! -d "$file" ] || file=$file/index.html
file=$(readlink -f "$file") || answer none
case $file in "$root"/*) ;; *) answer none;; esac
[ -f "$file" ] && [ -r "$file" ] || answer none
size=$(wc -c < "$file") || answer none
printf '%s\\n%s\\n' "$((size))" "\${file#"$root"/}"
answer found`

/** Arguments: a release, the path of a file in it. Writes the file. */
export const cat = `exec cat "$path/releases/$1/$2"`
