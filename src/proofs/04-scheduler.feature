Feature: Proofs of section 4: the heat scheduler

  @proves(04-scheduler/with-40-30-35-and-20-degrees-the-pod-lands-on-node4)
  Rule: With 40, 30, 35 and 20 degrees the pod lands on node4

    @undone
    Scenario: Nothing is typed
      When nothing is typed
      And no wait lasts longer than 5 seconds
      Then the outcome is NOT_YET, and the message contains "there is no such pod"

    @mistake @whole
    Scenario: The pod names no scheduler
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        sed -e '/schedulerName/d' ~/training/04-scheduler/podpi.yaml | kubectl create -f -
        """
      Then the outcome is WRONG, and the message contains "default-scheduler"

    @right
    Scenario: The pod comes from standard input, by apply
      When in place of "kubectl create -f ~/training/04-scheduler/podpi.yaml" this is typed:
        """bash
        cat ~/training/04-scheduler/podpi.yaml | kubectl apply -f -
        """
      Then the outcome is DONE

  @proves(04-scheduler/nothing-of-this-section-is-left)
  Rule: Nothing is left

    @mistake
    Scenario: Something is forgotten
      When before "the cluster holds what it held before this section" this is typed on node1:
        """bash
        kubectl create configmap forgotten --from-literal=a=b
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete configmap forgotten
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "ConfigMap default/forgotten is new"
