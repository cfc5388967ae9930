package io.kequn;

import io.kequn.boot.Launcher;
import io.quarkus.runtime.annotations.QuarkusMain;

@QuarkusMain
public class Main {
    public static void main(String... arguments) {
        // The server would answer an address that is no URI with an empty 400; our edge refuses it with a document.
        System.setProperty("vertx.disableURIValidation", "true");
        Launcher.launch(arguments);
    }
}
