package kubetraining.trainee;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import kubetraining.remote.CommandResult;
import kubetraining.typed.PrintedBlock;
import kubetraining.typed.Transcript;
import kubetraining.typed.TypedCommand;
import kubetraining.wait.Waits;
import org.jspecify.annotations.Nullable;

/**
 * A person types, in the shells that {@code ./training ssh} opens. Nothing is typed for them: a
 * block that is to be typed is shown, and found in what they type.
 */
public final class ByHand implements Trainee {
  private static final Duration POLL = Duration.ofMillis(300);

  private final Function<String, Transcript> transcripts;
  private final Waits waits;
  private final Duration patience;
  private Shown shown = (machine, block, goesOn) -> {};
  private Supplier<Optional<Instant>> otherwise = Optional::empty;
  private Function<String, Optional<Supplier<Optional<Boolean>>>> effects =
      commands -> Optional.empty();
  private Runnable meanwhile = () -> {};
  private final Deque<Typed> known = new ArrayDeque<>();
  private final List<Typed> sinceStep = new ArrayList<>();
  private Instant after;
  private @Nullable Asked last;
  private boolean wantsNewer;
  private final Set<String> machines = new TreeSet<>(Set.of("node1"));

  /** Shows somebody what to type. */
  @FunctionalInterface
  public interface Shown {
    /**
     * Shows a block.
     *
     * @param goesOn whether it goes on while others are typed
     */
    void block(String machine, Block block, boolean goesOn);
  }

  /** A block that was asked for, and what counted last. */
  private record Asked(String machine, Block block, Instant after, @Nullable String key) {
    boolean isOlder(Typed typed) {
      return !typed.key().equals(key);
    }
  }

  /**
   * A trainee of one lab.
   *
   * @param transcripts by the name of the machine
   * @param patience how long a block may take; there is no haste
   */
  public ByHand(Function<String, Transcript> transcripts, Waits waits, Duration patience) {
    this.transcripts = transcripts;
    this.waits = waits;
    this.patience = patience;
    this.after = Instant.now();
  }

  /**
   * From now on a block also counts as typed when somebody says that what it is for is done.
   *
   * @param said when that was last said
   */
  public void orOtherwise(Supplier<Optional<Instant>> said) {
    otherwise = said;
  }

  /**
   * From now on a block whose commands must succeed also counts as typed when what they lead to has
   * come about in another way.
   *
   * @param of tells of some commands whether it is so, if somebody can tell now; empty where nobody
   *     can see that
   */
  public void orByEffect(Function<String, Optional<Supplier<Optional<Boolean>>>> of) {
    effects = of;
  }

  /** From now on blocks are shown so. */
  public void shownBy(Shown how) {
    shown = how;
  }

  /** What is to be done again and again while a person is awaited, by whoever awaits them. */
  public void meanwhile(Runnable work) {
    meanwhile = work;
  }

  /** From here on counts what was begun later. */
  public synchronized void countsAfter(Instant moment) {
    after = moment;
    last = null;
  }

  /** What is typed from now on counts only later than this. */
  public synchronized Instant countsAfter() {
    return after;
  }

  /**
   * A step begins.
   *
   * @param earlier what it was answered with when it was earned; empty if it was not
   */
  public synchronized void step(List<Typed> earlier) {
    wantsNewer = false;
    known.clear();
    known.addAll(earlier);
    sinceStep.clear();
  }

  /** The step is tried once more, with a newer answer. */
  public synchronized void again() {
    wantsNewer = true;
    known.clear();
    sinceStep.clear();
  }

  /** The step is tried once more, with the answer that it had: something else was not so yet. */
  public synchronized void asBefore() {
    step(List.copyOf(sinceStep));
  }

  /** What was typed in this step. */
  public synchronized List<Typed> typedInStep() {
    return List.copyOf(sinceStep);
  }

  /** Changes whenever a command begins or ends on a machine that was asked for. */
  public synchronized String state() {
    return machines.stream().map(each -> transcripts.apply(each).state()).toList().toString()
        + otherwise.get();
  }

  /** Whether the newest command on some machine is still running. */
  public synchronized boolean isTyping() {
    return machines.stream()
        .map(each -> transcripts.apply(each).commands())
        .anyMatch(all -> !all.isEmpty() && !all.get(all.size() - 1).hasEnded());
  }

  /** Whether the block that counted last was typed once more. */
  public synchronized boolean hasNewer() {
    return Optional.ofNullable(last)
        .filter(asked -> newest(asked, false).filter(asked::isOlder).isPresent())
        .isPresent();
  }

  @Override
  public CommandResult types(String machine, Block block) {
    return Objects.requireNonNull(awaited(machine, block, false).result());
  }

  @Override
  public Supplier<CommandResult> begins(String machine, Block block) {
    var begun = awaited(machine, block, true);
    var asked = fresh(machine, block);
    return () ->
        Optional.ofNullable(begun.result()).orElseGet(() -> awaitedEnd(asked, begun.key()));
  }

  private Typed awaited(String machine, Block block, boolean goesOn) {
    var earlier = Optional.ofNullable(known.poll());
    if (earlier.isPresent()) {
      noteAnswer(sameAsLast(machine, block).orElseGet(() -> fresh(machine, block)), earlier.get());
      return earlier.get();
    }
    var asked = ask(machine, block);
    if (asked.key() == null) {
      shown.block(machine, block, goesOn);
    }
    var reached =
        Optional.of(block)
            .filter(each -> each.allMustSucceed() && !goesOn)
            .flatMap(each -> effects.apply(each.commands()))
            .map(Reached::new);
    Supplier<Optional<Typed>> said = () -> goesOn ? Optional.empty() : said(asked);
    var answer = new OnChange(machine, () -> newest(asked, goesOn).or(said));
    Supplier<Optional<Typed>> idle =
        () -> {
          meanwhile.run();
          return reached
              .filter(each -> each.look(this::isTyping) && !isBegun(asked))
              .map(each -> Typed.elsewhere(machine, block, Instant.now()));
        };
    var wait = waits.upTo(patience).every(POLL);
    var typed =
        wait.see(
                "the commands to be typed on " + machine,
                () -> answer.call().or(idle),
                found -> found.filter(asked::isOlder).isPresent())
            .orElseThrow();
    noteAnswer(asked, typed);
    return typed;
  }

  private synchronized Asked ask(String machine, Block block) {
    return sameAsLast(machine, block)
        .filter(same -> wantsNewer)
        .orElseGet(() -> fresh(machine, block));
  }

  private synchronized Asked fresh(String machine, Block block) {
    machines.add(machine);
    return new Asked(machine, block, after, null);
  }

  private synchronized Optional<Asked> sameAsLast(String machine, Block block) {
    return Optional.ofNullable(last)
        .filter(each -> each.machine().equals(machine) && each.block().equals(block));
  }

  private synchronized void noteAnswer(Asked asked, Typed typed) {
    last = new Asked(asked.machine(), asked.block(), asked.after(), typed.key());
    after = typed.at();
    sinceStep.add(typed);
  }

  private CommandResult awaitedEnd(Asked asked, String key) {
    var wait = waits.upTo(patience).every(POLL);
    // On another thread: what is done meanwhile is done by whoever awaits the person.
    var end = new OnChange(asked.machine(), () -> ended(asked, key));
    return wait.see("the started command to end", end, Optional::isPresent)
        .map(typed -> Objects.requireNonNull(typed.result()))
        .orElseThrow();
  }

  private Optional<Typed> ended(Asked asked, String key) {
    return transcripts.apply(asked.machine()).commands().stream()
        .filter(each -> each.key().equals(key) && each.hasEnded())
        .findFirst()
        .map(each -> Typed.of(asked.machine(), asked.block(), List.of(each)));
  }

  private Optional<Typed> said(Asked asked) {
    return otherwise
        .get()
        .filter(at -> asked.block().allMustSucceed() && at.isAfter(asked.after()))
        .map(at -> Typed.elsewhere(asked.machine(), asked.block(), at));
  }

  /** Whoever has typed a part of it goes on typing. */
  private boolean isBegun(Asked asked) {
    return printed(asked).isStartedIn(since(asked));
  }

  private static PrintedBlock printed(Asked asked) {
    var block = asked.block();
    return new PrintedBlock(block.commands(), block.allMustSucceed(), block.variables());
  }

  private List<TypedCommand> since(Asked asked) {
    return transcripts.apply(asked.machine()).commands().stream()
        .filter(each -> each.startedAt().isAfter(asked.after()))
        .toList();
  }

  private Optional<Typed> newest(Asked asked, boolean goesOn) {
    var since = since(asked);
    var block = printed(asked);
    return (goesOn ? block.begunIn(since) : block.in(since))
        .or(() -> block.failedIn(since))
        .map(found -> Typed.of(asked.machine(), asked.block(), found));
  }

  /** Looks again only when something was typed. */
  private final class OnChange implements Callable<Optional<Typed>> {
    private final String machine;
    private final Supplier<Optional<Typed>> look;
    private @Nullable String state;
    private Optional<Typed> seen = Optional.empty();

    OnChange(String machine, Supplier<Optional<Typed>> look) {
      this.machine = machine;
      this.look = look;
    }

    @Override
    public Optional<Typed> call() {
      String now = transcripts.apply(machine).state() + otherwise.get();
      if (!now.equals(state)) {
        seen = look.get();
        state = now;
      }
      return seen;
    }
  }
}
