Feature: Proofs of section 6: autoscaling

  @proves(06-autoscaling/with-metrics-server-the-autoscaler-knows-what-every-pod-uses)
  Rule: With metrics-server the autoscaler knows what every pod uses

    @undone
    Scenario: Nobody serves the metrics API
      When nothing is typed
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "metrics of podinfo-"

    @mistake
    Scenario: There is an autoscaler, and nothing to scale
      When in place of "kubectl create -f ./metrics-server" this is typed:
        """bash
        kubectl delete deployment podinfo
        kubectl wait --for=delete pod -l app=podinfo
        """
      Then the outcome is NOT_YET, and the message contains "a pod of podinfo"

    @mistake
    Scenario: There is something to scale, and no autoscaler
      When in place of block 1 this is typed:
        """bash
        kubectl delete hpa podinfo
        """
      And "the metrics API has metrics for every pod of "podinfo"" is left out
      Then the outcome is NOT_YET, and the message contains "the autoscaler podinfo"

    @mistake
    Scenario: The pods request nothing
      When in place of "kubectl create -f ./metrics-server" this is typed:
        """bash
        kubectl create -f ./metrics-server
        kubectl patch deployment podinfo --type json -p '[{"op": "remove", "path": "/spec/template/spec/containers/0/resources"}]'
        kubectl rollout status deployment podinfo
        """
      And no wait lasts longer than 60 seconds
      Then the outcome is TIMEOUT, and the message contains "missing request for cpu"

    @mistake @whole
    Scenario: Something else is listed
      When in place of "kubectl get hpa" this is typed:
        """bash
        kubectl get pods
        """
      Then the outcome is WRONG, and the message contains "kubectl get pods"

    @almost
    Scenario: The autoscaler only looks at CPU
      When in place of "kubectl create -f ./metrics-server" this is typed:
        """bash
        kubectl create -f ./metrics-server
        kubectl patch hpa podinfo --type json -p '[{"op": "remove", "path": "/spec/metrics/1"}]'
        """
      Then the outcome is WRONG, and the message contains "metrics of podinfo wants"

    @right
    Scenario: metrics-server is applied from standard input, the second web server later
      When in place of block 1 this is typed:
        """bash
        cat ~/training/metrics-server/*.yaml | kubectl apply -f -
        """
      Then the outcome is DONE

  @proves(06-autoscaling/high-memory-use-also-adds-pods)
  Rule: High memory use also adds pods

    @right
    Scenario: The target is written in bytes, and all of it replaced
      When before "the autoscaler "podinfo-memory" adds pods, because of "memory resource above target"" this is typed on node1:
        """bash
        sed -e 's/50Mi/52428800/' ~/training/06-autoscaling/memory/memory.yaml | kubectl replace --force -f -
        """
      And afterwards this is typed on node1:
        """bash
        kubectl replace --force -f ~/training/06-autoscaling/memory/memory.yaml
        """
      Then the outcome is DONE

    @mistake
    Scenario: More pods are allowed
      When before "the autoscaler "podinfo-memory" adds pods, because of "memory resource above target"" this is typed on node1:
        """bash
        kubectl patch hpa podinfo-memory --patch '{"spec": {"maxReplicas": 5}}'
        """
      And afterwards this is typed on node1:
        """bash
        kubectl patch hpa podinfo-memory --patch '{"spec": {"maxReplicas": 3}}'
        kubectl scale deployment podinfo-memory --replicas 1
        """
      Then the outcome is WRONG, and the message contains "maximum number of pods"

    @mistake
    Scenario: The target is so high that memory gives no reason
      When before ""podinfo-memory" is over its target for memory, but not for cpu" this is typed on node1:
        """bash
        kubectl patch hpa podinfo-memory --type json -p '[{"op": "replace", "path": "/spec/metrics/1/resource/target/averageValue", "value": "500Mi"}]'
        """
      And afterwards this is typed on node1:
        """bash
        kubectl patch hpa podinfo-memory --type json -p '[{"op": "replace", "path": "/spec/metrics/1/resource/target/averageValue", "value": "50Mi"}]'
        kubectl scale deployment podinfo-memory --replicas 1
        """
      Then the outcome is WRONG, and the message contains "[memory: podinfo-memory"

    @mistake
    Scenario: CPU is not looked at
      When before ""podinfo-memory" is over its target for memory, but not for cpu" this is typed on node1:
        """bash
        kubectl patch hpa podinfo-memory --type json -p '[{"op": "remove", "path": "/spec/metrics/0"}]'
        """
      And no wait lasts longer than 50 seconds
      And afterwards this is typed on node1:
        """bash
        kubectl patch hpa podinfo-memory --type json -p '[{"op": "add", "path": "/spec/metrics/0", "value": {"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 80}}}}]'
        kubectl scale deployment podinfo-memory --replicas 1
        """
      Then the outcome is TIMEOUT, and the message contains "to have metrics for memory and cpu"

    @almost
    Scenario: The autoscaler takes one step, and not the second
      When before "the autoscaler "podinfo-memory" adds pods, because of "memory resource above target"" this is typed on node1:
        """bash
        kubectl delete -f ~/training/06-autoscaling/memory/memory.yaml
        sed -e '/^  maxReplicas: 3/a\  behavior: {scaleUp: {policies: [{type: Pods, value: 1, periodSeconds: 1200}]}}' ~/training/06-autoscaling/memory/memory.yaml | kubectl create -f -
        kubectl wait --for=jsonpath='{.status.desiredReplicas}'=2 hpa podinfo-memory --timeout=100s
        """
      And no wait lasts longer than 20 seconds
      And afterwards this is typed on node1:
        """bash
        kubectl replace --force -f ~/training/06-autoscaling/memory/memory.yaml
        """
      Then the outcome is TIMEOUT, and the message contains "3 pods of podinfo-memory to be Ready"

    @mistake
    Scenario: Pods are added by hand
      When before "the autoscaler "podinfo-memory" adds pods, because of "memory resource above target"" this is typed on node1:
        """bash
        kubectl delete -f ~/training/06-autoscaling/memory/memory.yaml
        sed -e '/No number of pods/a\  replicas: 3' ~/training/06-autoscaling/memory/memory.yaml | kubectl create -f -
        kubectl wait --for=condition=Ready pod -l app=podinfo-memory
        """
      And no wait lasts longer than 20 seconds
      And afterwards this is typed on node1:
        """bash
        kubectl replace --force -f ~/training/06-autoscaling/memory/memory.yaml
        """
      Then the outcome is TIMEOUT, and the message contains "the autoscaler podinfo-memory to add pods"

    @undone
    Scenario: There is no second autoscaler
      When before "the autoscaler "podinfo-memory" adds pods, because of "memory resource above target"" this is typed on node1:
        """bash
        kubectl delete hpa podinfo-memory
        """
      And afterwards this is typed on node1:
        """bash
        kubectl replace --force -f ~/training/06-autoscaling/memory/memory.yaml
        """
      Then the outcome is NOT_YET, and the message contains "the autoscaler podinfo-memory"

  @proves(06-autoscaling/without-load-there-are-as-few-pods-as-allowed)
  Rule: Without load there are as few pods as allowed

    @undone
    Scenario: There is no autoscaler
      When before "without load, the autoscaler "podinfo" has stayed at 2 pods for at least 15 seconds" this is typed on node1:
        """bash
        kubectl delete hpa podinfo
        """
      And afterwards this is typed on node1:
        """bash
        kubectl create -f ~/training/06-autoscaling/podinfo/podinfo-hpa.yaml
        """
      Then the outcome is NOT_YET, and the message contains "the autoscaler podinfo"

    @mistake
    Scenario: A pod requests so little that it is near its target without load
      When before "without load, the autoscaler "podinfo" has stayed at 2 pods for at least 15 seconds" this is typed on node1:
        """bash
        kubectl patch hpa podinfo --type json -p '[{"op": "replace", "path": "/spec/metrics/0/resource/target/averageUtilization", "value": 5}, {"op": "replace", "path": "/spec/maxReplicas", "value": 2}]'
        """
      And afterwards this is typed on node1:
        """bash
        kubectl patch hpa podinfo --type json -p '[{"op": "replace", "path": "/spec/metrics/0/resource/target/averageUtilization", "value": 80}, {"op": "replace", "path": "/spec/maxReplicas", "value": 10}]'
        """
      Then the outcome is WRONG, and the message contains "share of its CPU target that it uses without load"

    @mistake
    Scenario: One of the metrics is of something that nobody measures
      When before "without load, the autoscaler "podinfo" has stayed at 2 pods for at least 15 seconds" this is typed on node1:
        """bash
        kubectl patch hpa podinfo --type json -p '[{"op": "replace", "path": "/spec/metrics/1/resource/name", "value": "hugepages-2Mi"}]'
        """
      And no wait lasts longer than 3 seconds
      And afterwards this is typed on node1:
        """bash
        kubectl patch hpa podinfo --type json -p '[{"op": "replace", "path": "/spec/metrics/1/resource/name", "value": "memory"}]'
        """
      Then the outcome is TIMEOUT, and the message contains "15 s with 2 pods and with metrics"

    @mistake
    Scenario: The minimum is three pods
      When before "without load, the autoscaler "podinfo" has stayed at 2 pods for at least 15 seconds" this is typed on node1:
        """bash
        kubectl patch hpa podinfo --patch '{"spec": {"minReplicas": 3}}'
        kubectl wait --for=jsonpath='{.status.currentReplicas}'=3 hpa podinfo --timeout=60s
        """
      And afterwards this is typed on node1:
        """bash
        kubectl replace --force -f ~/training/06-autoscaling/podinfo/podinfo-dep.yaml -f ~/training/06-autoscaling/podinfo/podinfo-hpa.yaml
        kubectl rollout status deployment podinfo
        """
      Then the outcome is WRONG, and the message contains "the number of pods has changed"

    @almost
    Scenario: A request comes now and then
      When before "without load, the autoscaler "podinfo" has stayed at 2 pods for at least 15 seconds" this is typed on node1:
        """bash
        port=$(kubectl get service podinfo --output jsonpath='{.spec.ports[0].nodePort}')
        nohup hey -z 100s -q 10 -c 40 -disable-keepalive http://node1:$port/version >/dev/null 2>&1 &
        kubectl wait --for=jsonpath='{.status.desiredReplicas}'=2 hpa podinfo
        until [ $(kubectl get hpa podinfo -o jsonpath='{.status.currentReplicas}') -gt 2 ]; do sleep 0.5; done
        """
      And afterwards this is typed on node1:
        """bash
        pkill -x hey || true
        kubectl replace --force -f ~/training/06-autoscaling/podinfo/podinfo-dep.yaml -f ~/training/06-autoscaling/podinfo/podinfo-hpa.yaml
        kubectl rollout status deployment podinfo
        """
      Then the outcome is WRONG, and the message contains "the number of pods has changed"

    @right
    Scenario: The autoscaler is made by a command
      When before "without load, the autoscaler "podinfo" has stayed at 2 pods for at least 15 seconds" this is typed on node1:
        """bash
        kubectl delete hpa podinfo
        kubectl autoscale deployment podinfo --min 2 --max 10 --cpu 80%
        """
      And afterwards this is typed on node1:
        """bash
        kubectl replace --force -f ~/training/06-autoscaling/podinfo/podinfo-hpa.yaml
        """
      Then the outcome is DONE

  @proves(06-autoscaling/under-load-pods-are-added-and-some-time-later-there-are-two)
  Rule: Under load pods are added, and some time later there are two again

    @undone
    Scenario: There are no requests
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "podinfo gets no requests"

    # Before those with a load, which the metrics show for half a minute after its end.
    @mistake
    Scenario: There are too few requests
      When in place of "-q 10 -c 40" this is typed:
        """bash
        -q 1 -c 1
        """
      And no wait lasts longer than 40 seconds
      Then the outcome is TIMEOUT, and the message contains "the autoscaler to want more than 2 pods"

    @mistake
    Scenario: The requests go to another page
      When in place of "{.spec.ports[0].nodePort}')/" this is typed:
        """bash
        {.spec.ports[0].nodePort}')/version
        """
      And no wait lasts longer than 10 seconds
      Then the outcome is TIMEOUT, and the message contains "requests to podinfo"

    @mistake
    Scenario: The load ends before there are more pods
      When in place of "-z 10m" this is typed:
        """bash
        -z 5s
        """
      Then the outcome is WRONG, and the message contains "the load was too short"

    @mistake
    Scenario: There were more pods before the load began
      When before "the trainee starts on node1:" this is typed on node1:
        """bash
        port=$(kubectl get service podinfo --output jsonpath='{.spec.ports[0].nodePort}')
        nohup hey -z 100s -q 10 -c 40 -disable-keepalive http://node1:$port/version >/dev/null 2>&1 &
        until [ $(kubectl get hpa podinfo -o jsonpath='{.status.desiredReplicas}') -gt 2 ]; do sleep 0.5; done
        """
      Then the outcome is WRONG, and the message contains "there were no requests until"

    @almost
    Scenario: The autoscaler has no stabilization window
      When before ""podinfo" and its autoscaler are watched every 2 seconds" this is typed on node1:
        """bash
        kubectl patch hpa podinfo --patch '{"spec": {"behavior": {"scaleDown": {"stabilizationWindowSeconds": 0}}}}'
        """
      And "while the load lasts, the number of pods settles, within one, for at least 30 seconds" is left out
      And afterwards this is typed on node1:
        """bash
        pkill -x hey || true
        kubectl replace --force -f ~/training/06-autoscaling/podinfo/podinfo-dep.yaml -f ~/training/06-autoscaling/podinfo/podinfo-hpa.yaml
        kubectl rollout status deployment podinfo
        """
      Then the outcome is WRONG, and the message contains "time that it waited"

    @right
    Scenario: The requests come through another node, and hey's options are in another order
      When in place of "hey -z 10m -q 10 -c 40 -disable-keepalive http://node1" this is typed:
        """bash
        hey -c 50 -q 8 -disable-keepalive -m GET -z 9m http://node2
        """
      Then the outcome is DONE

  @proves(06-autoscaling/nothing-of-this-section-is-left)
  Rule: Nothing of this section is left

    @undone
    Scenario: What the section has made is still there
      When before "everything of this section is removed" this is typed on node1:
        """bash
        kubectl create -f ~/training/06-autoscaling/podinfo/podinfo-svc.yaml
        """
      And "everything of this section is removed" is left out
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "Service default/podinfo is new"

    @mistake
    Scenario: A custom autoscaler is forgotten
      When before "everything of this section is removed" this is typed on node1:
        """bash
        kubectl create deployment mine --image docker.io/library/perl:5.36 --replicas 0
        kubectl autoscale deployment mine --max 4
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete hpa,deployment mine
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "HorizontalPodAutoscaler default/mine is new"

    @mistake
    Scenario: A custom service is forgotten
      When before "everything of this section is removed" this is typed on node1:
        """bash
        kubectl create service nodeport mine --tcp 80:9898
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete service mine
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "Service default/mine is new"

    @mistake
    Scenario: A custom Deployment is forgotten
      When before "everything of this section is removed" this is typed on node1:
        """bash
        kubectl create deployment mine --image docker.io/library/perl:5.36 --replicas 0
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete deployment mine
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "Deployment default/mine is new"

    @almost
    Scenario: A role of metrics-server is left
      When after "everything of this section is removed" this is typed on node1:
        """bash
        kubectl create clusterrole left-over --verb get --resource nodes/metrics
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete clusterrole left-over
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "ClusterRole.rbac.authorization.k8s.io left-over is new"

    @right
    Scenario: The trainee has removed everything
      When before "everything of this section is removed" this is typed on node1:
        """bash
        kubectl create -f ~/training/06-autoscaling/podinfo/podinfo-svc.yaml
        kubectl delete -f ~/training/06-autoscaling/podinfo/podinfo-svc.yaml
        """
      Then the outcome is DONE
