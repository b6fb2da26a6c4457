Feature: Proofs of section 3: Spark

  @proves(03-spark/the-role-edit-is-enough-in-its-own-namespace-only)
  Rule: The role "edit" is enough, in its own namespace only

    @undone
    Scenario: Nothing is typed
      When nothing is typed
      And no wait lasts longer than 5 seconds
      Then the outcome is NOT_YET, and the message contains "printed nothing"

    @mistake
    Scenario: No role is bound
      When in place of "kubectl create rolebinding spark-role --clusterrole=edit --serviceaccount=default:spark --namespace=default" this is typed:
        """bash
        :
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is WRONG, and the message contains "exited 1 on node1"

    @mistake
    Scenario: The role only allows reading, and the trainee asks as cluster admin
      When in place of "--clusterrole=edit" this is typed:
        """bash
        --clusterrole=view
        """
      And in place of " --as=system:serviceaccount:default:spark" this is typed:
        """bash
         
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is NOT_YET, and the message contains "it is not allowed to: [create pods, delete pods"

    @mistake @whole
    Scenario: The old binding, which applies to every namespace
      When in place of "kubectl create rolebinding" this is typed:
        """bash
        kubectl create clusterrolebinding
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is WRONG, and the message contains "delete pods in kube-system"

    @mistake
    Scenario: The account's name has a typo
      When in place of "kubectl create serviceaccount spark" this is typed:
        """bash
        kubectl create serviceaccount sprak
        """
      And in place of "serviceaccount=default:spark" this is typed:
        """bash
        serviceaccount=default:sprak
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is WRONG, and the message contains "serviceaccount/sprak created"

    @almost
    Scenario: A custom role, for pods only
      When in place of "kubectl create rolebinding spark-role --clusterrole=edit --serviceaccount=default:spark --namespace=default" this is typed:
        """bash
        kubectl create role spark-role --verb='*' --resource=pods
        kubectl create rolebinding spark-role --role=spark-role --serviceaccount=default:spark
        """
      And no wait lasts longer than 5 seconds
      Then the outcome is NOT_YET, and the message contains "it is not allowed to: [create services, create configmaps]"

    @right
    Scenario: Account and binding come from standard input, under another name
      When in place of block 1 this is typed:
        """bash
        kubectl apply -f - <<END
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: spark, namespace: default}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: spark-may-work, namespace: default}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
        subjects: [{kind: ServiceAccount, name: spark, namespace: default}]
        END
        kubectl auth can-i create pods --as=system:serviceaccount:default:spark
        """
      Then the outcome is DONE

  @proves(03-spark/two-executors-compute-pi-at-the-same-time)
  Rule: Two executors compute pi at the same time

    @undone
    Scenario: Nothing is submitted
      When in place of block 2 this is typed:
        """bash
        :
        """
      And no wait lasts longer than 20 seconds
      Then the outcome is NOT_YET, and the message contains "there is no pod spark-pi-driver1"

    @mistake
    Scenario: The driver acts for an account without permissions
      When in place of "serviceAccountName=spark" this is typed:
        """bash
        serviceAccountName=default
        """
      And no wait lasts longer than 90 seconds
      Then the outcome is WRONG, and the message contains "exit code 1"

    @mistake
    Scenario: The image's last letter is a typo
      When in place of "image=apache/spark:4.1.1" this is typed:
        """bash
        image=apache/spark:4.1.l
        """
      And no wait lasts longer than 150 seconds
      Then the outcome is LAB_FAULT, and the message contains "4.1.l"

    @mistake
    Scenario: Only one executor is asked for
      When in place of "executor.instances=2" this is typed:
        """bash
        executor.instances=1
        """
      And no wait lasts longer than 120 seconds
      Then the outcome is WRONG, and the message contains "the driver has ended"

    @mistake
    Scenario: The driver has another name
      When in place of "pod.name=spark-pi-driver1" this is typed:
        """bash
        pod.name=spark-pi-driver3
        """
      And no wait lasts longer than 180 seconds
      Then the outcome is NOT_YET, and the message contains "there is no pod spark-pi-driver1"

    @almost
    Scenario: There is only one task for two executors
      When in place of "examples_2.13-4.1.1.jar 100" this is typed:
        """bash
        examples_2.13-4.1.1.jar 1
        """
      And no wait lasts longer than 120 seconds
      Then the outcome is WRONG, and the message contains "executors that finished a task"

    @almost
    Scenario: Only the first lines of the log are read
      When in place of "kubectl logs spark-pi-driver1 -n default" this is typed:
        """bash
        kubectl logs spark-pi-driver1 -n default --limit-bytes=300
        """
      And no wait lasts longer than 120 seconds
      Then the outcome is WRONG, and the message contains "Pi is roughly"

    @right
    Scenario: The command does not wait, and another driver has left its pod
      When in place of "--name spark-pi --class" this is typed:
        """bash
        --conf spark.kubernetes.submission.waitAppCompletion=false --name pi --class
        """
      And before "the driver "spark-pi-driver1" and its 2 executors run" this is typed on node1:
        """bash
        kubectl run my-driver --image=apache/spark:4.1.1 --restart=Never --labels=spark-role=driver,spark-app-selector=mine -- true
        """
      Then the outcome is DONE

    @right
    Scenario: An executor is lost, and replaced
      When in place of "examples_2.13-4.1.1.jar 100" this is typed:
        """bash
        examples_2.13-4.1.1.jar 3000
        """
      And after "the driver "spark-pi-driver1" and its 2 executors run" this is typed on node1:
        """bash
        kubectl delete pod $(kubectl get pods -l spark-role=executor -o name | head -1 | cut -d/ -f2) --now
        """
      Then the outcome is DONE
