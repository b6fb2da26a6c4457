@section-7 @sample
Feature: 7. Keep a word in the cluster
  A section needs no program of its own. This one is a file of manifests and this text.

  Programs want settings. A ConfigMap keeps them in the cluster, apart from the programs.

  Background:
    Given the training cluster is running
    And there is nothing of "~/training/07-sample" in the cluster, before and after

  Rule: Settings are objects, too

    @essential
    Scenario: A ConfigMap is made like any other object
      Read `~/training/07-sample/word.yaml` first. It has a name and some text.

      When the trainee runs on node1:
        """bash
        kubectl apply --filename ~/training/07-sample/
        """
      Then the output contains "configmap/word created"

    @essential
    Scenario: Whoever may read it, can
      Ask for the text alone.

      Given all of "~/training/07-sample" is in the cluster
      When the trainee runs on node1:
        """bash
        kubectl get configmap word --output jsonpath='{.data.text}'
        """
      Then the output is "hello"

  Rule: We leave the cluster as we found it

    @essential
    Scenario: Nothing of this section is left
      When everything of this section is removed
      Then the cluster holds what it held before this section
