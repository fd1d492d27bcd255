package io.jenkins.plugins.msstore.util;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs tasks one at a time, in the order in which they were submitted. It has no thread of its own: a thread that submits a
 * task while none is running runs it, and those that other threads, or the task itself, submit meanwhile. So what only tasks
 * touch needs no lock, and no task is called in the middle of another one.
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
     * @param onFailure receives what a task throws, as a task would; the tasks behind it are run nevertheless. It throws
     *     nothing itself
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
