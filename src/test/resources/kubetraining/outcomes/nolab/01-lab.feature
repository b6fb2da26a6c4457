@section-1
Feature: 1. The lab

  Background:
    Given "a call for the lab" happens

  @essential
  Scenario: First
    Then "nothing wrong" happens

  @essential
  Scenario: Second
    Then "nothing wrong" happens
