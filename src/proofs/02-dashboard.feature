Feature: Proofs of section 2: metrics-server and the dashboard

  @proves(02-dashboard/metrics-server-becomes-part-of-the-api)
  Rule: metrics-server becomes part of the API

    @undone
    Scenario: Nothing is typed
      When nothing is typed
      And no wait lasts longer than 3 seconds
      Then the outcome is NOT_YET, and the message contains "no APIService of that group"

    @mistake
    Scenario: The folder has another name
      When in place of "kubectl apply --filename ~/training/metrics-server/" this is typed:
        """bash
        kubectl apply --filename ~/training/02-dashboard/metrics-server/
        """
      Then the outcome is WRONG, and the message contains "does not exist"

    @mistake
    Scenario: The API server forwards to a service in another namespace
      When in place of "kubectl apply --filename ~/training/metrics-server/" this is typed:
        """bash
        sed 's/namespace: kube-system/namespace: default/' ~/training/metrics-server/metrics-server.yaml | kubectl apply --filename -
        """
      And afterwards this is typed on node1:
        """bash
        sed 's/namespace: kube-system/namespace: default/' ~/training/metrics-server/metrics-server.yaml | kubectl delete --ignore-not-found --filename -
        """
      Then the outcome is WRONG, and the message contains "default/metrics-server"

    @mistake
    Scenario: There is no service to forward to
      When in place of "kubectl get apiservice v1beta1.metrics.k8s.io" this is typed:
        """bash
        kubectl delete service metrics-server --namespace kube-system
        kubectl get apiservice v1beta1.metrics.k8s.io
        """
      And no wait lasts longer than 2 seconds
      Then the outcome is TIMEOUT, and the message contains "a pod behind the service metrics-server"

    @almost
    Scenario: A typo in its selector keeps the service from finding a pod
      When in place of "kubectl apply --filename ~/training/metrics-server/" this is typed:
        """bash
        sed 's/^    app: metrics-server$/    app: metric-server/' ~/training/metrics-server/metrics-server.yaml | kubectl apply --filename -
        """
      And no wait lasts longer than 2 seconds
      Then the outcome is TIMEOUT, and the message contains "a pod behind the service metrics-server"

    @right
    Scenario: The file comes from standard input, and the server applies it
      When in place of "kubectl apply --filename ~/training/metrics-server/" this is typed:
        """bash
        cat ~/training/metrics-server/*.yaml | kubectl apply --server-side --filename -
        """
      Then the outcome is DONE

  @proves(02-dashboard/with-read-only-access-the-dashboard-sees-the-cluster-but)
  Rule: With read-only access the dashboard sees the cluster but cannot change it

    @undone
    Scenario: No permission is given
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "it printed nothing"

    @mistake
    Scenario: The account becomes cluster admin
      When in place of "kubectl apply --filename ~/training/02-dashboard/reader/" this is typed:
        """bash
        kubectl create clusterrolebinding sees-all --clusterrole=cluster-admin --serviceaccount=dashboard:web-view
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete clusterrolebinding sees-all --ignore-not-found
        """
      Then the outcome is WRONG, and the message contains "delete pods in every namespace"

    @mistake
    Scenario: The account gets the role view, which includes no nodes
      When in place of "kubectl apply --filename ~/training/02-dashboard/reader/" this is typed:
        """bash
        kubectl create clusterrolebinding views --clusterrole=view --serviceaccount=dashboard:web-view
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete clusterrolebinding views --ignore-not-found
        """
      Then the outcome is NOT_YET, and the message contains "it is not allowed to: [list nodes"

    @mistake @whole
    Scenario: The account of another namespace gets the permission
      When in place of "kubectl apply --filename ~/training/02-dashboard/reader/" this is typed:
        """bash
        sed 's/namespace: dashboard/namespace: default/' ~/training/02-dashboard/reader/reader.yaml | kubectl apply --filename -
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete --filename ~/training/02-dashboard/reader/
        """
      Then the outcome is WRONG, and the message contains "kubectl auth can-i list pods"

    @almost
    Scenario: The account is also allowed to restart Deployments
      When in place of "kubectl auth can-i list pods" this is typed:
        """bash
        kubectl create clusterrole restarter --verb=patch --resource=deployments.apps
        kubectl create clusterrolebinding restarter --clusterrole=restarter --serviceaccount=dashboard:web-view
        kubectl auth can-i list pods
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete clusterrolebinding,clusterrole restarter --ignore-not-found
        kubectl delete --filename ~/training/02-dashboard/reader/
        """
      Then the outcome is WRONG, and the message contains "by ClusterRoleBinding restarter"

    @almost
    Scenario: All accounts of its namespace are allowed to enter pods of one namespace
      When in place of "kubectl auth can-i list pods" this is typed:
        """bash
        kubectl create role enters --verb=get --resource=pods/exec --namespace default
        kubectl create rolebinding enters --role=enters --group=system:serviceaccounts:dashboard --namespace default
        kubectl auth can-i list pods
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete rolebinding,role enters --namespace default --ignore-not-found
        kubectl delete --filename ~/training/02-dashboard/reader/
        """
      Then the outcome is WRONG, and the message contains "by RoleBinding default/enters"

    @right
    Scenario: Commands grant the same permissions without the file
      When in place of "kubectl apply --filename ~/training/02-dashboard/reader/" this is typed:
        """bash
        kubectl create clusterrolebinding views --clusterrole=view --serviceaccount=dashboard:web-view
        kubectl create --filename - <<END
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata:
          name: looks-at-nodes
        rules:
          - {apiGroups: ["", metrics.k8s.io], resources: [nodes, pods], verbs: [get, list, watch]}
        END
        kubectl create clusterrolebinding looks-at-nodes --clusterrole=looks-at-nodes --serviceaccount=dashboard:web-view
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete clusterrolebinding views looks-at-nodes --ignore-not-found
        kubectl delete clusterrole looks-at-nodes --ignore-not-found
        """
      Then the outcome is DONE

  @proves(02-dashboard/the-dashboard-shows-all-four-nodes-from-outside-and-from)
  Rule: The dashboard shows all four nodes, from outside and from inside

    @right
    Scenario: Another kind of patch, and only the port in the output
      When in place of block 1 this is typed:
        """bash
        kubectl patch service web-view --namespace dashboard --type=json --patch '[{"op": "replace", "path": "/spec/type", "value": "NodePort"}]'
        kubectl get service web-view --namespace dashboard --output jsonpath='{.spec.ports[0].nodePort}'
        """
      And afterwards this is typed on node1:
        """bash
        kubectl patch service web-view --namespace dashboard --patch '{"spec": {"type": "ClusterIP"}}'
        """
      Then the outcome is DONE

    @right
    Scenario: A service of type LoadBalancer, shown as YAML
      When in place of block 1 this is typed:
        """bash
        kubectl patch service web-view --namespace dashboard --patch '{"spec": {"type": "LoadBalancer"}}'
        kubectl get service web-view --namespace dashboard --output yaml
        """
      And afterwards this is typed on node1:
        """bash
        kubectl patch service web-view --namespace dashboard --patch '{"spec": {"type": "ClusterIP"}}'
        """
      Then the outcome is DONE

    @undone
    Scenario: Nothing is typed
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "its type is ClusterIP"

    @mistake
    Scenario: The service is looked for in the wrong namespace
      When in place of "kubectl get service web-view --namespace dashboard" this is typed:
        """bash
        kubectl get service web-view
        """
      And afterwards this is typed on node1:
        """bash
        kubectl patch service web-view --namespace dashboard --patch '{"spec": {"type": "ClusterIP"}}'
        """
      Then the outcome is WRONG, and the message contains 'services "web-view" not found'

    @mistake
    Scenario: Another program behind the service shows the title and the four names
      When in place of "kubectl patch service web-view --namespace dashboard --patch '{"spec": {"type": "NodePort"}}'" this is typed:
        """bash
        kubectl run copy --namespace dashboard --image=docker.io/hjacobs/kube-web-view:21.2.0 --labels=app=copy --overrides='{"spec": {"terminationGracePeriodSeconds": 1}}' --command -- python3 -c '
        from http.server import *
        class Copy(BaseHTTPRequestHandler):
          def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<title>nodes in local - Kubernetes Web View</title>node1 node2 node3 node4")
        HTTPServer(("", 8080), Copy).serve_forever()'
        kubectl wait --for=condition=Ready pod/copy --namespace dashboard --timeout=60s
        kubectl patch service web-view --namespace dashboard --patch '{"spec": {"type": "NodePort", "selector": {"app": "copy"}, "ports": [{"port": 80, "targetPort": 8080}]}}'
        port=$(kubectl get service web-view --namespace dashboard --output jsonpath='{.spec.ports[0].nodePort}')
        for look in $(seq 30); do curl --silent --fail --max-time 2 --output /dev/null http://node1:$port/no-such-page && break || sleep 1; done
        """
      Then the outcome is WRONG, and the message contains "Internal-IP of node1 is ''"

    @mistake
    Scenario: The account is not allowed to read nodes
      When in place of "kubectl patch service" this is typed:
        """bash
        kubectl delete clusterrolebinding web-view-nodes
        kubectl patch service
        """
      And afterwards this is typed on node1:
        """bash
        kubectl apply --filename ~/training/02-dashboard/reader/
        kubectl patch service web-view --namespace dashboard --patch '{"spec": {"type": "ClusterIP"}}'
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is TIMEOUT, and the message contains "403 from"

    @almost
    Scenario: The page is a copy of the real one
      When in place of "kubectl patch service web-view --namespace dashboard --patch '{"spec": {"type": "NodePort"}}'" this is typed:
        """bash
        kubectl run copy --namespace dashboard --image=docker.io/hjacobs/kube-web-view:21.2.0 --labels=app=copy --overrides='{"spec": {"terminationGracePeriodSeconds": 1}}' --env=FROM=http://$(kubectl get pods --selector app=web-view --namespace dashboard --output jsonpath='{.items[0].status.podIP}'):8080 --command -- python3 -c '
        import os, urllib.request
        from http.server import *
        page = urllib.request.urlopen(os.environ["FROM"] + "/clusters/local/nodes").read()
        class Copy(BaseHTTPRequestHandler):
          def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(page)
        HTTPServer(("", 8080), Copy).serve_forever()'
        kubectl wait --for=condition=Ready pod/copy --namespace dashboard --timeout=60s
        kubectl patch service web-view --namespace dashboard --patch '{"spec": {"type": "NodePort", "selector": {"app": "copy"}, "ports": [{"port": 80, "targetPort": 8080}]}}'
        port=$(kubectl get service web-view --namespace dashboard --output jsonpath='{.spec.ports[0].nodePort}')
        for look in $(seq 30); do curl --silent --fail --max-time 2 --output /dev/null http://node1:$port/no-such-page && break || sleep 1; done
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is TIMEOUT, and the message contains "a page of the newest pod"

    @almost
    Scenario: From inside, kubectl is asked instead of the page
      When in place of block 2 this is typed:
        """bash
        kubectl get nodes --output wide
        """
      And afterwards this is typed on node1:
        """bash
        kubectl patch service web-view --namespace dashboard --patch '{"spec": {"type": "ClusterIP"}}'
        """
      Then the outcome is WRONG, and the message contains "Created of node1 is ''"

  @proves(02-dashboard/metrics-server-measures-every-node)
  Rule: metrics-server measures every node

    @right
    Scenario: The metrics API is queried directly
      When in place of "kubectl top nodes" this is typed:
        """bash
        kubectl get --raw /apis/metrics.k8s.io/v1beta1/nodes
        """
      Then the outcome is DONE

    @undone
    Scenario: Nothing is typed
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "it printed nothing"

    @mistake
    Scenario: The nodes are listed without their CPU and memory use
      When in place of "kubectl top nodes" this is typed:
        """bash
        kubectl get nodes --output wide
        """
      Then the outcome is WRONG, and the message contains "shows the CPU and memory of node1"

    @almost
    Scenario: All nodes but one are measured
      When in place of "kubectl top nodes" this is typed:
        """bash
        kubectl top nodes | grep --invert-match node4
        """
      Then the outcome is WRONG, and the message contains "shows the CPU and memory of node4"

    @almost
    Scenario: One node is listed, but not measured
      When in place of "kubectl top nodes" this is typed:
        """bash
        kubectl top nodes | sed 's/^node1 .*/node1   <unknown>   <unknown>   <unknown>   <unknown>/'
        """
      Then the outcome is WRONG, and the message contains "shows the CPU and memory of node1"

    @mistake
    Scenario: metrics-server leaves out a node
      When before "metrics-server is installed" this is typed on node1:
        """bash
        sed 's/- --metric-resolution=10s/&\n            - --node-selector=kubernetes.io\/hostname!=node4/' ~/training/metrics-server/metrics-server.yaml | kubectl apply --filename -
        kubectl rollout status deployment metrics-server --namespace kube-system --timeout=60s
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete --filename ~/training/metrics-server/
        """
      And no wait lasts longer than 3 seconds
      Then the outcome is TIMEOUT, and the message contains "metrics of node1, node2, node3, node4"

    @mistake
    Scenario: metrics-server insists on signed certificates
      When before "metrics-server is installed" this is typed on node1:
        """bash
        sed '/--kubelet-insecure-tls/d' ~/training/metrics-server/metrics-server.yaml | kubectl apply --filename -
        """
      And in place of "--timeout=120s" this is typed:
        """bash
        --timeout=3s
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete --filename ~/training/metrics-server/
        """
      Then the outcome is WRONG, and the message contains "timed out waiting for the condition"

  @proves(02-dashboard/a-pod-that-uses-50m-is-measured-as-50m)
  Rule: A pod that uses 50m is measured as 50m

    @right
    Scenario: Another pod has the same label, and the metrics have no header
      When before "the trainee runs on node1:" this is typed on node1:
        """bash
        kubectl run mine --image=ghcr.io/stefanprodan/podinfo:6.9.2 --labels=app=busy
        """
      And in place of "kubectl top pods --selector app=busy" this is typed:
        """bash
        kubectl top pods --no-headers
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete pod mine
        """
      Then the outcome is DONE

    @undone
    Scenario: Nothing is typed
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "it printed nothing"

    @mistake
    Scenario: The nodes are measured instead
      When in place of "kubectl top pods --selector app=busy" this is typed:
        """bash
        kubectl top nodes
        """
      Then the outcome is WRONG, and the message contains "shows the CPU and memory of busy-"

    @almost
    Scenario: The pod is listed without its CPU and memory use
      When in place of "kubectl top pods --selector app=busy" this is typed:
        """bash
        kubectl get pods --selector app=busy --output wide
        """
      Then the outcome is WRONG, and the message contains "shows the CPU and memory of busy-"

    @mistake
    Scenario: The load is stopped
      When in place of "kubectl top pods --selector app=busy" this is typed:
        """bash
        kubectl top pods --selector app=busy
        kubectl scale deployment busy --replicas=0
        kubectl wait --for=delete pod --selector app=busy --timeout=30s
        """
      And afterwards this is typed on node1:
        """bash
        kubectl scale deployment busy --replicas=1
        """
      Then the outcome is NOT_YET, and the message contains "expected the pod of known load"

    @mistake
    Scenario: The load gets a higher limit
      When in place of "kubectl top pods --selector app=busy" this is typed:
        """bash
        kubectl set resources deployment busy --limits=cpu=150m
        kubectl rollout status deployment busy
        new=$(kubectl get pods --selector app=busy --sort-by=.metadata.creationTimestamp --output name | tail -n 1 | cut -d / -f 2)
        until kubectl top pods --selector app=busy 2>/dev/null | grep $new; do sleep 1; done
        """
      And afterwards this is typed on node1:
        """bash
        kubectl delete deployment busy
        kubectl apply --filename ~/training/known-load/
        """
      Then the outcome is WRONG, and the message contains "CPU use measured while it ran"

  @proves(02-dashboard/a-browser-shows-the-nodes-and-what-they-use)
  Rule: A browser shows the nodes and what they use

    @right
    Scenario: The service is shown as YAML
      When in place of "kubectl get service web-view --namespace dashboard" this is typed:
        """bash
        kubectl get service web-view --namespace dashboard --output yaml
        """
      And afterwards this is typed on node1:
        """bash
        kubectl patch service web-view --namespace dashboard --patch '{"spec": {"type": "ClusterIP"}}'
        """
      Then the outcome is DONE

    @undone
    Scenario: Nothing is typed
      When nothing is typed
      Then the outcome is NOT_YET, and the message contains "its type is ClusterIP"

    @mistake
    Scenario: The account is not allowed to read nodes
      When in place of "kubectl patch service" this is typed:
        """bash
        kubectl delete clusterrolebinding web-view-nodes
        kubectl patch service
        """
      And afterwards this is typed on node1:
        """bash
        kubectl apply --filename ~/training/02-dashboard/reader/
        kubectl patch service web-view --namespace dashboard --patch '{"spec": {"type": "ClusterIP"}}'
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is WRONG, and the message contains "Forbidden - Kubernetes Web View"

    @mistake
    Scenario: The account is allowed to read nodes, but not their metrics
      When in place of "kubectl patch service" this is typed:
        """bash
        kubectl patch clusterrole web-view-nodes --type=json --patch '[{"op": "remove", "path": "/rules/1"}]'
        kubectl patch service
        """
      And afterwards this is typed on node1:
        """bash
        kubectl apply --filename ~/training/02-dashboard/reader/
        kubectl patch service web-view --namespace dashboard --patch '{"spec": {"type": "ClusterIP"}}'
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is TIMEOUT, and the message contains "CPU Usage of node1 is '0m', not"

    @mistake
    Scenario: The service of another program is opened
      When in place of "service web-view" this is typed:
        """bash
        service dashboard
        """
      Then the outcome is WRONG, and the message contains 'services "dashboard" not found'

    @almost
    Scenario: The page is a copy that shows no use
      When in place of "kubectl patch service web-view --namespace dashboard --patch '{"spec": {"type": "NodePort"}}'" this is typed:
        """bash
        kubectl run copy --namespace dashboard --image=docker.io/hjacobs/kube-web-view:21.2.0 --labels=app=copy --overrides='{"spec": {"terminationGracePeriodSeconds": 1}}' --env=FROM=http://$(kubectl get pods --selector app=web-view --namespace dashboard --output jsonpath='{.items[0].status.podIP}'):8080 --command -- python3 -c '
        import os, re, urllib.request
        from http.server import *
        page = urllib.request.urlopen(os.environ["FROM"] + "/clusters/local/nodes?join=metrics").read()
        page = re.sub(rb"[0-9]+m\s", b"0m ", page)
        class Copy(BaseHTTPRequestHandler):
          def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page)
        HTTPServer(("", 8080), Copy).serve_forever()'
        kubectl wait --for=condition=Ready pod/copy --namespace dashboard --timeout=60s
        kubectl patch service web-view --namespace dashboard --patch '{"spec": {"type": "NodePort", "selector": {"app": "copy"}, "ports": [{"port": 80, "targetPort": 8080}]}}'
        port=$(kubectl get service web-view --namespace dashboard --output jsonpath='{.spec.ports[0].nodePort}')
        for look in $(seq 30); do curl --silent --fail --max-time 2 --output /dev/null http://node1:$port/no-such-page && break || sleep 1; done
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is TIMEOUT, and the message contains "CPU Usage of node1 is '0m'"
