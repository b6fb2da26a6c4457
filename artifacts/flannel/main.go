// Command flannel is flannel's agent with what the training's clusters use of it: subnets from the Kubernetes API, VXLAN
// and iptables, all of it flannel's own packages. Its makers' program also has a backend that needs a C compiler, and with
// it no package could be shared with Kubernetes. It takes the arguments of manifests/flannel, which also start the
// makers' program.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"sync"
	"syscall"

	"github.com/flannel-io/flannel/pkg/backend"
	_ "github.com/flannel-io/flannel/pkg/backend/vxlan" // registers itself
	"github.com/flannel-io/flannel/pkg/ipmatch"
	"github.com/flannel-io/flannel/pkg/subnet"
	"github.com/flannel-io/flannel/pkg/subnet/kube"
	"github.com/flannel-io/flannel/pkg/trafficmngr/iptables"
	"github.com/flannel-io/flannel/pkg/version"
	log "k8s.io/klog/v2"
)

const (
	annotations   = "flannel.alpha.coreos.com"
	networkFile   = "/etc/kube-flannel/net-conf.json"
	subnetFile    = "/run/flannel/subnet.env"
	bridgeFilter  = "/proc/sys/net/bridge/bridge-nf-call-iptables"
	resyncSeconds = 5
)

func main() {
	masquerade := flag.Bool("ip-masq", false, "hide pods behind their node when they speak to the outside")
	fromCluster := flag.Bool("kube-subnet-mgr", false, "take subnets from the Kubernetes API; there is no other way here")
	flag.Parse()
	if !*fromCluster || flag.NArg() > 0 {
		log.Exitf("flannel of the training: arguments %q; expected --kube-subnet-mgr and perhaps --ip-masq", os.Args[1:])
	}
	log.Infof("flannel %s of the training", version.Version)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	var running sync.WaitGroup
	err := run(ctx, &running, *masquerade)
	stop()
	running.Wait()
	if err != nil && !errors.Is(err, context.Canceled) {
		log.Exit("flannel of the training: ", err)
	}
}

// run returns when ctx ends; what it left running ends then too.
func run(ctx context.Context, running *sync.WaitGroup, masquerade bool) error {
	manager, err := kube.NewSubnetManager(ctx, "", "", annotations, networkFile, true)
	if err != nil {
		return fmt.Errorf("subnets from the Kubernetes API: %w", err)
	}
	config, err := manager.GetNetworkConfig(ctx)
	if err != nil {
		return fmt.Errorf("%s: %w", networkFile, err)
	}
	if config.EnableNFTables || config.EnableIPv6 {
		return fmt.Errorf("%s asks for nftables or IPv6; only iptables and IPv4 are compiled in", networkFile)
	}
	// Without it the rules of iptables would not be asked about what pods of one node say to each other.
	if _, err := os.Stat(bridgeFilter); err != nil {
		return fmt.Errorf("the kernel module br_netfilter is not loaded on this node: %w", err)
	}
	network, err := register(ctx, running, manager, config)
	if err != nil {
		return err
	}
	if err := filter(ctx, running, config, network, masquerade); err != nil {
		return err
	}
	lease := network.Lease()
	if err := manager.HandleSubnetFile(
		subnetFile, config, masquerade, lease.Subnet, lease.IPv6Subnet, network.MTU()); err != nil {
		return fmt.Errorf("%s: %w", subnetFile, err)
	}
	running.Add(1)
	go func() {
		defer running.Done()
		network.Run(ctx)
	}()
	if err := manager.CompleteLease(ctx, lease, running); err != nil {
		return fmt.Errorf("telling the Kubernetes API that the network is up: %w", err)
	}
	<-ctx.Done()
	return nil
}

// register brings up the device to the other nodes, over the interface of the default route.
func register(
	ctx context.Context, running *sync.WaitGroup, manager subnet.Manager, config *subnet.Config,
) (backend.Network, error) {
	stack, err := ipmatch.GetIPFamily(config.EnableIPv4, config.EnableIPv6)
	if err != nil {
		return nil, err
	}
	outward, err := ipmatch.LookupExtIface("", "", "", stack, ipmatch.PublicIPOpts{})
	if err != nil {
		return nil, fmt.Errorf("interface to the other nodes: %w", err)
	}
	kind, err := backend.NewManager(ctx, manager, outward).GetBackend(config.BackendType)
	if err != nil {
		return nil, fmt.Errorf("%s: backend %q: %w", networkFile, config.BackendType, err)
	}
	network, err := kind.RegisterNetwork(ctx, running, config)
	if err != nil {
		return nil, fmt.Errorf("backend %q: %w", config.BackendType, err)
	}
	return network, nil
}

// filter lets pods' traffic pass, and hides pods from the outside if masquerade.
func filter(
	ctx context.Context, running *sync.WaitGroup, config *subnet.Config, network backend.Network, masquerade bool,
) error {
	rules := &iptables.IPTablesManager{}
	if err := rules.Init(ctx, running); err != nil {
		return fmt.Errorf("iptables: %w", err)
	}
	if masquerade {
		lease := network.Lease()
		// Said to be the same as before: all older rules are in a chain of flannel's, which is emptied anyway.
		if err := rules.SetupAndEnsureMasqRules(ctx,
			config.Network, lease.Subnet, config.Network,
			config.IPv6Network, lease.IPv6Subnet, config.IPv6Network,
			lease, resyncSeconds); err != nil {
			return fmt.Errorf("iptables: %w", err)
		}
	}
	rules.SetupAndEnsureForwardRules(ctx, config.Network, config.IPv6Network, resyncSeconds)
	return nil
}
