@section-2 @monitoring @needs(section-1)
Feature: 2. See what your cluster did
  `kubectl top` knows only the present moment. Why was the cluster slow last night? To answer that, something must
  record the numbers over time. Prometheus does. Every few seconds it asks everything it knows, its targets, for their
  numbers, by plain HTTP; this is called a scrape. It stores the answers with the time. Then you query Prometheus, in a
  language of its own, PromQL, about any moment and any span of time.

  Three kinds of targets describe a cluster. node-exporter describes a machine, as the kernel sees it. The kubelet
  describes containers; the part of it that does so is called cadvisor. kube-state-metrics describes what the objects
  in the API server say: how many nodes there should be, what a pod has requested.

  You could write the configuration of Prometheus by hand and change it for every new program. The Prometheus Operator
  does that for you. It teaches Kubernetes new kinds of objects. A ServiceMonitor says "scrape the pods behind this
  service", and a Prometheus says "run one, and let it scrape those". An operator is a program that watches such
  objects and makes the cluster match them.

  Background:
    Given the training cluster is running
    And there is nothing of Prometheus in the cluster, before and after
    And a pod of known load, 50m of CPU, runs

  Rule: An operator keeps Prometheus running

    @essential @E8
    Scenario: The operator creates Prometheus from a few lines of YAML
      The new kinds come first. Each is a CustomResourceDefinition, CRD for short, and comes in a large file from the
      operator's own release. The files are too large for a plain `kubectl apply`, which keeps a copy of what you sent
      in an annotation: "metadata.annotations: Too long". With `--server-side` it keeps none.

      A kind can be used once it is Established. It is easy to forget to wait for that, and easy to do it badly: the
      2018 script waited in an endless loop. `kubectl wait` has a time limit, and tells you when it is reached. It cannot
      wait for a condition of an object that has no conditions at all, which is how a new kind begins: it fails with
      "accessor error". So we wait until there is any condition, and then until the kind is Established.

      Everything else follows in one go: the operator, node-exporter, kube-state-metrics, what to scrape, and, at the
      end of `5-prometheus.yaml`, the object of kind Prometheus. Read that file. It has no Deployment of Prometheus in
      it. The operator makes a StatefulSet from the object; watch it appear. Its `metadata.ownerReferences` says what
      it was made from.

      **If it fails** with "no matches for kind Prometheus", the kinds were not ready yet. If the StatefulSet never
      appears, look at the operator's log: `kubectl logs --namespace monitoring deployment/prometheus-operator`.

      When the trainee runs on node1:
        """bash
        cd ~/training-crds
        kubectl apply --server-side --filename monitoring.coreos.com_prometheuses.yaml --filename monitoring.coreos.com_prometheusrules.yaml --filename monitoring.coreos.com_servicemonitors.yaml --filename monitoring.coreos.com_podmonitors.yaml --filename monitoring.coreos.com_probes.yaml
        kinds="crd/prometheuses.monitoring.coreos.com crd/prometheusrules.monitoring.coreos.com crd/servicemonitors.monitoring.coreos.com crd/podmonitors.monitoring.coreos.com crd/probes.monitoring.coreos.com"
        kubectl wait --for=jsonpath='{.status.conditions[0].type}' --timeout=60s $kinds
        kubectl wait --for=condition=Established --timeout=60s $kinds
        kubectl apply --filename ~/training/02-monitoring/
        kubectl wait --for=create --timeout=120s --namespace monitoring statefulset/prometheus-training
        kubectl rollout status --timeout=120s --namespace monitoring statefulset/prometheus-training
        """
      Then these run in the namespace "monitoring":
        | kind        | name                | ready |
        | Deployment  | prometheus-operator | 1     |
        | StatefulSet | prometheus-training | 1     |
        | DaemonSet   | node-exporter       | 4     |
        | Deployment  | kube-state-metrics  | 1     |
      And the operator has made the StatefulSet "prometheus-training" from the Prometheus "training" in "monitoring"

  @needs(02-monitoring/the-operator-creates-prometheus-from-a-few-lines-of-yaml)
  Rule: Prometheus scrapes every target, and the answers are fresh

    Background:
      Given Prometheus and everything that it scrapes are installed

    @essential
    Scenario: Every target is up and was scraped recently
      A target is up if it answered the last time it was scraped. How many should there be? Count before you look: one
      kubelet on each of four nodes, and each of them twice, because cadvisor is a separate target. One API server.
      This way you also notice a missing target; a list that is all green may still be too short. Look at the addresses
      as well: four answers may come from three nodes if one of them is asked twice.

      "Up" alone can be old news. So look at the time of the last answer as well. It must be younger than two scrape
      intervals, by the clock of Prometheus itself. A failed attempt is not an answer.

      **If it fails** with "401 Unauthorized", the kubelet does not let Prometheus in: it asks the API server whether
      the token may get `nodes/metrics`. In 2018 this had to be turned on in each kubelet, with
      `--authentication-token-webhook=true`, and a script that the tutorial does not mention did so. Today kubeadm does
      it.

      Then Prometheus has these targets, all of them up:
        | job                 | targets | nodes                      |
        | apiserver           | 1       | node1                      |
        | cadvisor            | 4       | node1, node2, node3, node4 |
        | kube-state-metrics  | 1       |                            |
        | kubelet             | 4       | node1, node2, node3, node4 |
        | node-exporter       | 4       | node1, node2, node3, node4 |
        | prometheus          | 1       |                            |
        | prometheus-operator | 1       |                            |
      And the last answer of each of them is younger than two scrape intervals

    @erratum @E5
    Scenario: The scheduler and the controller manager refuse Prometheus
      Both have metrics, and both are listed as targets here, but kubeadm makes them listen on 127.0.0.1, so they can
      only be reached from their own machine. Prometheus comes from another machine and is refused. The 2018 tutorial
      shows the same programs as working, because a hidden script had opened them to everybody: `--address=0.0.0.0`.
      Today the flag is `--bind-address`, in `/etc/kubernetes/manifests` on node1. Leave it alone. These metrics are
      seldom worth an open port, and an upgrade by kubeadm would close it again.

      It is good to have seen a target that is down. The list gives the reason.

      Then Prometheus has these targets, none of them up, because of "connection refused":
        | job                     | targets |
        | kube-controller-manager | 1       |
        | kube-scheduler          | 1       |

  @needs(02-monitoring/the-operator-creates-prometheus-from-a-few-lines-of-yaml)
  Rule: Check Prometheus against what you already know before you trust it

    Background:
      Given Prometheus and everything that it scrapes are installed

    @essential @E9
    Scenario: Prometheus counts the right number of nodes
      Prometheus has a web page, on a NodePort like the dashboard. In the 2018 tutorial it was always at port 30900.
      Ours has the port that the cluster gave it; ask the service. You can type the query below into the field on that
      page, or send it by HTTP, from your computer or from inside the cluster. A third way needs no open port at all:
      the API server forwards a request to any service, if you have permission for that.

      **If it fails**, look at kube-state-metrics, where this number comes from: is its target up?

      When the trainee runs on node1:
        """bash
        kubectl get service prometheus --namespace monitoring
        """
      And the trainee keeps the port of the service "prometheus" in "monitoring" as PROMETHEUS_PORT
      Then the query "count(kube_node_info)" gives the number of nodes that the API server knows
      When the trainee runs on node1:
        """bash
        curl --silent --get --data-urlencode 'query=count(kube_node_info)' http://node1:$PROMETHEUS_PORT/api/v1/query
        """
      Then the output contains the number of nodes
      When the trainee runs on node1:
        """bash
        kubectl get --raw '/api/v1/namespaces/monitoring/services/prometheus:web/proxy/api/v1/query?query=count(kube_node_info)'
        """
      Then the output contains the number of nodes

    @essential
    Scenario: Prometheus and the API server agree on the memory of every node
      The kernel tells node-exporter how much memory the machine has; the kubelet tells the API server. Both must give
      the same number for each node.

      **If it fails** for one node, nobody scrapes its node-exporter, or two answers come from one machine. The
      label `instance` of each result tells you.

      Then the query "node_memory_MemTotal_bytes" gives the memory capacity of each node

    @essential @browser
    Scenario: Prometheus shows its targets in a browser
      Look at the page yourself. Every target is listed with the time of its last answer, and targets that are down are
      listed with the reason.

      **If it fails** because the page does not open, the port may be an old one: ask the service once more.
      **If a name is missing** from the page, nothing tells Prometheus to scrape that program. A ServiceMonitor
      does.

      When the trainee runs on node1:
        """bash
        kubectl get service prometheus --namespace monitoring
        """
      And the trainee keeps the port of the service "prometheus" in "monitoring" as PROMETHEUS_PORT
      And a browser on your computer opens "http://NODE1_IP:$PROMETHEUS_PORT/targets"
      Then the title of the page contains "Prometheus"
      And the page shows all of these:
        | node-exporter      |
        | kube-state-metrics |
        | kube-scheduler     |
        | connection refused |
      And the page shows every kubelet and every node-exporter by its address

  @needs(02-monitoring/the-operator-creates-prometheus-from-a-few-lines-of-yaml)
  Rule: Grafana draws what Prometheus knows

    Background:
      Given Prometheus and everything that it scrapes are installed

    @essential
    Scenario: Every query on our dashboards has a result
      A dashboard is a page of queries, each drawn as a curve. A query with a slip in it gives no error, only an empty
      result, and nobody notices. The same is true of a query that returns NaN, "not a number", which is what a
      division by zero gives. So we send all of them to the real Prometheus: every query on the four dashboards in
      `~/training/02-monitoring/grafana/dashboards`. If a query has a variable, such as `$node`, we try every value
      that the reader could choose.

      One of the dashboards is about autoscalers, so there is one, in `7-autoscaler.yaml`. It cannot read its metric,
      as metrics-server is not installed here, and so it changes nothing.

      **If it fails**, the message names the query. Send the innermost part of it alone, then add the rest piece
      by piece. Often it is a label that is misspelled.

      Then every query of the 4 dashboards has a result

    @essential
    Scenario: The API server accepts what Grafana needs
      `--dry-run=server` sends everything to the API server, which checks it as if it were real, and then forgets it.
      `-k` is for a folder with a `kustomization.yaml`: it makes a ConfigMap from our files.

      **If it fails** with "not found", look for what the message names. Objects can only be made in a namespace
      that exists.

      When the trainee runs on node1:
        """bash
        kubectl apply --dry-run=server -k ~/training/02-monitoring/grafana
        """
      Then the output contains "deployment.apps/grafana created (server dry run)"
      And the output contains "configmap/grafana-dashboards created (server dry run)"

    @bonus @grafana @E9
    Scenario: Grafana queries our Prometheus and shows our dashboards
      Grafana reads two files when it starts: one says where the data is, the other where the dashboards are. So nobody
      has to click them together. Visitors can look without logging in, but cannot change anything.

      It is not enough that Grafana answers. Its database must be healthy, it must get rows from Prometheus, and it
      must have found all four dashboards.

      In 2018 the port was always 30002, though the tutorial tells you to look it up. Looking it up is right.

      Given the image "docker.io/grafana/grafana:13.1.3" is available
      When the trainee runs on node1:
        """bash
        kubectl apply -k ~/training/02-monitoring/grafana
        kubectl rollout status --timeout=120s --namespace monitoring deployment/grafana
        kubectl get svc grafana -n monitoring
        """
      And the trainee keeps the port of the service "grafana" in "monitoring" as GRAFANA_PORT
      Then Grafana is healthy
      And Grafana gets an answer to "up" from its data source "prometheus"
      And Grafana shows all of these dashboards:
        | Training / Autoscaling |
        | Training / Cluster     |
        | Training / Nodes       |
        | Training / Pods        |
      When a browser on your computer opens "http://NODE1_IP:$GRAFANA_PORT/d/training-cluster"
      Then the title of the page contains "Training / Cluster"
      And the page shows "Nodes that are Ready"

  @needs(02-monitoring/the-operator-creates-prometheus-from-a-few-lines-of-yaml)
  Rule: When a program stops, so do its metrics

    Background:
      Given Prometheus and everything that it scrapes are installed

    @control
    Scenario: When a program stops, its target disappears
      A check that has never said "no" proves nothing. We stop kube-state-metrics. Its target disappears from the list,
      and its metrics disappear too: Prometheus does not go on showing the last ones it received.

      Given kube-state-metrics runs, before and after
      And the query "count(kube_node_info)" has a result
      When the trainee runs on node1:
        """bash
        kubectl scale deployment kube-state-metrics --namespace monitoring --replicas=0
        """
      Then Prometheus has no target of the job "kube-state-metrics"
      And the query "count(kube_node_info)" has no result

  @needs(02-monitoring/the-operator-creates-prometheus-from-a-few-lines-of-yaml)
  Rule: A rate needs two samples

    Background:
      Given Prometheus and everything that it scrapes are installed

    @essential
    Scenario: Prometheus measures the pod of known load at 50m
      The kubelet does not say "50m". It counts the seconds of CPU time since the container started, and the count only
      goes up. Such a number is a counter, and by itself it says little. `irate(...[2m])` takes the last two samples of
      the last two minutes and asks how fast the counter rose between them, in seconds per second: that is, in CPUs.
      50m is 0.05.

      Be patient: a rate needs two samples, and cadvisor takes one only every 10 to 15 seconds, or less often on a busy
      node.

      **If it fails** without any result, there are not two samples yet. **If the result is far from 0.05**, the
      pod has another limit, or there are two such pods.

      Then the query "sum(irate(container_cpu_usage_seconds_total{namespace='default', pod=~'busy-.*', container='busy'}[2m]))" gives 0.05, give or take 0.01, for at least 6 seconds

  Rule: Where the 2018 tutorial is wrong today

    @erratum @E8
    Scenario: The second cd of the old commands fails
      The tutorial fetches a fork of the operator and starts a script in it:

          git clone https://github.com/RyaxTech/prometheus-operator.git
          cd prometheus-operator/contrib/kube-prometheus/
          git checkout release-0.19
          cd contrib/kube-prometheus/
          ./hack/cluster-monitoring/deploy

      After the second line you are already where the fourth is meant to take you. There is no such folder there. The
      fourth line fails, and luckily that is harmless. The third matters: only the branch `release-0.19` has the
      script. The fifth waits until its kinds exist, in endless loops; on a current cluster they never exist, because
      the script asks for them with `apiextensions.k8s.io/v1beta1`, which was removed in 1.22. The script hangs, and
      says nothing.

      We need no fork to see the fourth line fail, only folders with these names. Use the commands at the top of this
      section instead.

      Given there is no folder "prometheus-operator" in the trainee's home, before and after
      When the trainee tries on node1:
        """bash
        mkdir --parents ~/prometheus-operator/contrib/kube-prometheus
        cd ~/prometheus-operator/contrib/kube-prometheus/
        cd contrib/kube-prometheus/
        """
      Then the command fails with "contrib/kube-prometheus/: No such file or directory"

  Rule: We leave the cluster as we found it

    @essential
    Scenario: Nothing of this section is left
      If you delete a namespace, everything in it is deleted too: Prometheus, the data it stored, Grafana. The
      permissions we gave and the new kinds are not in the namespace. Delete the kinds last: when you delete a kind,
      you delete every object of that kind.

      **If it fails** and the namespace is still Terminating, its description says what it is waiting for.

      When everything of this section is removed
      Then the cluster holds what it held before this section
