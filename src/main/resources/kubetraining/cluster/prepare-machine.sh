#!/bin/bash
# Gives a bare Debian or Ubuntu what a table names, and makes it a host for Kubernetes.
# Usage: prepare-machine TABLE SECONDS   as root; waits for others, such as apt, no longer than SECONDS
# The table's lines are words parted by tabs: "package NAME", or "file ADDRESS CHECKSUM MEMBER PATH MODE"; see
# MachineDownloads. It may run again, also after it was killed in the middle: what is done is not done again.
set -eu
table=$1
deadline=$((SECONDS + $2))
here=/var/lib/kube-training/set-up
cache=/var/cache/kube-training
export LC_ALL=C DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1

stop() {
  echo "$1" >&2
  exit 1
}

# What apt and dpkg lock is locked by fcntl: flock would not see it.
held() {
  local inode
  inode=$(stat -c %i "$1" 2>/dev/null) || return 1
  awk -v inode="$inode" '{n = split($6, part, ":"); if (part[n] == inode) found = 1} END {exit !found}' /proc/locks
}
wait_for() {
  while held "$1"; do
    [ $SECONDS -lt $deadline ] || stop "$1 is still locked by another program; what updates this machine? See: ps -ef"
    sleep 1
  done
}

# One at a time. What it starts holds the lock, too, so that it waits for what a killed one has left running.
mkdir -p $here/placed $cache
exec 9> $here/lock
flock -w $((deadline - SECONDS)) 9 || stop "another $0 has not ended; see: ps -ef"

# Until it ends, cloud-init changes names, packages and users.
if command -v cloud-init > /dev/null; then
  status=0
  timeout $((deadline - SECONDS)) cloud-init status --wait > /dev/null 2>&1 9>&- || status=$?
  case $status in
  0 | 2) ;; # 2: it has recovered from what it met
  124) stop "cloud-init has not ended; see /var/log/cloud-init-output.log" ;;
  *) echo "note: cloud-init has met an error (exit code $status); see /var/log/cloud-init-output.log" ;;
  esac
fi

missing_packages() {
  local name
  awk -F '\t' '$1 == "package" {print $2}' "$table" | while read -r name; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2> /dev/null)" = installed ] || echo "$name"
  done
}
update_lists() {
  local tries=0
  # The option that waits for dpkg's lock does nothing for that of the lists.
  until apt-get -q -o APT::Update::Error-Mode=any -o Acquire::Retries=3 update 9>&-; do
    if held /var/lib/apt/lists/lock; then
      wait_for /var/lib/apt/lists/lock
    else
      tries=$((tries + 1))
      [ $tries -lt 5 ] || stop "the lists of packages could not be fetched; see what apt-get says above"
      sleep $((tries * 2))
    fi
  done
}
install_packages() {
  local missing
  wait_for /var/lib/dpkg/lock-frontend
  wait_for /var/lib/dpkg/lock
  # What a killed dpkg has left.
  [ -z "$(ls /var/lib/dpkg/updates)$(dpkg --audit)" ] || dpkg --force-confold --configure -a 9>&-
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  update_lists
  # Java's package wants the folder, which small systems lack.
  mkdir -p /usr/share/man/man1
  # shellcheck disable=SC2086 # several names
  apt-get -q -y --no-install-recommends -o DPkg::Lock::Timeout=$((deadline - SECONDS)) -o Acquire::Retries=5 \
    -o Dpkg::Options::=--force-confold install $missing 9>&-
}

# A file of the web; one that was begun is gone on with.
download() {
  local tries=0 status code
  while true; do
    status=0
    code=$(curl -fsSL --connect-timeout 10 --speed-limit 1024 --speed-time 30 -C - -o "$2" -w '%{http_code}' "$1") ||
      status=$?
    case $status:$code in
    0:*) return ;;
    33:* | 22:416) rm -f "$2" ;; # cannot be gone on with
    22:408 | 22:429) ;;
    22:4*) stop "$1 answers $code; correct artifacts/downloads.json, or fill the mirror" ;;
    esac
    tries=$((tries + 1))
    [ $tries -lt 8 ] || stop "$1 could not be fetched in $tries tries; is that site, or its mirror, reached from this machine?"
    sleep $((tries * 2))
  done
}
# Has the file of an address in the cache, checked.
fetch() {
  local address=$1 check=$2 file=$3 program=sha256sum digits=64 expected seen begun
  [ "$check" != .sha512 ] || { program=sha512sum digits=128; }
  case $check in
  .*)
    rm -f "$file.sum"
    download "$address$check" "$file.sum"
    # Whichever way it is laid out.
    expected=$(tr -d ' \n' < "$file.sum" | grep -oiE "[0-9a-f]{$digits}" | head -n 1 | tr '[:upper:]' '[:lower:]')
    ;;
  *) expected=$check ;;
  esac
  [ -n "$expected" ] || stop "$address$check holds no checksum of $digits digits"
  for begun in 1 0; do
    [ -s "$file" ] || begun=0
    seen=$([ ! -e "$file" ] || $program "$file" | cut -d ' ' -f 1)
    if [ "$seen" != "$expected" ]; then
      download "$address" "$file"
      seen=$($program "$file" | cut -d ' ' -f 1)
    fi
    [ "$seen" != "$expected" ] || return 0
    rm -f "$file"
    # What was begun may have been of another file.
    [ $begun = 1 ] || break
  done
  stop "$address does not match its checksum: expected $expected, what came has $seen. It was removed; if this \
happens again, do not use that source"
}

# A file or folder at its place, whole or not at all.
place() {
  local new=$2.kube-training-new
  mkdir -p "${2%/*}"
  rm -rf "$new"
  if [ -d "$1" ]; then
    mv -T "$1" "$new"
    rm -rf "$2"
  else
    install -m "$3" "$1" "$new"
  fi
  [[ $2 != */containerd* ]] || touch $here/changed
  mv -fT "$new" "$2"
}
own_home() {
  local top=${1#/home/ubuntu/}
  [ "$top" = "$1" ] || chown -hR ubuntu:ubuntu "/home/ubuntu/${top%%/*}"
}

# All that one download holds. It says what it has placed only when all of it is there.
place_download() {
  local lines file mark check member path mode whole=1
  lines=$(awk -F '\t' -v address="$1" '$1 == "file" && $2 == address' "$table")
  mark=$here/placed/$(sha256sum <<< "$lines" | cut -d ' ' -f 1)
  while IFS=$'\t' read -r _ _ _ _ path _; do
    [ -e "${path%/}" ] || whole=0
  done <<< "$lines"
  if [ -e "$mark" ] && [ $whole = 1 ]; then
    return
  fi
  check=$(head -n 1 <<< "$lines" | cut -f 3)
  file=$cache/$(sha256sum <<< "$1" | cut -c 1-8)-${1##*/}.part
  fetch "${1//@ARCH@/$(dpkg --print-architecture)}" "$check" "$file"
  rm -rf $cache/unpacked
  while IFS=$'\t' read -r _ _ _ member path mode; do
    if [ "$member" = - ]; then
      place "$file" "$path" "$mode"
    else
      [ -d $cache/unpacked ] || { mkdir $cache/unpacked && tar -C $cache/unpacked --no-same-owner -xzf "$file"; }
      [ -e "$cache/unpacked/$member" ] || stop "$1 has no $member in it; correct artifacts/downloads.json"
      place "$cache/unpacked/${member%/}" "${path%/}" "$mode"
    fi
    own_home "$path"
  done <<< "$lines"
  touch "$mark"
  rm -rf $cache/unpacked "$file" "$file.sum"
}

# A file of a service, from the one beside this script; what the machine can do is filled in.
configure() {
  local may_raise files
  may_raise=$((0x$(sed -n 's/^CapBnd:[[:space:]]*//p' /proc/1/status) >> 24 & 1))
  files=infinity
  [ $may_raise = 1 ] || files=$(awk '/^Max open files/ {print $5}' /proc/1/limits)
  sed -e "s/@OPEN_FILES@/$files/" \
    -e "s/@RESTRICT_OOM_SCORE_ADJ@/$([ $may_raise = 1 ] && echo false || echo true)/" \
    -e "s/@SYSTEMD_CGROUP@/$([ "$(stat -fc %T /sys/fs/cgroup)" = cgroup2fs ] && echo true || echo false)/" \
    "$here/$1" > "$here/filled"
  if ! cmp -s "$here/filled" "$2"; then
    touch $here/changed
    place "$here/filled" "$2" 0644
  fi
}

install_packages
awk -F '\t' '$1 == "file" && !seen[$2]++ {print $2}' "$table" > $here/addresses
while read -r address; do
  place_download "$address"
done < $here/addresses

for plugin in /usr/lib/cni/*; do
  cmp -s "$plugin" "/opt/cni/bin/${plugin##*/}" || place "$plugin" "/opt/cni/bin/${plugin##*/}" 0755
done
# The guide's place of it.
[ ! -x /usr/bin/hey ] || ln -sfn ../../bin/hey /usr/local/bin/hey

configure containerd.toml /etc/containerd/config.toml
configure containerd.service /etc/systemd/system/containerd.service
configure kubelet.service /etc/systemd/system/kubelet.service
if [ -e $here/changed ]; then
  systemctl daemon-reload
  systemctl enable containerd kubelet
  systemctl restart containerd 9>&-
  rm $here/changed
fi
