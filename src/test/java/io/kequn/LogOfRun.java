package io.kequn;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/// All that this process logs while it is open, with whole stack traces.
final class LogOfRun extends Handler {
    private static final Logger ROOT = Logger.getLogger("");

    private final StringBuffer text = new StringBuffer();
    private final PatternFormatter formatter = new PatternFormatter("%p [%c] %X %m");

    void open() {
        ROOT.addHandler(this);
    }

    void note(String message) {
        Logger.getLogger(LogOfRun.class.getName()).info(message);
    }

    String text() {
        return text.toString();
    }

    @Override
    public void publish(LogRecord logged) {
        text.append(formatter.format(ExtLogRecord.wrap(logged))).append('\n');
        if (logged.getThrown() != null) {
            var trace = new StringWriter();
            logged.getThrown().printStackTrace(new PrintWriter(trace));
            text.append(trace);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}
