@section-1 @each
Feature: 1. Every way to end

  @essential
  Scenario: It is done
    Then "nothing wrong" happens

  @essential
  Scenario: It is wrong
    A pod should be on node4.

    **If it fails**: look at the
    temperatures.

    Then "nothing wrong" happens
    And "a contradiction" happens
    And "nothing wrong" happens

  Scenario: It is not yet there
    Then "an empty look" happens

  Scenario: It takes too long
    Then "a wait without end" happens

  Scenario: The lab fails
    Then "silence of the API server" happens

  Scenario: No image comes
    Then "an image that cannot be pulled" happens

  Scenario: This host cannot
    Then "a lack of a browser" happens

  @may-be-missing
  Scenario: This host need not
    Then "a lack of a browser" happens

  Scenario: Nobody has defined it
    Then nobody knows this step

  Scenario: Nobody has written it
    Then "work left to do" happens

  Scenario: It can be read in two ways
    Then this can be read in one way

  Scenario: It cannot be tidied up
    Then "a trace that stays" happens

  Scenario: It is right, and what comes after it is not
    Then "a claim about tidying up" happens

  Scenario: Something that nobody knows
    Read the logs.

    **If it fails**: look at the
    temperatures.

    Then "a mistake of ours" happens

  Scenario: We are not allowed to look
    Then "a look that is forbidden" happens

  @needs(something-that-nobody-knows)
  Scenario: It needs what nobody knows
    Then "nothing wrong" happens
