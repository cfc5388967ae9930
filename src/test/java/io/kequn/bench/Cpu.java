package io.kequn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// Processor time that a server and the database have used so far, each with all its processes, as Linux tells it.
/// Where that cannot be read, as of a database on another machine, it is missing (`NaN`).
record Cpu(double server, double database) {
    /// Linux counts for programs in hundredths of a second, whatever its own clock does.
    private static final double MILLIS_PER_TICK = 10;

    /// Where the processes are found: those of the server, which may be restarted, and the database's first
    /// process, 0 if unknown.
    record Clock(List<LongSupplier> servers, long database) {
        Clock(LongSupplier server, long database) {
            this(List.of(server), database);
        }

        Cpu read() {
            var processes = Process.all();
            double used = servers.stream()
                    .mapToDouble(server -> Process.millis(processes, server.getAsLong()))
                    .sum();
            return new Cpu(used, Process.millis(processes, database));
        }
    }

    Cpu since(Cpu earlier) {
        return new Cpu(server - earlier.server, database - earlier.database);
    }

    double millis() {
        return server + database;
    }

    /// A process as `/proc/<pid>/stat` tells it. Its ticks include those of children that have ended.
    private record Process(long id, long parent, long ticks) {
        private static final int PARENT = 1;
        private static final int FIRST_TICKS = 11;
        private static final int LAST_TICKS = 14;

        static List<Process> all() {
            var found = new ArrayList<Process>();
            try (var folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                for (var folder : folders) {
                    read(folder, found);
                }
            } catch (IOException e) {
                return List.of();
            }
            return found;
        }

        private static void read(Path folder, List<Process> into) {
            try {
                var stat = Files.readString(folder.resolve("stat"));
                // The name, in brackets, may hold spaces and brackets.
                var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                long ticks = 0;
                for (int i = FIRST_TICKS; i <= LAST_TICKS; i++) {
                    ticks += Long.parseLong(fields[i]);
                }
                into.add(new Process(
                        Long.parseLong(folder.getFileName().toString()), Long.parseLong(fields[PARENT]), ticks));
            } catch (IOException e) {
                // It has ended meanwhile.
            }
        }

        static double millis(List<Process> processes, long root) {
            Map<Long, Process> byId = new HashMap<>();
            processes.forEach(process -> byId.put(process.id, process));
            if (!byId.containsKey(root)) {
                return Double.NaN;
            }
            return MILLIS_PER_TICK
                    * processes.stream()
                            .filter(process -> process.isBelow(root, byId))
                            .mapToLong(Process::ticks)
                            .sum();
        }

        private boolean isBelow(long root, Map<Long, Process> byId) {
            for (var process = this; process != null; process = byId.get(process.parent)) {
                if (process.id == root) {
                    return true;
                }
            }
            return false;
        }
    }
}
