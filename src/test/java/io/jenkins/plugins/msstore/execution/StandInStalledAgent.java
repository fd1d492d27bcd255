package io.jenkins.plugins.msstore.execution;

import hudson.FilePath;
import hudson.remoting.Callable;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.msstore.client.StoreFixture;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** An agent that stops answering after some calls, until it is released. */
public final class StandInStalledAgent implements VirtualChannel {

    private final AtomicInteger answersLeft;
    private final boolean interruptible;
    private final CountDownLatch stalled = new CountDownLatch(1);
    private final CountDownLatch goingOn = new CountDownLatch(1);
    private volatile Thread waiting;

    private StandInStalledAgent(int answers, boolean interruptible) {
        this.answersLeft = new AtomicInteger(answers);
        this.interruptible = interruptible;
    }

    /**
     * Creates an agent that stalls after some answers, as Jenkins' remoting does: a waiting thread can be interrupted.
     */
    public static StandInStalledAgent after(int answers) {
        return new StandInStalledAgent(answers, true);
    }

    /** Creates an agent whose callers cannot be interrupted, as if the connection's buffers were full. */
    public static StandInStalledAgent uninterruptibleAfter(int answers) {
        return new StandInStalledAgent(answers, false);
    }

    /** A folder on this agent. */
    public FilePath folder(File folder) {
        return new FilePath(this, folder.getPath());
    }

    /** Waits until a thread waits for an answer. */
    public void awaitStall() throws InterruptedException {
        if (!stalled.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the agent was never asked");
        }
    }

    /** Waits until the waiting thread has returned from the plugin's code. */
    public void awaitThreadReturns() {
        StoreFixture.await(() -> Stream.of(waiting.getStackTrace())
                .noneMatch(frame -> frame.getClassName().startsWith("io.jenkins.plugins.msstore.")));
    }

    /** Releases the agent, which answers again. */
    public void goOn() {
        goingOn.countDown();
    }

    @Override
    public <V, T extends Throwable> V call(Callable<V, T> callable) throws IOException, T, InterruptedException {
        if (answersLeft.getAndDecrement() <= 0) {
            waiting = Thread.currentThread();
            stalled.countDown();
            stall();
        }
        return callable.call();
    }

    private void stall() throws InterruptedException {
        while (true) {
            try {
                goingOn.await();
                return;
            } catch (InterruptedException e) {
                if (interruptible) {
                    throw e;
                }
            }
        }
    }
}
