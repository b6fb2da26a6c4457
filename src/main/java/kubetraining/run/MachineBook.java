package kubetraining.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kubetraining.host.Texts;
import kubetraining.lab.LabFolder;
import kubetraining.lab.LabUnavailableException;
import kubetraining.lab.Machine;

/** The addresses of a lab's machines, kept so that {@code ./training ssh} need not ask a cloud. */
final class MachineBook {
  private MachineBook() {}

  static void write(LabFolder folder, List<Machine> machines) {
    var lines = machines.stream().map(each -> each.name() + " " + each.reachableAddress()).toList();
    try {
      Files.write(file(folder), lines);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + file(folder), e);
    }
  }

  static Map<String, String> read(LabFolder folder) {
    var addresses = new LinkedHashMap<String, String>();
    try {
      if (Files.exists(file(folder))) {
        for (String line : Files.readAllLines(file(folder))) {
          String[] words = line.split(" ", 2);
          addresses.put(words[0], words[1]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + file(folder), e);
    }
    return addresses;
  }

  static String addressOf(LabFolder folder, String machine) {
    var addresses = read(folder);
    var address = addresses.get(machine);
    if (address == null) {
      throw new LabUnavailableException(
          Texts.of(
              "lab '%s' has no machine '%s'; it has %s",
              folder.lab(), machine, String.join(", ", addresses.keySet())));
    }
    return address;
  }

  private static Path file(LabFolder folder) {
    return folder.path().resolve("machines");
  }
}
