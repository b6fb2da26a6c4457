# Makes a bare Ubuntu a host for Kubernetes: containerd, runc, CNI plugins, kubeadm, kubelet, kubectl.
# Runs as root with KUBERNETES set, stops at the first failure, may run again. Every download is
# checked against the checksum that its project publishes beside it.
CONTAINERD=2.1.4
RUNC=1.3.0
CNI=1.7.1

architecture=$(dpkg --print-architecture)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fetch() {
  curl -fsSL --retry 5 --retry-delay 2 --connect-timeout 10 -o "$2" "$1"
}
# Compares with a checksum, whichever way the file that holds it is laid out.
check() {
  expected=$(awk -v name="$3" '$2 == name || $2 == "*" name || NF == 1 {print $1; exit}' "$2")
  actual=$(sha256sum "$1" | awk '{print $1}')
  if [ -z "$expected" ] || [ "$expected" != "$actual" ]; then
    echo "$3: expected checksum ${expected:-none}, the download has $actual" >&2
    exit 1
  fi
}

export DEBIAN_FRONTEND=noninteractive
# Ubuntu may be updating itself at first boot and hold the lock for a while.
apt-get -o DPkg::Lock::Timeout=300 -q update
apt-get -o DPkg::Lock::Timeout=300 -q -y --no-install-recommends install \
  bash-completion conntrack curl ethtool iptables jq openjdk-17-jre-headless socat

archive=containerd-$CONTAINERD-linux-$architecture.tar.gz
site=https://github.com/containerd/containerd/releases/download/v$CONTAINERD
fetch "$site/$archive" "$archive"
fetch "$site/$archive.sha256sum" sums
check "$archive" sums "$archive"
tar -C /usr/local -xzf "$archive"

site=https://github.com/opencontainers/runc/releases/download/v$RUNC
fetch "$site/runc.$architecture" runc
fetch "$site/runc.sha256sum" sums
check runc sums "runc.$architecture"
install -m 0755 runc /usr/local/sbin/runc

archive=cni-plugins-linux-$architecture-v$CNI.tgz
site=https://github.com/containernetworking/plugins/releases/download/v$CNI
fetch "$site/$archive" "$archive"
fetch "$site/$archive.sha256" sums
check "$archive" sums "$archive"
mkdir -p /opt/cni/bin
tar -C /opt/cni/bin -xzf "$archive"

for program in kubeadm kubelet kubectl; do
  site=https://dl.k8s.io/release/$KUBERNETES/bin/linux/$architecture
  fetch "$site/$program" "$program"
  fetch "$site/$program.sha256" sums
  check "$program" sums "$program"
  install -m 0755 "$program" "/usr/local/bin/$program"
done

systemd_cgroup=false
[ "$(stat -fc %T /sys/fs/cgroup)" != cgroup2fs ] || systemd_cgroup=true
mkdir -p /etc/containerd
cat > /etc/containerd/config.toml <<END
version = 3

[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
  runtime_type = 'io.containerd.runc.v2'

  [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
    SystemdCgroup = $systemd_cgroup
END

cat > /etc/systemd/system/containerd.service <<'END'
[Unit]
Description=containerd
After=network.target local-fs.target

[Service]
Type=notify
ExecStartPre=-/sbin/modprobe overlay
ExecStart=/usr/local/bin/containerd
Delegate=yes
KillMode=process
Restart=always
RestartSec=2
LimitNOFILE=infinity
TasksMax=infinity
OOMScoreAdjust=-999

[Install]
WantedBy=multi-user.target
END

cat > /etc/systemd/system/kubelet.service <<'END'
[Unit]
Description=kubelet
After=containerd.service
Wants=containerd.service
# kubeadm writes it; before, there is nothing to run.
ConditionPathExists=/var/lib/kubelet/config.yaml
StartLimitIntervalSec=0

[Service]
Environment="KUBELET_KUBECONFIG_ARGS=--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf"
Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"
EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
ExecStart=/usr/local/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS
Restart=always
RestartSec=2

[Install]
WantedBy=multi-user.target
END

systemctl daemon-reload
systemctl enable --now containerd
systemctl enable kubelet
