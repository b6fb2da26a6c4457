Feature: Proofs of section 5: CPUs of one's own

  @proves(05-cpu-manager/node4-uses-the-cpu-policy-static)
  Rule: node4 uses the CPU policy "static"

    @undone
    Scenario: Nothing is typed
      When nothing is typed
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "the kubelet of node4 to be down"

    @mistake
    Scenario: The old policy's state file stays
      When in place of "sudo rm /var/lib/kubelet/cpu_manager_state" this is typed:
        """bash
        rm /var/lib/kubelet/cpu_manager_state || true
        """
      And no wait lasts longer than 8 seconds
      Then the outcome is TIMEOUT, and the message contains "the kubelet of node4 to be up"

    @mistake
    Scenario: The policy is written, but as it was before
      When in place of "cpuManagerPolicy: static" this is typed:
        """bash
        cpuManagerPolicy: none
        """
      And no wait lasts longer than 40 seconds
      Then the outcome is WRONG, and the message contains "it uses the policy none"

    @mistake
    Scenario: Less is reserved
      When in place of "cpu: 400m" this is typed:
        """bash
        cpu: 200m
        """
      And no wait lasts longer than 40 seconds
      Then the outcome is WRONG, and the message contains "thousandths of a CPU reserved"

    @almost
    Scenario: The node accepts no pods again
      When in place of "kubectl uncordon node4" this is typed:
        """bash
        kubectl get node node4
        """
      And no wait lasts longer than 40 seconds
      Then the outcome is WRONG, and the message contains "node Ready, cordoned"

    @right
    Scenario: The file is edited in another way, and the state file moved away
      When in place of block 4 this is typed:
        """bash
        sudo mv /var/lib/kubelet/cpu_manager_state /tmp/cpu_manager_state.old
        sudo sed -i '/^cpuManager/d' /var/lib/kubelet/config.yaml
        sudo tee -a /var/lib/kubelet/config.yaml <<END
        kubeReserved: {cpu: "0.4"}
        cpuManagerReconcilePeriod: 1s
        cpuManagerPolicy: "static"
        END
        sudo systemctl restart kubelet
        """
      Then the outcome is DONE

  @proves(05-cpu-manager/the-pod-has-a-cpu-of-its-own-and-all-other-containers-keep)
  Rule: The pod has a CPU of its own, and all other containers keep off it

    @undone
    Scenario: No pod is made
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "there is no such pod"

    @mistake @whole
    Scenario: The pod requests less than its limit
      When in place of "kubectl create -f ~/training/05-cpu-manager/podpi.yaml" this is typed:
        """bash
        kubectl set resources --local -f ~/training/05-cpu-manager/podpi.yaml --requests cpu=500m -o yaml | kubectl create -f -
        """
      Then the outcome is WRONG, and the message contains "Burstable"

    @mistake
    Scenario: The pod requests a little more than one CPU
      When in place of "kubectl create -f ~/training/05-cpu-manager/podpi.yaml" this is typed:
        """bash
        kubectl set resources --local -f ~/training/05-cpu-manager/podpi.yaml --requests cpu=1200m --limits cpu=1200m -o yaml | kubectl create -f -
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is TIMEOUT, and the message contains "the kubelet's state file: none"

    @mistake
    Scenario: Another process works on the pod's CPU
      When before "three witnesses agree that pod "podpi" has 1 CPU of its own" this is typed on node4:
        """bash
        own=$(sudo jq --raw-output '.entries[][]' /var/lib/kubelet/cpu_manager_state)
        nohup taskset --cpu-list $own yes >/dev/null 2>&1 &
        """
      And afterwards this is typed on node4:
        """bash
        pkill -x yes
        """
      Then the outcome is WRONG, and the message contains "it is used by yes"

    @mistake
    Scenario: Many processes work on the pod's CPU, each a little
      When before "three witnesses agree that pod "podpi" has 1 CPU of its own" this is typed on node4:
        """bash
        own=$(sudo jq --raw-output '.entries[][]' /var/lib/kubelet/cpu_manager_state)
        for i in $(seq 30); do nohup taskset --cpu-list $own yes >/dev/null 2>&1 & done
        """
      And afterwards this is typed on node4:
        """bash
        pkill -x yes
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is TIMEOUT, and the message contains "to use CPU"

    @mistake
    Scenario: The pod is on another node
      When in place of "kubectl create -f ~/training/05-cpu-manager/podpi.yaml" this is typed:
        """bash
        sed -e 's/node4/node3/' ~/training/05-cpu-manager/podpi.yaml | kubectl create -f -
        """
      Then the outcome is WRONG, and the message contains "the node of pod podpi"

    @mistake
    Scenario: The pod stays
      When in place of "kubectl delete pod podpi" this is typed:
        """bash
        kubectl get pod podpi
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is TIMEOUT, and the message contains "every container on node4 to have every CPU"

    @almost
    Scenario: A container that was added to the neighbour before keeps every CPU
      When after "pod "neighbour" runs on node4, in the class Burstable" this is typed on node1:
        """bash
        kubectl debug neighbour --image docker.io/library/perl:5.36 --container added -- sleep 300
        until kubectl get pod neighbour -o jsonpath='{.status.ephemeralContainerStatuses[*].state}' | grep running; do sleep 0.2; done
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is TIMEOUT, and the message contains "added of pod neighbour: 0-1"

    @right
    Scenario: A process of the neighbour has confined itself
      When after "pod "neighbour" runs on node4, in the class Burstable" this is typed on node1:
        """bash
        kubectl exec neighbour -- bash -c 'exec taskset --cpu-list 0 sleep 300 >/dev/null 2>&1 &'
        """
      Then the outcome is DONE

    @right
    Scenario: Somebody inspects the pod from a container added to it
      When in place of "kubectl exec podpi -- grep Cpus_allowed_list /proc/self/status" this is typed:
        """bash
        kubectl debug podpi --image docker.io/library/perl:5.36 --container added -- sleep 300
        until kubectl get pod podpi -o jsonpath='{.status.ephemeralContainerStatuses[*].state}' | grep running; do sleep 0.2; done
        """
      Then the outcome is DONE

  @proves(05-cpu-manager/a-guaranteed-pod-with-a-whole-cpu-gets-1-cpu-of-its-own)
  Rule: A pod that requests a whole CPU gets a CPU of its own

    @undone
    Scenario: There is no pod
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "there is no such pod"

    @mistake
    Scenario: The request is half a CPU, and the limit a whole one
      When in place of "--requests cpu=1000m" this is typed:
        """bash
        --requests cpu=500m
        """
      Then the outcome is WRONG, and the message contains "Burstable"

    @mistake
    Scenario: The pod goes to a node without the policy
      When in place of "s/node4/node4/g" this is typed:
        """bash
        s/node4/node3/g
        """
      Then the outcome is WRONG, and the message contains "the node of pod podpi"

    @mistake
    Scenario: The request is a little less than one CPU
      When in place of "1000m" this is typed:
        """bash
        900m
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is TIMEOUT, and the message contains "to have 1 CPU of its own"

    @almost
    Scenario: The memory has no limit
      When in place of "-e "s/node4/node4/g"" this is typed:
        """bash
        -e '/memory/d'
        """
      Then the outcome is WRONG, and the message contains "Burstable"

    @right
    Scenario: Requests and limits are written by hand
      When in place of block 1 this is typed:
        """bash
        sed -e 's/limits: {cpu: "1"/requests: {cpu: 1, memory: 100Mi}\n        limits: {cpu: 1000m/' ~/training/05-cpu-manager/podpi.yaml | kubectl apply -f -
        """
      Then the outcome is DONE

  @proves(05-cpu-manager/a-guaranteed-pod-with-one-and-a-half-cpus-gets-the-shared)
  @proves(05-cpu-manager/a-burstable-pod-with-a-whole-cpu-gets-the-shared-cpus)
  @proves(05-cpu-manager/a-guaranteed-pod-on-another-node-gets-every-cpu-of-the)
  Rule: A pod that requests no whole CPU shares CPUs

    @undone
    Scenario: There is no pod that shares
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "there is no such pod"

    @mistake
    Scenario: The pod requests a whole CPU
      When in place of "1500m" this is typed:
        """bash
        1000m
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is TIMEOUT, and the message contains "the shared CPUs"

    @mistake
    Scenario: The request is lower than the limit
      When in place of "--requests cpu=1500m" this is typed:
        """bash
        --requests cpu=1
        """
      Then the outcome is WRONG, and the message contains "Burstable"

    @mistake
    Scenario: The request is higher than the node's capacity
      When in place of "1500m" this is typed:
        """bash
        1700m
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is TIMEOUT, and the message contains "Insufficient cpu"

    @almost
    Scenario: The pod shares CPUs on another node
      When in place of "s/node4/node4/g" this is typed:
        """bash
        s/node4/node3/g
        """
      Then the outcome is WRONG, and the message contains "the node of pod podpi"

    @right
    Scenario: The pod is applied, with a little more than one CPU
      When in place of block 1 this is typed:
        """bash
        sed -e 's/cpu: "1"/cpu: 1.1/' ~/training/05-cpu-manager/podpi.yaml | kubectl apply -f -
        """
      Then the outcome is DONE

  @proves(05-cpu-manager/a-second-pod-waits-until-the-first-gives-back-its-cpu)
  Rule: A second pod waits until the first gives back its CPU

    @undone
    Scenario: There is neither a first pod nor a second
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "there is no such pod"

    @mistake
    Scenario: The second pod requests so little that it need not wait
      When in place of "cpus=$((${offered%m} / 1000))" this is typed:
        """bash
        cpus=200m
        """
      Then the outcome is WRONG, and the message contains "it was placed on node4"

    @mistake
    Scenario: The second pod has another name
      When in place of "s/podpi/podpi-second/g" this is typed:
        """bash
        s/podpi/podpi-two/g
        """
      Then the outcome is NOT_YET, and the message contains "pod podpi-second"

    @mistake
    Scenario: The first pod keeps its CPU
      When in place of "kubectl delete pod podpi" this is typed:
        """bash
        kubectl get pod podpi
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is TIMEOUT, and the message contains "pod podpi-second to be Ready"

    @almost
    Scenario: The second pod requests a whole CPU, and its limit is higher
      When in place of "--limits cpu=$cpus" this is typed:
        """bash
        --limits cpu=1900m
        """
      And no wait lasts longer than 8 seconds
      Then the outcome is TIMEOUT, and the message contains "pod podpi-second to have 1 CPU of its own"

    @right
    Scenario: The second pod is applied, and the first deleted by its file
      When in place of block 2 this is typed:
        """bash
        sed -e 's/podpi/podpi-second/' ~/training/05-cpu-manager/podpi.yaml | kubectl apply -f -
        """
      And in place of "kubectl delete pod podpi" this is typed:
        """bash
        kubectl delete -f ~/training/05-cpu-manager/podpi.yaml --wait=false
        """
      Then the outcome is DONE

  @proves(05-cpu-manager/without-a-reservation-the-kubelet-refuses-to-start)
  Rule: Without a reservation the kubelet refuses to start

    @undone
    Scenario: No reservation is removed
      When nothing is typed
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "the kubelet of node4 to say 'unable to determine"

    @mistake
    Scenario: Something is still reserved
      When in place of block 1 this is typed:
        """bash
        sudo sed -i.training-reserved 's/^  cpu: 400m/  cpu: 100m/' /var/lib/kubelet/config.yaml
        sudo systemctl restart kubelet
        """
      And no wait lasts longer than 5 seconds
      And afterwards this is typed on node4:
        """bash
        sudo mv /var/lib/kubelet/config.yaml.training-reserved /var/lib/kubelet/config.yaml
        sudo systemctl restart kubelet
        until curl --silent --fail http://127.0.0.1:10248/healthz; do sleep 0.2; done
        """
      Then the outcome is TIMEOUT, and the message contains "to say 'unable to determine"

    @mistake
    Scenario: Another program's journal is read
      When in place of "--unit kubelet" this is typed:
        """bash
        --unit containerd
        """
      And afterwards this is typed on node4:
        """bash
        sudo mv /var/lib/kubelet/config.yaml.training-reserved /var/lib/kubelet/config.yaml
        sudo systemctl restart kubelet
        until curl --silent --fail http://127.0.0.1:10248/healthz; do sleep 0.2; done
        """
      Then the outcome is NOT_YET, and the message contains "--unit containerd"

    @almost
    Scenario: The kubelet refuses to start, for another reason
      When in place of block 1 this is typed:
        """bash
        sudo sed -i.training-reserved 's/^cpuManagerPolicy:.*/cpuManagerPolicy: statik/' /var/lib/kubelet/config.yaml
        sudo systemctl restart kubelet
        """
      And no wait lasts longer than 15 seconds
      And afterwards this is typed on node4:
        """bash
        sudo mv /var/lib/kubelet/config.yaml.training-reserved /var/lib/kubelet/config.yaml
        sudo systemctl restart kubelet
        until curl --silent --fail http://127.0.0.1:10248/healthz; do sleep 0.2; done
        """
      Then the outcome is TIMEOUT, and the message contains "statik"

    @right
    Scenario: The file is put back, and systemd starts the kubelet by itself
      When in place of block 3 this is typed:
        """bash
        sudo cp /var/lib/kubelet/config.yaml.training-reserved /var/lib/kubelet/config.yaml
        sudo rm /var/lib/kubelet/config.yaml.training-reserved
        """
      Then the outcome is DONE

    @mistake
    Scenario: The kubelet gets its original configuration back
      When in place of block 3 this is typed:
        """bash
        sudo rm /var/lib/kubelet/config.yaml.training-reserved /var/lib/kubelet/cpu_manager_state
        sudo cp /var/lib/kubelet/config.yaml.training-original /var/lib/kubelet/config.yaml
        sudo systemctl restart kubelet
        """
      Then the outcome is WRONG, and the message contains "it uses the policy none"

  @proves(05-cpu-manager/node4-is-as-it-was-before)
  Rule: node4 is as it was before

    @undone
    Scenario: Nothing is put back
      When nothing is typed
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "the kubelet of node4 to be down"

    @mistake
    Scenario: The policy is edited, and the file not put back
      When in place of "sudo cp --preserve /var/lib/kubelet/config.yaml.training-original /var/lib/kubelet/config.yaml" this is typed:
        """bash
        sudo cp --preserve /var/lib/kubelet/config.yaml.training-original /var/lib/kubelet/config.yaml.kept
        sudo sed -i 's/^cpuManagerPolicy:.*/cpuManagerPolicy: none/' /var/lib/kubelet/config.yaml
        """
      And afterwards this is typed on node4:
        """bash
        sudo mv /var/lib/kubelet/config.yaml.kept /var/lib/kubelet/config.yaml.training-original
        """
      Then the outcome is WRONG, and the message contains "CPU that node4 offers"

    @mistake
    Scenario: node4 accepts no pods again
      When in place of "kubectl uncordon node4" this is typed:
        """bash
        kubectl get node node4
        """
      And afterwards this is typed on node1:
        """bash
        kubectl uncordon node4
        """
      Then the outcome is WRONG, and the message contains "node4 cordoned"

    @mistake
    Scenario: The kept file is forgotten
      When in place of "sudo rm /var/lib/kubelet/config.yaml.training-original" this is typed:
        """bash
        ls /var/lib/kubelet
        """
      Then the outcome is WRONG, and the message contains "files of this section on node4"

    @almost
    Scenario: A line is added that changes nothing
      When in place of "sudo systemctl start kubelet" this is typed:
        """bash
        echo '# as it was' | sudo tee -a /var/lib/kubelet/config.yaml
        sudo systemctl start kubelet
        """
      And afterwards this is typed on node4:
        """bash
        sudo sed -i '/^# as it was$/d' /var/lib/kubelet/config.yaml
        """
      Then the outcome is WRONG, and the message contains "checksum of"

    @right
    Scenario: The kept file is moved back
      When in place of "sudo cp --preserve /var/lib/kubelet/config.yaml.training-original /var/lib/kubelet/config.yaml" this is typed:
        """bash
        sudo mv /var/lib/kubelet/config.yaml.training-original /var/lib/kubelet/config.yaml
        """
      And in place of "sudo rm /var/lib/kubelet/config.yaml.training-original" this is typed:
        """bash
        sudo ls /var/lib/kubelet
        """
      Then the outcome is DONE
