@section-5 @cpu-manager @needs(section-1)
Feature: 5. Give a container a CPU of its own
  A container that requests one CPU gets the time of one CPU, but not always on the same one. The Linux kernel moves
  the container around, and lets other programs run in between. Most programs do not mind. Some do: those that must
  answer quickly every time, and not just on average.

  For these the kubelet can set whole CPUs aside. The part of it that does so is the CPU manager, and it has two
  policies. With `none`, the default, every container may run on every CPU. With `static`, some containers get CPUs of
  their own, and all others keep off them. Underneath is the kernel's cpuset: a list of the CPUs that a group of
  processes may use.

  The policy is a setting of each kubelet, so we change one node, node4, and compare it with the others. The kubelet
  decides which CPU a container gets. We never ask which one it is, only how many there are and who else may use them.

  A node has work of its own, and needs part of a CPU for it. If part of a CPU is reserved, that CPU cannot be given to
  a container. So a machine needs two CPUs to give one away; on a smaller machine this section says so and is not
  attempted.

  Background:
    Given the training cluster is running
    And there is nothing of this section on node3 and node4, before and after
    And node4 has a whole CPU to give away

  Rule: The kubelet tells you which CPU policy it uses

    @control @machine
    Scenario: By default every container can use every CPU
      Look before you change anything: a check that has never said "no" proves nothing when it says "yes".

      The kubelet has an address called configz, where it shows the configuration that it runs with. Trust it more than
      the file, which may have been changed after the kubelet read it.

      Given node4 has its original configuration
      When the trainee runs on node1:
        """bash
        kubectl get --raw /api/v1/nodes/node4/proxy/configz | jq --raw-output .kubeletconfig.cpuManagerPolicy
        """
      Then the output is "none"
      And every container on node4 may use every CPU
      When the trainee runs on node1:
        """bash
        kubectl create -f ~/training/05-cpu-manager/podpi.yaml
        """
      Then pod "podpi" runs on node4, in the class Guaranteed
      And it may use every CPU of the machine

    @essential @machine
    Scenario: node4 uses the CPU policy "static"
      Five things happen, and their order matters.

      First keep a copy of the configuration, so that you have a way back. Then move the pods away, since CPUs are
      assigned only when a container starts. Then stop the kubelet; running pods do not notice.

      Next come two files. The kubelet records in its state file, `cpu_manager_state`, which policy it uses and which
      CPUs are exclusive. It refuses to start when the state file contradicts the configuration, so the file has to go.
      The configuration gets three new settings: the policy, how often containers are moved off exclusive CPUs (every
      second, so that you need not wait for the usual ten), and 400m, which is four tenths of a CPU, reserved for the
      kubelet.

      Start it, check that it is healthy, and let pods in again. A kubelet is back within a second or two. The node is
      shown as Ready all that time, because Kubernetes waits for most of a minute before it worries. So look at the
      kubelet itself, and for a report newer than its start.

      On a machine with two CPUs, node4 offers 2000m minus 400m, which is 1600m.

      **If it fails**: run `sudo journalctl --unit kubelet --lines 20` on node4. "could not restore state from
      checkpoint" means that the state file is still there. "unable to determine reserved CPU resources for static
      policy" means that no CPU is reserved. **If the first command fails** with "cannot delete Pods that declare no
      controller", a pod of yours still runs on node4: delete it.

      Given node4 has its original configuration
      When the trainee runs on node4:
        """bash
        sudo cp --preserve /var/lib/kubelet/config.yaml /var/lib/kubelet/config.yaml.training-original
        """
      And the trainee runs on node1:
        """bash
        kubectl drain node4 --ignore-daemonsets --delete-emptydir-data
        """
      And the trainee runs on node4:
        """bash
        sudo systemctl stop kubelet
        """
      Then the kubelet of node4 is down
      When the trainee runs on node4:
        """bash
        sudo rm /var/lib/kubelet/cpu_manager_state
        sudo sed -i '/^cpuManager/d' /var/lib/kubelet/config.yaml
        printf 'cpuManagerPolicy: static\ncpuManagerReconcilePeriod: 1s\nkubeReserved:\n  cpu: 400m\n' | sudo tee -a /var/lib/kubelet/config.yaml
        sudo systemctl start kubelet
        """
      Then the kubelet of node4 is up again, and reports the node as Ready
      When the trainee runs on node1:
        """bash
        kubectl uncordon node4
        kubectl describe node node4
        """
      Then the kubelet of node4 uses the CPU policy "static"
      And 400m of CPU are reserved for the kubelet of node4
      And node4 offers its CPUs minus what is reserved
      And node4 stays Ready for at least 5 seconds

  Rule: Whole CPUs go to Guaranteed pods that request whole CPUs, and to no others

    @essential @machine
    Scenario: The pod has a CPU of its own, and all other containers keep off it
      The pod names limits and no requests. Kubernetes then sets the requests equal to the limits, and this makes the
      pod Guaranteed: the class of pods that get everything they request.

      Three witnesses tell you who owns a CPU. The kernel says which CPUs the container may use: `Cpus_allowed_list`.
      The kubelet records which CPUs are exclusive, in `entries`, and which are left for everybody, in
      `defaultCpuSet`. And the kernel counts the CPU time that each program has used: on that CPU, hardly any program
      except the pod's own may use time. All three must agree.

      Yet the CPU is exclusive only if nobody else may use it. So we give the pod a neighbour, which has no limit and
      may use everything that is free. Then we check every other container on the node: the neighbour, which ran
      before, one that starts afterwards, and those of the system. All have moved to the CPUs that are left. There are
      two exceptions. Each pod has a container named pause, which holds its network open. It sleeps all its life, and
      the kubelet does not bother to move it. The other is a container that `kubectl debug` adds to a running pod: it
      starts on the CPUs that are left at that moment, and the kubelet never moves it. So add no such container before
      the pod has started.

      The kubelet controls containers only. The kubelet itself and the other programs of the machine run on any CPU,
      but they need little. On the lab in your computer all machines have the same CPUs, those of your computer.
      Programs outside node4 use them, too, and node4 cannot see that. So on that lab this section shows how exclusive
      CPUs work, but makes nothing faster.

      Once the pod is gone, everybody may use its CPU again.

      **If it fails** and podpi may use every CPU, look at its class first: `kubectl get pod podpi -o
      jsonpath={.status.qosClass}`. Only Guaranteed pods get CPUs of their own.

      Given node4 uses the CPU policy "static"
      When the trainee runs on node1:
        """bash
        kubectl create -f ~/training/05-cpu-manager/neighbour.yaml
        """
      Then pod "neighbour" runs on node4, in the class Burstable
      And every container on node4 may use every CPU
      When the trainee runs on node1:
        """bash
        kubectl create -f ~/training/05-cpu-manager/podpi.yaml
        kubectl wait --for=condition=Ready pod/podpi
        kubectl exec podpi -- grep Cpus_allowed_list /proc/self/status
        kubectl exec neighbour -- grep Cpus_allowed_list /proc/self/status
        """
      And the trainee runs on node4:
        """bash
        sudo cat /var/lib/kubelet/cpu_manager_state
        """
      Then pod "podpi" runs on node4, in the class Guaranteed
      And three witnesses agree that pod "podpi" has 1 CPU of its own
      And every other container on node4 may use exactly the CPUs that are left
      And the kubelet of node4 counts 1 exclusive CPU and no failure
      When the trainee runs on node1:
        """bash
        sed -e "s/neighbour/latecomer/g" ~/training/05-cpu-manager/neighbour.yaml | kubectl create -f -
        """
      Then pod "latecomer" runs on node4, in the class Burstable
      And it may use the shared CPUs
      When the trainee runs on node1:
        """bash
        kubectl delete pod podpi
        """
      Then every container on node4 may use every CPU

    @essential @machine
    Scenario Outline: <what> gets <cpus>
      The rule has two halves. The pod must be Guaranteed, and the container must request a whole number of CPUs. If
      one half is missing, the container runs on the shared CPUs, those that no container has for itself; while no
      container has one, these are all of them. And the rule holds only where the policy is static.

      No message tells you that a pod shares after all. You have to look: `Cpus_allowed_list`, as above.

      The file stays as it is. `kubectl set resources --local` prints it with other amounts of CPU, `sed` puts in the
      node, and the last command creates the result.

      **If it fails** and the pod is on another node than you expect, its `nodeSelector` was not changed.

      Given node4 uses the CPU policy "static"
      And every container on <node> may use every CPU
      When the trainee runs on node1:
        """bash
        kubectl set resources --local -f ~/training/05-cpu-manager/podpi.yaml --requests cpu=<request> --limits cpu=<limit> -o yaml | sed -e "s/node4/<node>/g" | kubectl create -f -
        """
      Then pod "podpi" runs on <node>, in the class <class>
      And it may use <cpus>

      Examples:
        | what                                      | request | limit | node  | class      | cpus                     |
        | A Guaranteed pod with a whole CPU         | 1000m   | 1000m | node4 | Guaranteed | 1 CPU of its own         |
        | A Guaranteed pod with one and a half CPUs | 1500m   | 1500m | node4 | Guaranteed | the shared CPUs          |
        | A Burstable pod with a whole CPU          | 500m    | 1000m | node4 | Burstable  | the shared CPUs          |
        | A Guaranteed pod on another node          | 1000m   | 1000m | node3 | Guaranteed | every CPU of the machine |

    @essential @machine
    Scenario: A second pod waits until the first gives back its CPU
      The scheduler works with what the node offers. When the whole CPUs are gone, the next pod that requests one
      waits.

      The first pod takes one CPU. The second requests all whole CPUs that node4 offers: it could have them if it were
      alone. On a machine with two CPUs, node4 offers 1600m, so that is one whole CPU. `${offered%m}` is the part
      before the m, and the shell drops the remainder when it divides.

      **If your pod waits**: `kubectl describe pod` shows "Insufficient cpu", and to see which pods hold the CPUs, use
      `kubectl describe node node4`.

      Given node4 uses the CPU policy "static"
      And every container on node4 may use every CPU
      When the trainee runs on node1:
        """bash
        kubectl create -f ~/training/05-cpu-manager/podpi.yaml
        """
      Then pod "podpi" runs on node4, in the class Guaranteed
      And it may use 1 CPU of its own
      When the trainee runs on node1:
        """bash
        offered=$(kubectl get node node4 -o jsonpath={.status.allocatable.cpu})
        cpus=$((${offered%m} / 1000))
        kubectl set resources --local -f ~/training/05-cpu-manager/podpi.yaml --requests cpu=$cpus --limits cpu=$cpus -o yaml | sed -e "s/podpi/podpi-second/g" | kubectl create -f -
        """
      Then the second pod waits, because of "Insufficient cpu"
      And it waits for at least 2 seconds
      When the trainee runs on node1:
        """bash
        kubectl delete pod podpi
        """
      Then the second pod gets all its CPUs on node4, and they are exclusive

  Rule: A misconfigured kubelet does not start

    @essential @machine
    Scenario: Without a reservation the kubelet refuses to start
      If all CPUs could be exclusive, none would be left for the kubelet itself. So with the policy static it insists
      that some CPU is reserved. We remove the reservation, and keep a copy of the file.

      Notice where the message is. `systemctl restart` says nothing, and for most of a minute the node still counts as
      Ready. The journal knows. A kubelet that has failed is started again after a second or two, so the message
      repeats.

      **If it fails** because the kubelet starts all the same, some CPU is still reserved: look for
      `kubeReserved` in the file.

      Given node4 uses the CPU policy "static"
      And every container on node4 may use every CPU
      When the trainee runs on node4:
        """bash
        sudo sed -i.training-reserved '/^  cpu: /d' /var/lib/kubelet/config.yaml
        sudo systemctl restart kubelet
        """
      Then the kubelet of node4 does not start, because of "unable to determine reserved CPU resources for static policy"
      When the trainee runs on node4:
        """bash
        sudo journalctl --unit kubelet --output cat --lines 300 | grep '^E.*cpu' | tail -n 1
        """
      Then the output contains "unable to determine reserved CPU resources for static policy"
      When the trainee runs on node4:
        """bash
        sudo mv /var/lib/kubelet/config.yaml.training-reserved /var/lib/kubelet/config.yaml
        sudo systemctl restart kubelet
        """
      Then the kubelet of node4 is up again, and reports the node as Ready
      And the kubelet of node4 uses the CPU policy "static"

    @erratum @E15 @machine
    Scenario: Removing the old state file needs sudo, and the kubelet will not start until it is gone
      The 2018 tutorial runs `rm` without `sudo`. In a terminal, `rm` asks first whether it should remove a file of
      somebody else; answer `y`. The file belongs to root, so it stays, and "Permission denied" is easy to miss among
      other lines. Then the kubelet finds a state file that contradicts its configuration, and refuses to start. Its
      message calls the file a checkpoint and says what to do: drain the node and delete the file.

      Here we change the policy in the other direction, from static to none. That makes no difference.

      Once the file is gone, the kubelet comes back by itself, because systemd keeps trying.

      Given node4 uses the CPU policy "static"
      And every container on node4 may use every CPU
      When the trainee tries on node4:
        """bash
        sudo sed -i 's/^cpuManagerPolicy: static/cpuManagerPolicy: none/' /var/lib/kubelet/config.yaml
        sudo systemctl stop kubelet
        rm /var/lib/kubelet/cpu_manager_state
        sudo systemctl start kubelet
        """
      Then the output contains "rm: cannot remove '/var/lib/kubelet/cpu_manager_state': Permission denied"
      And the kubelet of node4 does not start, because of "could not restore state from checkpoint"
      When the trainee runs on node4:
        """bash
        sudo rm /var/lib/kubelet/cpu_manager_state
        """
      Then the kubelet of node4 is up again, and reports the node as Ready
      And the kubelet of node4 uses the CPU policy "none"

  Rule: Where the 2018 tutorial is wrong today

    @erratum @E14 @machine
    Scenario: The file that the old command edits no longer exists
      In 2018 the kubelet took its settings from command-line options, in a file beside its unit, 10-kubeadm.conf. Now
      they are in `/var/lib/kubelet/config.yaml`. Change them there, as we did above when node4 got its policy.

      Given there is no file 10-kubeadm.conf on node3
      When the trainee tries on node3:
        """bash
        KUBEADM_SYSTEMD_CONF=/etc/systemd/system/kubelet.service.d/10-kubeadm.conf
        sudo sed -e "s/--allow-privileged=true/--allow-privileged=true --cpu-manager-policy=static --kube-reserved=cpu=400m/" -i $KUBEADM_SYSTEMD_CONF
        """
      Then the command fails with "No such file or directory"

    @erratum @E14 @E15 @machine
    Scenario: Where that file exists, the old command silently changes nothing
      Clusters that were set up before 2024 may still have that file, 10-kubeadm.conf. But the option
      `--allow-privileged=true` has not been in it since Kubernetes 1.11. `sed` finds nothing to replace, which is no
      error, and so nobody notices. The kubelet starts with the policy it had before. That is why you ask configz, and
      do not rely on whether the command succeeded.

      It is pure luck that `rm` without `sudo` does no harm here: the state file it could not remove still matches.

      Given node3 has the file 10-kubeadm.conf, as packages wrote it until 2023
      When the trainee runs on node3:
        """bash
        KUBEADM_SYSTEMD_CONF=/etc/systemd/system/kubelet.service.d/10-kubeadm.conf
        sudo sed -e "s/--allow-privileged=true/--allow-privileged=true --cpu-manager-policy=static --kube-reserved=cpu=400m/" -i $KUBEADM_SYSTEMD_CONF
        """
      And the trainee tries on node3:
        """bash
        sudo systemctl stop kubelet
        rm /var/lib/kubelet/cpu_manager_state
        sudo systemctl daemon-reload
        sudo systemctl start kubelet
        """
      Then the output contains "Permission denied"
      And the kubelet of node3 is up again, and reports the node as Ready
      But the kubelet of node3 uses the CPU policy "none"

    @erratum @E16 @machine
    Scenario: The old pod waits for a scheduler that does not run, and its name is taken
      The 2018 tutorial starts the pod of section 4 once more. Three things are wrong with that. The file is not where
      the tutorial looks for it. The pod names the scheduler of section 4: if that one runs, the pod goes to the
      coldest node, whichever that is, and not to the one you have just changed. If it does not run, the pod waits, and
      no event says what for. Moreover, if the pod of section 4 still exists, a second one with its name is refused.

      Use the pod of this section. It goes to node4, because its `nodeSelector` says so.

      When the trainee tries on node1:
        """bash
        kubectl create -f ~/heat-scheduler/deployments/podpi.yaml
        """
      Then the command fails with "does not exist"
      When the trainee runs on node1:
        """bash
        kubectl create -f ~/training/05-cpu-manager/podpi-heat.yaml
        """
      Then no scheduler picks up pod "podpi10" for at least 2 seconds
      When the trainee tries on node1:
        """bash
        kubectl create -f ~/training/05-cpu-manager/podpi-heat.yaml
        """
      Then the command fails with 'pods "podpi10" already exists'

    @erratum @E21 @machine
    Scenario: The location of the CPU list depends on the machine
      A later edition of the tutorial tells you to look in `/sys/fs/cgroup/cpuset/kubepods/`. Whether that folder
      exists depends on two things. Version 2 of cgroups, which most machines have today, has no folder `cpuset`. And
      if systemd manages the cgroups, the folder is called `kubepods.slice`.

      So ask first, and search rather than guess. `cgroup2fs` means version 2, `tmpfs` means version 1.

      When the trainee tries on node4:
        """bash
        ls /sys/fs/cgroup/cpuset/kubepods/
        """
      Then that folder exists if node4 has cgroups of version 1 without systemd, and not otherwise
      When the trainee runs on node4:
        """bash
        stat --file-system --format %T /sys/fs/cgroup/
        find /sys/fs/cgroup -path '*kubepods*' '(' -name cpuset.cpus -o -name cpuset.cpus.effective ')' -exec grep --with-filename . {} +
        """
      Then the output lists, for each container on node4, the file and the CPUs in it

  Rule: We leave the cluster as we found it

    @essential @machine
    Scenario: node4 is as it was before
      The way back is the same as the way there: drain the node, stop the kubelet, remove the state file, put the kept
      file back. Then look as closely as before. node3 was never changed, so node4 must not differ from it.

      **If it fails** and the kubelet does not start, the state file of the other policy is still there. **If
      node4 offers less CPU than node3**, it still runs with the changed file: compare the two.

      Given node4 uses the CPU policy "static"
      When the trainee runs on node1:
        """bash
        kubectl drain node4 --ignore-daemonsets --delete-emptydir-data
        """
      And the trainee runs on node4:
        """bash
        sudo systemctl stop kubelet
        """
      Then the kubelet of node4 is down
      When the trainee runs on node4:
        """bash
        sudo rm /var/lib/kubelet/cpu_manager_state
        sudo cp --preserve /var/lib/kubelet/config.yaml.training-original /var/lib/kubelet/config.yaml
        sudo systemctl start kubelet
        """
      Then the kubelet of node4 is up again, and reports the node as Ready
      When the trainee runs on node1:
        """bash
        kubectl uncordon node4
        """
      And the trainee runs on node4:
        """bash
        sudo rm /var/lib/kubelet/config.yaml.training-original
        """
      Then the kubelet of node4 uses the CPU policy "none"
      And node4 offers its CPUs minus what is reserved
      And node4 offers as much CPU as node3
      And the configuration of node4 is, byte for byte, what it was before and what node3 has
      And there is nothing of this section on node4
      And node4 stays Ready for at least 5 seconds
      When everything of this section is removed
      Then the cluster holds what it held before this section
