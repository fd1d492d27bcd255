package io.jenkins.plugins.msstore.util;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs tasks one at a time, in the order in which they were submitted. It has no thread of its own: a thread that submits a
 * task while none is running runs this task, and then the tasks that other threads, or the task itself, have submitted
 * meanwhile. So state that only tasks use needs no lock, and no task is called in the middle of another one.
 */
public final class SerialExecutor {

    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final Consumer<Throwable> onFailure;

    /** A task, which may fail. */
    @FunctionalInterface
    public interface Task {
        void run() throws IOException;
    }

    /**
     * @param onFailure receives the exception of a task, and may use the tasks' state; the next tasks are run nevertheless.
     *     Must not throw
     */
    public SerialExecutor(Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
    }

    /** Submits a task. It may have been run when this method returns, or another thread may still have to run it. */
    public void submit(Task task) {
        tasks.add(task);
        if (unfinished.getAndIncrement() == 0) {
            do {
                run(tasks.remove());
            } while (unfinished.decrementAndGet() > 0);
        }
    }

    private void run(Task task) {
        try {
            task.run();
        } catch (IOException | RuntimeException | Error e) {
            onFailure.accept(e);
        }
    }
}
