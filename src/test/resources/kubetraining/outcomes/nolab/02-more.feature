@section-2
Feature: 2. More

  Scenario: Third
    Given "a call for the lab" happens
    Then "nothing wrong" happens
