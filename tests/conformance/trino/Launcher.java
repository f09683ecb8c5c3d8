import io.trino.server.Server;

/** Starts the engine as its own distribution does; the class that does so there is not published by itself. */
public final class Launcher {
    private Launcher() {}

    public static void main(String[] arguments) {
        new Server().start(System.getProperty("trino.version"));
    }
}
