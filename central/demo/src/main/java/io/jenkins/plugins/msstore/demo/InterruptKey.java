package io.jenkins.plugins.msstore.demo;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Handles Ctrl-C while a build runs: the first time it aborts the build, which then ends as after any abort; the second time it
 * ends the process.
 */
final class InterruptKey implements AutoCloseable {
    private static final Signal INTERRUPT = new Signal("INT");

    /**
     * @param abort aborts the build
     */
    InterruptKey(Runnable abort) {
        Signal.handle(INTERRUPT, signal -> {
            close();
            abort.run();
        });
    }

    @Override
    public void close() {
        Signal.handle(INTERRUPT, SignalHandler.SIG_DFL);
    }
}
