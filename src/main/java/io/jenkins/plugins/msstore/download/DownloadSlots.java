package io.jenkins.plugins.msstore.download;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * Limits how many files are downloaded at once, first in, first out. One is shared by all operations of a host; it takes no
 * permit of the service, which holds no files.
 */
public final class DownloadSlots {

    private final int max;
    private final Executor executor;
    private final Deque<Runnable> queue = new ArrayDeque<>();
    private int running;

    /**
     * @param max the number of files, at least 1
     * @param executor its threads may block
     */
    public DownloadSlots(int max, Executor executor) {
        if (max < 1) {
            throw new IllegalArgumentException("at least 1, not " + max);
        }
        this.max = max;
        this.executor = executor;
    }

    /** The number of files that are downloaded at once. */
    int max() {
        return max;
    }

    /**
     * Runs a task when there is a slot for it.
     *
     * @return whether there is one; otherwise the task waits
     * @throws java.util.concurrent.RejectedExecutionException if there is one, and no thread
     */
    boolean run(Runnable task) {
        synchronized (this) {
            if (running == max) {
                queue.add(task);
                return false;
            }
            running++;
        }
        start(task);
        return true;
    }

    private void start(Runnable task) {
        try {
            executor.execute(() -> {
                try {
                    task.run();
                } finally {
                    next();
                }
            });
        } catch (RuntimeException | Error e) {
            next();
            throw e;
        }
    }

    private void next() {
        Runnable task;
        synchronized (this) {
            task = queue.poll();
            if (task == null) {
                running--;
                return;
            }
        }
        start(task);
    }
}
