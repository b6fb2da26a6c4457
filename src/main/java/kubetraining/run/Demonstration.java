package kubetraining.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import kubetraining.host.Daemons;
import kubetraining.lab.LabFolder;
import kubetraining.observe.Now;
import kubetraining.typed.MarkedShell;
import kubetraining.typed.Transcript;
import kubetraining.wait.ToDoException;

/**
 * Types what a person would be asked to type, in shells of its own. They are the same shells as
 * theirs, so that all that follows is the same, too.
 */
final class Demonstration implements AutoCloseable {
  private static final String INTERRUPT = "\u0003";
  // What was typed and found wrong would be wrong once more.
  private static final Set<Now.State> TYPED =
      Set.of(Now.State.TYPE, Now.State.FIRST, Now.State.LAB_FAULT);
  private final LabFolder lab;
  private final Map<String, Typist> free = new HashMap<>();
  private final List<Typist> busy = new ArrayList<>();
  private final List<Typist> all = new ArrayList<>();

  Demonstration(LabFolder lab) {
    this.lab = lab;
  }

  /** Types what is awaited, if anything is to be typed. */
  void type(Now now) {
    if (now.commands().equals(List.of(ToDoException.INTERRUPT))) {
      busy.forEach(each -> each.press(INTERRUPT));
      return;
    }
    if (now.state() == Now.State.NOT_RIGHT) {
      // Nobody goes on with a block of which something has failed.
      free.values().forEach(Typist::stop);
    }
    if (now.commands().isEmpty() || !TYPED.contains(now.state())) {
      return;
    }
    var typist = free.computeIfAbsent(now.machine(), this::open);
    if (now.goesOn()) {
      // What follows is typed in another one.
      free.remove(now.machine());
      busy.add(typist);
    }
    typist.type(now.commands());
  }

  private Typist open(String machine) {
    var marked = MarkedShell.create();
    var shell = MachineBook.sshForProgram(lab, machine, marked.command());
    var typist = new Typist(shell);
    all.add(typist);
    var kept = Transcript.of(lab.path(), machine);
    Daemons.thread(
            "shows-on-" + machine,
            () -> {
              try {
                marked.record(machine, shell.getInputStream(), typist, kept);
              } catch (IOException e) {
                shell.destroy(); // whoever waits for a command sees that none comes
              }
            })
        .start();
    return typist;
  }

  @Override
  public void close() {
    all.forEach(each -> each.shell.destroy());
  }

  /** Types a line whenever the shell shows its prompt, and says yes to a program that asks. */
  private static final class Typist extends OutputStream {
    private static final String PROMPT = "\u001b]133;A";
    // Without sudo, rm asks about a file of somebody else before it fails.
    private static final Pattern QUESTION = Pattern.compile("(?s).*rm: remove [^\\n]*\\? $");
    // The shell waits for the rest of a command, as between quotes.
    private static final Pattern GOES_ON = Pattern.compile("(?s).*(?:[\\r\\n]|2004h)> $");
    private final Process shell;
    private final Deque<String> lines = new ArrayDeque<>();
    private String shown = "";
    private boolean ready;

    Typist(Process shell) {
      this.shell = shell;
    }

    synchronized void type(List<String> commands) {
      whole(commands).forEach(lines::add);
      next();
    }

    synchronized void stop() {
      lines.clear();
      if (!ready) {
        press(INTERRUPT);
      }
    }

    synchronized void press(String keys) {
      try {
        shell.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        shell.getOutputStream().flush();
      } catch (IOException e) {
        throw new UncheckedIOException("a shell that shows the guide has ended", e);
      }
    }

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      shown += new String(bytes, from, length, StandardCharsets.ISO_8859_1);
      int prompt = shown.lastIndexOf(PROMPT);
      if (prompt >= 0) {
        shown = shown.substring(prompt + PROMPT.length());
        ready = true;
        next();
      } else if (QUESTION.matcher(shown).matches()) {
        shown = "";
        press("y\n");
      } else if (GOES_ON.matcher(shown).matches() && !lines.isEmpty()) {
        shown = "";
        press(lines.remove() + "\n");
      }
    }

    private void next() {
      if (ready && !lines.isEmpty()) {
        ready = false;
        press(lines.remove() + "\n");
      }
    }

    /** The lines of a here-document belong to its command. */
    private static List<String> whole(List<String> commands) {
      var here = Pattern.compile("<<'?(\\w+)");
      var whole = new ArrayList<String>();
      String end = "";
      for (String line : commands) {
        if (end.isEmpty()) {
          var begins = here.matcher(line);
          end = begins.find() ? begins.group(1) : "";
          whole.add(line);
        } else {
          whole.add(whole.remove(whole.size() - 1) + "\n" + line);
          end = line.strip().equals(end) ? "" : end;
        }
      }
      return whole;
    }
  }
}
