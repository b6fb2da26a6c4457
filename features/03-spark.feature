@section-3 @spark @needs(section-1)
Feature: 3. Run a big data job with Spark
  Spark cuts a large computation into tasks and spreads them over many processes. One process, the driver, plans the
  work. The others, the executors, do it. On Kubernetes each of them is a pod, and Spark itself asks for them: you
  submit a job, Kubernetes starts the driver, and the driver starts its executors.

  Our job computes pi by throwing darts. It picks random points in a square and counts those that fall inside the
  circle. The share of hits is pi divided by four. The more darts, the better the value of pi.

  node1 has a Spark distribution in the home folder of `ubuntu`. You need it only to submit the job. The programs that
  compute come from the image `apache/spark:4.1.1`.

  Background:
    Given the training cluster is running
    And there is nothing of Spark in the cluster, before and after

  Rule: The driver needs permission to start pods

    @control
    Scenario: A new account has no permissions
      A pod acts in the name of a service account. A driver has to start executors, so it needs an account that can
      create, watch and delete pods. A new account cannot do that. See for yourself: `kubectl auth can-i` asks the API
      server.

      When the trainee runs on node1:
        """bash
        kubectl create serviceaccount spark
        """
      And the trainee tries on node1:
        """bash
        kubectl auth can-i create pods --as=system:serviceaccount:default:spark
        """
      Then the output is "no"
      And the account "default:spark" is allowed none of these in the namespace "default":
        | create | pods       |
        | watch  | pods       |
        | delete | pods       |
        | create | services   |
        | create | configmaps |

    @essential
    Scenario: The role "edit" is enough, in its own namespace only
      A role is a list of permissions; a binding gives it to somebody. Kubernetes ships the role `edit`, which covers
      everything Spark needs. We bind it with a RoleBinding, so that it holds in the namespace `default` and nowhere
      else.

      **If you forget the binding**, the driver ends at once, and its log says "pods is forbidden: User
      "system:serviceaccount:default:spark" cannot create resource "pods"".

      When the trainee runs on node1:
        """bash
        kubectl create serviceaccount spark
        kubectl create rolebinding spark-role --clusterrole=edit --serviceaccount=default:spark --namespace=default
        kubectl auth can-i create pods --as=system:serviceaccount:default:spark
        """
      Then the last line of the output is "yes"
      And the account "default:spark" is allowed all of these in the namespace "default":
        | create | pods       |
        | watch  | pods       |
        | delete | pods       |
        | create | services   |
        | create | configmaps |
      But the account "default:spark" is allowed none of these in the namespace "kube-system":
        | delete | pods |

    @erratum @E4
    Scenario: The old binding gives far more permissions than the job needs
      The 2018 tutorial does not mention the account at all. The script that downloaded Spark had created it, with a
      ClusterRoleBinding. That kind of binding has no namespace: `--namespace=default` in the command changes nothing,
      and there is no warning. The account can then delete the pods of the system, too. Create the RoleBinding above
      instead.

      When the trainee runs on node1:
        """bash
        kubectl create serviceaccount spark
        kubectl create clusterrolebinding spark-role --clusterrole=edit --serviceaccount=default:spark --namespace=default
        """
      Then the account "default:spark" is allowed all of these in the namespace "kube-system":
        | delete | pods |

  Rule: One job is a driver and its executors

    @essential
    Scenario: Two executors compute pi at the same time
      First find out where the API server listens, because `spark-submit` talks to it directly.

      The long command then says: run in the cluster (`--deploy-mode cluster`), under this name, this class, with this
      account, on two executors, from this image. The last number is how many pieces the work is cut into. A larger
      number takes longer and gives a better value of pi.

      While it runs, follow it in a second terminal. `kubectl get pods` shows the driver, then two executors. Notice
      where they run. The driver and each executor request one whole CPU. A node offers two, of which the system
      already uses a little, so only one such pod fits, and the three pods run on three nodes.

      **Erratum E12.** The 2018 tutorial says that each executor is launched on a different node. Nothing asks for
      that: on machines with more CPUs two executors can share one. If you need it, ask for it with an anti-affinity in
      a pod template.

      Executors are deleted once the job is done. The driver stays, Completed, so that you can read its log.

      **If it hangs**: run `kubectl describe pod spark-pi-driver1`. "0/4 nodes are available: ... Insufficient cpu"
      means that other pods hold the CPUs. **If it ends badly**: the last lines of `kubectl logs spark-pi-driver1` say
      why.

      Given the account "spark" is allowed to start pods
      And it is known how many pods of one CPU fit on each node
      And a watch on the pods of Spark is open
      When the trainee runs on node1:
        """bash
        kubectl cluster-info
        """
      And the trainee keeps the address of the API server as API_SERVER
      And the trainee starts on node1:
        """bash
        cd ~/spark-4.1.1-bin-hadoop3
        bin/spark-submit --master k8s://https://$API_SERVER:6443 --deploy-mode cluster --name spark-pi --class org.apache.spark.examples.SparkPi --conf spark.kubernetes.authenticate.driver.serviceAccountName=spark --conf spark.executor.instances=2 --conf spark.kubernetes.container.image=apache/spark:4.1.1 --conf spark.kubernetes.driver.pod.name=spark-pi-driver1 local:///opt/spark/examples/jars/spark-examples_2.13-4.1.1.jar 100
        """
      Then the driver "spark-pi-driver1" and its 2 executors run
      When meanwhile the trainee runs on node1:
        """bash
        kubectl get pods -n default
        kubectl describe pods spark-pi-driver1 -n default
        """
      Then the command that was started succeeds
      And the driver went through Pending, Running and Succeeded, and ended with exit code 0
      And exactly 2 executors ran, both at the same time
      And every executor belongs to the driver, and runs the image "apache/spark:4.1.1"
      And 2 executors worked on tasks at the same time
      And driver and executors ran where there was room for them
      When the trainee runs on node1:
        """bash
        kubectl logs spark-pi-driver1 -n default
        """
      Then the output contains pi, wrong by less than 0.05
      And the executors are gone, the driver has stayed

  Rule: A pod's name stays taken until the pod is deleted

    @erratum @E11
    Scenario: The log has the name that you gave the driver
      The 2018 tutorial submits `spark-pi-driver1` and reads the log of `spark-pi-driver3`. There is no such pod. Use
      the name from your own command.

      When the trainee tries on node1:
        """bash
        kubectl logs spark-pi-driver3 -n default
        """
      Then the command fails with '(NotFound): pods "spark-pi-driver3" not found'

    @erratum @E11
    Scenario: A second job with the same name is refused until the first is deleted
      A driver that has ended still holds its name. Submit again, and the API server answers "AlreadyExists". Delete
      the old driver first, or leave out `spark.kubernetes.driver.pod.name`: Spark then chooses a new name each time.

      You do not need a whole job to see this. Any pod with that name will do.

      Given the account "spark" is allowed to start pods
      When the trainee runs on node1:
        """bash
        kubectl run spark-pi-driver1 --image=apache/spark:4.1.1 --restart=Never -- true
        kubectl cluster-info
        """
      And the trainee keeps the address of the API server as API_SERVER
      And the trainee tries on node1:
        """bash
        cd ~/spark-4.1.1-bin-hadoop3
        bin/spark-submit --master k8s://https://$API_SERVER:6443 --deploy-mode cluster --name spark-pi --class org.apache.spark.examples.SparkPi --conf spark.kubernetes.authenticate.driver.serviceAccountName=spark --conf spark.executor.instances=2 --conf spark.kubernetes.container.image=apache/spark:4.1.1 --conf spark.kubernetes.driver.pod.name=spark-pi-driver1 local:///opt/spark/examples/jars/spark-examples_2.13-4.1.1.jar 100
        """
      Then the command fails with 'pods "spark-pi-driver1" already exists'
      When the trainee runs on node1:
        """bash
        kubectl delete pod spark-pi-driver1 -n default
        """
      Then there is no pod "spark-pi-driver1" any more

  Rule: We leave the cluster as we found it

    @essential
    Scenario: Nothing of this section is left
      A role binding stays, and a finished driver stays readable, until somebody deletes them. We compare everything
      the cluster holds with a list from before the section began.

      **If it fails**, the message names what is left. Executors go with their driver. A service account and a
      binding go only when you delete them by name.

      When everything of this section is removed
      Then the cluster holds what it held before this section
