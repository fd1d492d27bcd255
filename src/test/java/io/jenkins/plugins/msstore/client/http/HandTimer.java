package io.jenkins.plugins.msstore.client.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A timer and its clock, which a test advances. Tasks without a delay run at once. */
final class HandTimer extends AbstractExecutorService implements ScheduledExecutorService {

    private final Executor executor;
    private final List<Task<?>> tasks = new ArrayList<>();
    private long now = Long.MAX_VALUE - 1_000_000_000L; // a clock as System.nanoTime() may be: about to overflow

    /**
     * @param executor runs the tasks that are due
     */
    HandTimer(Executor executor) {
        this.executor = executor;
    }

    synchronized long nanoTime() {
        return now;
    }

    /** Blocks until a number of tasks are scheduled; fails after a minute. */
    synchronized void awaitTasks(int number) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (tasks.size() < number) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError(tasks.size() + " tasks wait, not " + number);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** Advances the time, and runs the tasks that are due by then. */
    void advance(Duration time) {
        List<Task<?>> due;
        synchronized (this) {
            now += time.toNanos();
            due = tasks.stream()
                    .filter(task -> task.at - now <= 0)
                    .sorted(Comparator.comparingLong(task -> task.at - now))
                    .toList();
            tasks.removeAll(due);
        }
        due.forEach(executor::execute);
    }

    private final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {
        private final long at;

        Task(Callable<V> callable, long at) {
            super(callable);
            this.at = at;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        Task<V> task;
        synchronized (this) {
            task = new Task<>(callable, now + unit.toNanos(delay));
            if (delay > 0) {
                tasks.add(task);
                notifyAll();
                return task;
            }
        }
        executor.execute(task);
        return task;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return schedule(Executors.callable(command), delay, unit);
    }

    @Override
    public void execute(Runnable command) {
        executor.execute(command);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long delay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long first, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Runnable> shutdownNow() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }
}
