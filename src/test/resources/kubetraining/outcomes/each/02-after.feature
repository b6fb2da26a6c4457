@section-2 @after @needs(section-1)
Feature: 2. What needs the first section

  @essential
  Scenario: It would be done
    Then "nothing wrong" happens

  Scenario: This one too
    Then "nothing wrong" happens
