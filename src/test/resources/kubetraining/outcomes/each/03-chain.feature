@section-3 @chain
Feature: 3. A chain of needs

  Scenario: First
    Then "an empty look" happens

  @needs(first)
  Scenario: Second
    Then "nothing wrong" happens

  @needs(03-chain/second)
  Scenario: Third
    Then "nothing wrong" happens

  @needs(this-host-need-not)
  Scenario: Apart
    Then "nothing wrong" happens
