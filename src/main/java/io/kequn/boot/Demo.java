package io.kequn.boot;

import java.net.URI;

/// What the service does once it answers requests, when it was started with `kequn.demo=true`: the bean that
/// implements this loads the demo shop and prints how to call it.
public interface Demo {
    /// Runs on the main thread and may block. An exception ends the service; a [StartRefusal] with its sentence only.
    void start(URI address);
}
