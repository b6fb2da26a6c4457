Feature: Proofs of section 2: Prometheus

  @proves(02-monitoring/the-operator-creates-prometheus-from-a-few-lines-of-yaml)
  Rule: The operator creates Prometheus from a few lines of YAML

    @undone
    Scenario: Nothing is typed
      When nothing is typed
      And no wait lasts longer than 3 seconds
      Then the outcome is NOT_YET, and the message contains "there is nothing that could run"

    @mistake
    Scenario: The kinds are applied on the client side
      When in place of "kubectl apply --server-side" this is typed:
        """bash
        kubectl apply
        """
      Then the outcome is WRONG, and the message contains "Too long"

    @mistake
    Scenario: The kinds are forgotten
      When in place of block 1 this is typed:
        """bash
        kubectl apply --filename ~/training/02-monitoring/
        """
      Then the outcome is WRONG, and the message contains "ensure CRDs are installed first"

    @mistake
    Scenario: node-exporter does not run on node1
      When in place of "kubectl apply --filename ~/training/02-monitoring/" this is typed:
        """bash
        kubectl apply --filename ~/training/02-monitoring/
        kubectl patch daemonset node-exporter --namespace monitoring --type=json --patch '[{"op": "remove", "path": "/spec/template/spec/tolerations"}]'
        kubectl rollout status daemonset node-exporter --namespace monitoring
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "name=node-exporter, ready=3"

    @almost
    Scenario: The StatefulSet is made by hand
      When in place of "kubectl wait --for=create --timeout=120s --namespace monitoring statefulset/prometheus-training" this is typed:
        """bash
        kubectl wait --for=create --timeout=120s --namespace monitoring statefulset/prometheus-training
        kubectl delete prometheus training --namespace monitoring
        kubectl wait --for=delete --timeout=60s --namespace monitoring statefulset/prometheus-training
        kubectl apply --filename - <<END
        apiVersion: apps/v1
        kind: StatefulSet
        metadata:
          name: prometheus-training
          namespace: monitoring
        spec:
          serviceName: prometheus
          selector:
            matchLabels: {app: by-hand}
          template:
            metadata:
              labels: {app: by-hand}
            spec:
              containers:
                - name: podinfo
                  image: ghcr.io/stefanprodan/podinfo:6.9.2
        END
        """
      And no wait lasts longer than 20 seconds
      Then the outcome is NOT_YET, and the message contains "there is no such Prometheus"

    @right
    Scenario: One file after the other, from standard input
      When in place of "kubectl apply --filename ~/training/02-monitoring/" this is typed:
        """bash
        for file in ~/training/02-monitoring/*.yaml; do cat $file | kubectl apply --server-side --filename -; done
        """
      Then the outcome is DONE

  @proves(02-monitoring/every-target-is-up-and-was-scraped-recently)
  Rule: Every target is up and was scraped recently

    @right
    Scenario: node-exporter has just got new pods
      When before "Prometheus has these targets, all of them up:" this is typed on node1:
        """bash
        kubectl delete pods --selector app=node-exporter --namespace monitoring
        kubectl rollout status daemonset node-exporter --namespace monitoring
        """
      Then the outcome is DONE

    @almost
    Scenario: The permission is removed after the first look
      When after "Prometheus has these targets, all of them up:" this is typed on node1:
        """bash
        kubectl delete clusterrolebinding training:prometheus
        port=$(kubectl get service prometheus --namespace monitoring --output jsonpath='{.spec.ports[0].nodePort}')
        for look in $(seq 60); do
          curl --silent http://node1:$port/api/v1/targets | grep --quiet '403 Forbidden' && break || sleep 1
        done
        """
      And afterwards this is typed on node1:
        """bash
        kubectl apply --filename ~/training/02-monitoring/5-prometheus.yaml
        """
      And no wait lasts longer than 15 seconds
      Then the outcome is TIMEOUT, and the message contains "a recent answer from each target"

    @undone
    Scenario: There is no service to query Prometheus through
      When before "Prometheus has these targets, all of them up:" this is typed on node1:
        """bash
        kubectl delete service prometheus --namespace monitoring
        """
      And afterwards this is typed on node1:
        """bash
        kubectl apply --filename ~/training/02-monitoring/5-prometheus.yaml
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is NOT_YET, and the message contains "expected the service prometheus in monitoring"

    @mistake
    Scenario: The account of Prometheus has no permission to read metrics
      When before "Prometheus has these targets, all of them up:" this is typed on node1:
        """bash
        kubectl delete clusterrolebinding training:prometheus
        port=$(kubectl get service prometheus --namespace monitoring --output jsonpath='{.spec.ports[0].nodePort}')
        for look in $(seq 60); do
          curl --silent http://node1:$port/api/v1/targets | grep --quiet '403 Forbidden' && break || sleep 1
        done
        """
      And afterwards this is typed on node1:
        """bash
        kubectl apply --filename ~/training/02-monitoring/5-prometheus.yaml
        """
      And no wait lasts longer than 2 seconds
      Then the outcome is TIMEOUT, and the message contains "403 Forbidden"

    @mistake
    Scenario: node-exporter does not run on node1
      When before "Prometheus has these targets, all of them up:" this is typed on node1:
        """bash
        kubectl patch daemonset node-exporter --namespace monitoring --type=json --patch '[{"op": "remove", "path": "/spec/template/spec/tolerations"}]'
        kubectl rollout status daemonset node-exporter --namespace monitoring
        """
      And afterwards this is typed on node1:
        """bash
        kubectl apply --filename ~/training/02-monitoring/3-node-exporter.yaml
        kubectl rollout status daemonset node-exporter --namespace monitoring
        """
      And no wait lasts longer than 12 seconds
      Then the outcome is TIMEOUT, and the message contains "node-exporter=[node2, node3, node4]"

    @mistake
    Scenario: node1 is scraped twice and node4 not at all
      When before "Prometheus has these targets, all of them up:" this is typed on node1:
        """bash
        kubectl patch daemonset node-exporter --namespace monitoring --patch '{"spec": {"template": {"spec": {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [{"matchExpressions": [{"key": "kubernetes.io/hostname", "operator": "NotIn", "values": ["node4"]}]}]}}}}}}}'
        sed -e '/^---/,$d' -e 's/^  name: node-exporter$/  name: second/' -e 's/^      automountServiceAccountToken: false/&\n      nodeName: node1/' ~/training/02-monitoring/3-node-exporter.yaml | kubectl apply --filename -
        kubectl rollout status daemonset node-exporter --namespace monitoring
        kubectl wait --for=condition=Ready pod --selector app=node-exporter --field-selector spec.nodeName=node1 --namespace monitoring --timeout=60s
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete daemonset second --namespace monitoring
        kubectl patch daemonset node-exporter --namespace monitoring --patch '{"spec": {"template": {"spec": {"affinity": null}}}}'
        kubectl rollout status daemonset node-exporter --namespace monitoring
        """
      And no wait lasts longer than 12 seconds
      Then the outcome is TIMEOUT, and the message contains "node-exporter=[node1, node1, node2, node3]"

  @proves(02-monitoring/prometheus-counts-the-right-number-of-nodes)
  Rule: Prometheus counts the right number of nodes

    @right
    Scenario: Only the port in the output, and the query by POST
      When in place of "kubectl get service prometheus --namespace monitoring" this is typed:
        """bash
        kubectl get service prometheus --namespace monitoring --output jsonpath='{.spec.ports[0].nodePort}'
        """
      And in place of "curl --silent --get" this is typed:
        """bash
        curl --silent
        """
      Then the outcome is DONE

    @undone
    Scenario: Nothing is typed
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "it printed nothing"

    @mistake
    Scenario: The port is that of the 2018 tutorial
      When in place of "$PROMETHEUS_PORT" this is typed:
        """bash
        30900
        """
      Then the outcome is WRONG, and the message contains "exited 7"

    @mistake
    Scenario: The query has a typo
      When in place of "kube_node_info" this is typed:
        """bash
        kube_nodes_info
        """
      Then the outcome is WRONG, and the message contains "the trainee's query: 0 rows"

    @mistake
    Scenario: Pods are counted instead
      When in place of "kube_node_info" this is typed:
        """bash
        kube_pod_info
        """
      Then the outcome is WRONG, and the message contains "the trainee's query: 1 rows"

    @almost
    Scenario: kube-state-metrics runs twice, and each node counts twice
      When before "the trainee runs on node1:" this is typed on node1:
        """bash
        kubectl scale deployment kube-state-metrics --namespace monitoring --replicas=2
        port=$(kubectl get service prometheus --namespace monitoring --output jsonpath='{.spec.ports[0].nodePort}')
        for look in $(seq 60); do
          curl --silent "http://node1:$port/api/v1/query?query=count(kube_node_info)" | grep --quiet '"8"' && break || sleep 1
        done
        """
      And afterwards this is typed on node1:
        """bash
        kubectl scale deployment kube-state-metrics --namespace monitoring --replicas=1
        """
      And no wait lasts longer than 2 seconds
      Then the outcome is TIMEOUT, and the message contains "the number of nodes"

  @proves(02-monitoring/the-api-server-accepts-what-grafana-needs)
  Rule: The API server accepts what Grafana needs

    @right
    Scenario: The folder is put together first, and sent by a pipe
      When in place of "kubectl apply --dry-run=server -k ~/training/02-monitoring/grafana" this is typed:
        """bash
        kubectl kustomize ~/training/02-monitoring/grafana | kubectl apply --dry-run=server --filename -
        """
      Then the outcome is DONE

    @undone
    Scenario: Nothing is typed
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "it printed nothing"

    @mistake
    Scenario: The client checks instead of the server
      When in place of "--dry-run=server" this is typed:
        """bash
        --dry-run=client
        """
      Then the outcome is WRONG, and the message contains "deployment.apps/grafana created (dry run)"

    @mistake
    Scenario: The folder is applied as plain files
      When in place of "-k" this is typed:
        """bash
        --filename
        """
      Then the outcome is WRONG, and the message contains "Kustomization"

    @mistake
    Scenario: The parent folder is applied
      When in place of "/grafana" this is typed:
        """bash
        /
        """
      Then the outcome is WRONG, and the message contains "unable to find one of"

    @almost
    Scenario: The Deployment is checked without its dashboards
      When in place of "-k ~/training/02-monitoring/grafana" this is typed:
        """bash
        --filename ~/training/02-monitoring/grafana/grafana.yaml
        """
      Then the outcome is WRONG, and the message contains "configmap/grafana-dashboards created"

  @proves(02-monitoring/prometheus-shows-its-targets-in-a-browser)
  Rule: Prometheus shows its targets in a browser

    @right
    Scenario: kubectl describes the service
      When in place of "kubectl get service prometheus --namespace monitoring" this is typed:
        """bash
        kubectl describe service prometheus --namespace monitoring
        """
      Then the outcome is DONE

    @undone
    Scenario: Nothing is typed
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "it printed nothing"

    @mistake
    Scenario: The port is that of another service
      When in place of "kubectl get service prometheus --namespace monitoring" this is typed:
        """bash
        kubectl get service prometheus-operated --namespace monitoring
        """
      Then the outcome is WRONG, and the message contains "names the port of the service prometheus"

    @mistake
    Scenario: The service has no node port
      When in place of "kubectl get service prometheus --namespace monitoring" this is typed:
        """bash
        kubectl patch service prometheus --namespace monitoring --patch '{"spec": {"type": "ClusterIP"}}'
        kubectl get service prometheus --namespace monitoring
        """
      And afterwards this is typed on node1:
        """bash
        kubectl patch service prometheus --namespace monitoring --patch '{"spec": {"type": "NodePort"}}'
        """
      Then the outcome is NOT_YET, and the message contains "its type is ClusterIP"

    @mistake
    Scenario: Another program behind the service shows the title and the words
      When in place of "kubectl get service prometheus --namespace monitoring" this is typed:
        """bash
        kubectl run copy --namespace monitoring --image=docker.io/hjacobs/kube-web-view:21.2.0 --labels=app=copy --overrides='{"spec": {"terminationGracePeriodSeconds": 1}}' --command -- python3 -c '
        from http.server import *
        class Copy(BaseHTTPRequestHandler):
          def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<title>Prometheus</title>node-exporter kube-state-metrics kube-scheduler connection refused")
        HTTPServer(("", 8080), Copy).serve_forever()'
        kubectl wait --for=condition=Ready pod/copy --namespace monitoring --timeout=60s
        kubectl patch service prometheus --namespace monitoring --type=json --patch '[{"op": "replace", "path": "/spec/selector", "value": {"app": "copy"}}, {"op": "replace", "path": "/spec/ports/0/targetPort", "value": 8080}]'
        port=$(kubectl get service prometheus --namespace monitoring --output jsonpath='{.spec.ports[0].nodePort}')
        for look in $(seq 30); do curl --silent --fail --max-time 2 --output /dev/null http://node1:$port/no-such-page && break || sleep 1; done
        kubectl get service prometheus --namespace monitoring
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete pod copy --namespace monitoring --now
        kubectl patch service prometheus --namespace monitoring --type=json --patch '[{"op": "replace", "path": "/spec/selector", "value": {"prometheus": "training"}}, {"op": "replace", "path": "/spec/ports/0/targetPort", "value": "web"}]'
        """
      Then the outcome is WRONG, and the message contains "targets that Prometheus itself lists"

    @almost
    Scenario: node-exporter runs but is not scraped
      When in place of "kubectl get service prometheus --namespace monitoring" this is typed:
        """bash
        kubectl delete service node-exporter --namespace monitoring
        port=$(kubectl get service prometheus --namespace monitoring --output jsonpath='{.spec.ports[0].nodePort}')
        for look in $(seq 60); do
          curl --silent http://node1:$port/api/v1/targets | grep --quiet ':9100/metrics' && sleep 1 || break
        done
        kubectl get service prometheus --namespace monitoring
        """
      And afterwards this is typed on node1:
        """bash
        kubectl apply --filename ~/training/02-monitoring/3-node-exporter.yaml
        """
      Then the outcome is WRONG, and the message contains "targets that Prometheus itself lists"

  @proves(02-monitoring/prometheus-and-the-api-server-agree-on-the-memory-of-every)
  Rule: Prometheus and the API server agree on the memory of every node

    @right
    Scenario: node-exporter has just got new pods
      When before "the query "node_memory_MemTotal_bytes" gives the memory capacity of each node" this is typed on node1:
        """bash
        kubectl delete pods --selector app=node-exporter --namespace monitoring
        """
      Then the outcome is DONE

    @undone
    Scenario: There is no service to query Prometheus through
      When before "the query "node_memory_MemTotal_bytes" gives the memory capacity of each node" this is typed on node1:
        """bash
        kubectl delete service prometheus --namespace monitoring
        """
      And afterwards this is typed on node1:
        """bash
        kubectl apply --filename ~/training/02-monitoring/5-prometheus.yaml
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is NOT_YET, and the message contains "expected the service prometheus in monitoring"

    @mistake
    Scenario: The service of Prometheus leads nowhere
      When before "the query "node_memory_MemTotal_bytes" gives the memory capacity of each node" this is typed on node1:
        """bash
        kubectl patch service prometheus --namespace monitoring --patch '{"spec": {"selector": {"prometheus": "another"}}}'
        port=$(kubectl get service prometheus --namespace monitoring --output jsonpath='{.spec.ports[0].nodePort}')
        for look in $(seq 30); do curl --silent --max-time 1 --output /dev/null http://node1:$port/-/ready && sleep 1 || break; done
        """
      And afterwards this is typed on node1:
        """bash
        kubectl apply --filename ~/training/02-monitoring/5-prometheus.yaml
        """
      And no wait lasts longer than 2 seconds
      Then the outcome is TIMEOUT, and the message contains "no answer from Prometheus"

    @mistake
    Scenario: Nothing reports the memory
      When before "the query "node_memory_MemTotal_bytes" gives the memory capacity of each node" this is typed on node1:
        """bash
        kubectl delete daemonset node-exporter --namespace monitoring
        port=$(kubectl get service prometheus --namespace monitoring --output jsonpath='{.spec.ports[0].nodePort}')
        for look in $(seq 60); do
          curl --silent "http://node1:$port/api/v1/query?query=node_memory_MemTotal_bytes" | grep --quiet '"result":\[\]' && break || sleep 1
        done
        """
      And afterwards this is typed on node1:
        """bash
        kubectl apply --filename ~/training/02-monitoring/3-node-exporter.yaml
        kubectl rollout status daemonset node-exporter --namespace monitoring
        """
      And no wait lasts longer than 2 seconds
      Then the outcome is TIMEOUT, and the message contains "node_memory_MemTotal_bytes: 0 rows"

    @mistake
    Scenario: node1 does not report its memory
      When before "the query "node_memory_MemTotal_bytes" gives the memory capacity of each node" this is typed on node1:
        """bash
        kubectl patch daemonset node-exporter --namespace monitoring --type=json --patch '[{"op": "remove", "path": "/spec/template/spec/tolerations"}]'
        kubectl rollout status daemonset node-exporter --namespace monitoring
        port=$(kubectl get service prometheus --namespace monitoring --output jsonpath='{.spec.ports[0].nodePort}')
        for look in $(seq 60); do
          curl --silent --get --data-urlencode 'query=count(node_memory_MemTotal_bytes) == count(count by (node) (node_memory_MemTotal_bytes{node!="node1"}))' http://node1:$port/api/v1/query | grep --quiet '"3"' && break || sleep 1
        done
        """
      And afterwards this is typed on node1:
        """bash
        kubectl apply --filename ~/training/02-monitoring/3-node-exporter.yaml
        kubectl rollout status daemonset node-exporter --namespace monitoring
        """
      And no wait lasts longer than 2 seconds
      Then the outcome is TIMEOUT, and the message contains "node_memory_MemTotal_bytes: 3 rows"

    @almost
    Scenario: Four rows come, two of them from node1
      When before "the query "node_memory_MemTotal_bytes" gives the memory capacity of each node" this is typed on node1:
        """bash
        kubectl patch daemonset node-exporter --namespace monitoring --patch '{"spec": {"template": {"spec": {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [{"matchExpressions": [{"key": "kubernetes.io/hostname", "operator": "NotIn", "values": ["node4"]}]}]}}}}}}}'
        sed -e '/^---/,$d' -e 's/^  name: node-exporter$/  name: second/' -e 's/^      automountServiceAccountToken: false/&\n      nodeName: node1/' ~/training/02-monitoring/3-node-exporter.yaml | kubectl apply --filename -
        kubectl rollout status daemonset node-exporter --namespace monitoring
        port=$(kubectl get service prometheus --namespace monitoring --output jsonpath='{.spec.ports[0].nodePort}')
        for look in $(seq 60); do
          curl --silent --get --data-urlencode 'query=count(node_memory_MemTotal_bytes{node="node1"}) and on() count(node_memory_MemTotal_bytes) == 4' http://node1:$port/api/v1/query | grep --quiet '"2"' && break || sleep 1
        done
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete daemonset second --namespace monitoring
        kubectl patch daemonset node-exporter --namespace monitoring --patch '{"spec": {"template": {"spec": {"affinity": null}}}}'
        kubectl rollout status daemonset node-exporter --namespace monitoring
        """
      And no wait lasts longer than 2 seconds
      Then the outcome is TIMEOUT, and the message contains "node_memory_MemTotal_bytes: 4 rows"

  @proves(02-monitoring/every-query-on-our-dashboards-has-a-result)
  Rule: Every query on our dashboards has a result

    @right
    Scenario: The autoscaler targets something else
      When before "every query of the 4 dashboards has a result" this is typed on node1:
        """bash
        sed 's/averageUtilization: 200/averageUtilization: 150/' ~/training/02-monitoring/7-autoscaler.yaml | kubectl apply --filename -
        """
      And afterwards this is typed on node1:
        """bash
        kubectl apply --filename ~/training/02-monitoring/7-autoscaler.yaml
        """
      Then the outcome is DONE

    @undone
    Scenario: There is no service to query Prometheus through
      When before "every query of the 4 dashboards has a result" this is typed on node1:
        """bash
        kubectl delete service prometheus --namespace monitoring
        """
      And afterwards this is typed on node1:
        """bash
        kubectl apply --filename ~/training/02-monitoring/5-prometheus.yaml
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is NOT_YET, and the message contains "expected the service prometheus in monitoring"

    @mistake
    Scenario: There is no autoscaler to query
      When before "every query of the 4 dashboards has a result" this is typed on node1:
        """bash
        kubectl delete hpa busy
        port=$(kubectl get service prometheus --namespace monitoring --output jsonpath='{.spec.ports[0].nodePort}')
        for look in $(seq 60); do
          curl --silent "http://node1:$port/api/v1/query?query=kube_horizontalpodautoscaler_info" | grep --quiet '"result":\[\]' && break || sleep 1
        done
        """
      And afterwards this is typed on node1:
        """bash
        kubectl apply --filename ~/training/02-monitoring/7-autoscaler.yaml
        """
      And no wait lasts longer than 4 seconds
      Then the outcome is TIMEOUT, and the message contains "'Replicas' of 'Training / Autoscaling'"

    @almost
    Scenario: kube-state-metrics covers everything but autoscalers
      When before "every query of the 4 dashboards has a result" this is typed on node1:
        """bash
        sed 's/,horizontalpodautoscalers,/,/' ~/training/02-monitoring/4-kube-state-metrics.yaml | kubectl apply --filename -
        kubectl rollout status deployment kube-state-metrics --namespace monitoring
        port=$(kubectl get service prometheus --namespace monitoring --output jsonpath='{.spec.ports[0].nodePort}')
        for look in $(seq 60); do
          curl --silent "http://node1:$port/api/v1/query?query=kube_horizontalpodautoscaler_info" | grep --quiet '"result":\[\]' && break || sleep 1
        done
        """
      And afterwards this is typed on node1:
        """bash
        kubectl apply --filename ~/training/02-monitoring/4-kube-state-metrics.yaml
        kubectl rollout status deployment kube-state-metrics --namespace monitoring
        """
      And no wait lasts longer than 4 seconds
      Then the outcome is TIMEOUT, and the message contains "'Replicas' of 'Training / Autoscaling'"

    @mistake
    Scenario: There is no node-exporter
      When before "every query of the 4 dashboards has a result" this is typed on node1:
        """bash
        kubectl delete daemonset node-exporter --namespace monitoring
        port=$(kubectl get service prometheus --namespace monitoring --output jsonpath='{.spec.ports[0].nodePort}')
        for look in $(seq 60); do
          curl --silent "http://node1:$port/api/v1/query?query=node_load1" | grep --quiet '"result":\[\]' && break || sleep 1
        done
        """
      And afterwards this is typed on node1:
        """bash
        kubectl apply --filename ~/training/02-monitoring/3-node-exporter.yaml
        kubectl rollout status daemonset node-exporter --namespace monitoring
        """
      And no wait lasts longer than 4 seconds
      Then the outcome is TIMEOUT, and the message contains "'Memory in use' of 'Training / Nodes'"

    @mistake
    Scenario: kube-state-metrics is stopped
      When before "every query of the 4 dashboards has a result" this is typed on node1:
        """bash
        kubectl scale deployment kube-state-metrics --namespace monitoring --replicas=0
        port=$(kubectl get service prometheus --namespace monitoring --output jsonpath='{.spec.ports[0].nodePort}')
        for look in $(seq 60); do
          curl --silent "http://node1:$port/api/v1/query?query=kube_node_info" | grep --quiet '"result":\[\]' && break || sleep 1
        done
        """
      And afterwards this is typed on node1:
        """bash
        kubectl scale deployment kube-state-metrics --namespace monitoring --replicas=1
        """
      And no wait lasts longer than 4 seconds
      Then the outcome is TIMEOUT, and the message contains "'Nodes' of 'Training / Cluster'"

  @proves(02-monitoring/prometheus-measures-the-pod-of-known-load-at-50m)
  Rule: Prometheus measures the pod of known load at 50m

    @right
    Scenario: A pod of the trainee's works hard beside it
      When before "the query "sum(irate(container_cpu_usage_seconds_total{namespace='default', pod=~'busy-.*', container='busy'}[2m]))" gives 0.05, give or take 0.01, for at least 6 seconds" this is typed on node1:
        """bash
        kubectl run mine --image=ghcr.io/stefanprodan/podinfo:6.9.2 --labels=app=busy --command -- sh -c 'while :; do :; done'
        kubectl wait --for=condition=Ready pod/mine --timeout=60s
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete pod mine --now
        """
      Then the outcome is DONE

    @undone
    Scenario: There is no service to query Prometheus through
      When before "the query "sum(irate(container_cpu_usage_seconds_total{namespace='default', pod=~'busy-.*', container='busy'}[2m]))" gives 0.05, give or take 0.01, for at least 6 seconds" this is typed on node1:
        """bash
        kubectl delete service prometheus --namespace monitoring
        """
      And afterwards this is typed on node1:
        """bash
        kubectl apply --filename ~/training/02-monitoring/5-prometheus.yaml
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is NOT_YET, and the message contains "expected the service prometheus in monitoring"

    @mistake
    Scenario: The service has no node port
      When before "the query "sum(irate(container_cpu_usage_seconds_total{namespace='default', pod=~'busy-.*', container='busy'}[2m]))" gives 0.05, give or take 0.01, for at least 6 seconds" this is typed on node1:
        """bash
        kubectl patch service prometheus --namespace monitoring --patch '{"spec": {"type": "ClusterIP"}}'
        """
      And afterwards this is typed on node1:
        """bash
        kubectl patch service prometheus --namespace monitoring --patch '{"spec": {"type": "NodePort"}}'
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is NOT_YET, and the message contains "its type is ClusterIP"

    @mistake
    Scenario: The service of Prometheus leads nowhere
      When before "the query "sum(irate(container_cpu_usage_seconds_total{namespace='default', pod=~'busy-.*', container='busy'}[2m]))" gives 0.05, give or take 0.01, for at least 6 seconds" this is typed on node1:
        """bash
        kubectl patch service prometheus --namespace monitoring --patch '{"spec": {"selector": {"prometheus": "another"}}}'
        port=$(kubectl get service prometheus --namespace monitoring --output jsonpath='{.spec.ports[0].nodePort}')
        for look in $(seq 30); do curl --silent --max-time 1 --output /dev/null http://node1:$port/-/ready && sleep 1 || break; done
        """
      And afterwards this is typed on node1:
        """bash
        kubectl apply --filename ~/training/02-monitoring/5-prometheus.yaml
        """
      And no wait lasts longer than 2 seconds
      Then the outcome is TIMEOUT, and the message contains "no answer from Prometheus"

    @mistake
    Scenario: There are two pods of known load
      When before "the query "sum(irate(container_cpu_usage_seconds_total{namespace='default', pod=~'busy-.*', container='busy'}[2m]))" gives 0.05, give or take 0.01, for at least 6 seconds" this is typed on node1:
        """bash
        kubectl scale deployment busy --replicas=2
        port=$(kubectl get service prometheus --namespace monitoring --output jsonpath='{.spec.ports[0].nodePort}')
        for look in $(seq 90); do
          curl --silent --get --data-urlencode "query=sum(irate(container_cpu_usage_seconds_total{namespace='default', pod=~'busy-.*', container='busy'}[2m])) > 0.08" http://node1:$port/api/v1/query | grep --quiet '"result":\[\]' && sleep 1 || break
        done
        """
      And afterwards this is typed on node1:
        """bash
        kubectl scale deployment busy --replicas=1
        """
      And no wait lasts longer than 2 seconds
      Then the outcome is TIMEOUT, and the message contains "to be about 0.05"

    @almost
    Scenario: The limit is 70m
      When before "the query "sum(irate(container_cpu_usage_seconds_total{namespace='default', pod=~'busy-.*', container='busy'}[2m]))" gives 0.05, give or take 0.01, for at least 6 seconds" this is typed on node1:
        """bash
        kubectl set resources deployment busy --limits=cpu=70m
        kubectl rollout status deployment busy
        port=$(kubectl get service prometheus --namespace monitoring --output jsonpath='{.spec.ports[0].nodePort}')
        for look in $(seq 90); do
          curl --silent --get --data-urlencode "query=irate(container_cpu_usage_seconds_total{namespace='default', pod=~'busy-.*', container='busy'}[2m]) > 0.065" http://node1:$port/api/v1/query | grep --quiet '"result":\[\]' && sleep 1 || break
        done
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete deployment busy
        kubectl apply --filename ~/training/known-load/
        """
      And no wait lasts longer than 2 seconds
      Then the outcome is TIMEOUT, and the message contains "to be about 0.05"
