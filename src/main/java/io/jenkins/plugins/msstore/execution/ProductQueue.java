package io.jenkins.plugins.msstore.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * First-in-first-out queue of the operations that change the seats of many users: of each product of a tenant, one is under
 * way at a time, and the others wait. The first operation of a product in the queue is the one under way.
 *
 * <p>The queue is stored, so that operations that a restart interrupts keep their order. Builds are resumed in any order; an
 * operation that is not resumed yet keeps its place, and those behind it wait, as long as its build is under way.
 */
final class ProductQueue {

    private static final Logger LOGGER = Logger.getLogger(ProductQueue.class.getName());

    private static final int SECONDS_BETWEEN_CHECKS = 1;

    private final QueueFile file;
    private final Predicate<String> isBuilding;
    private final ScheduledExecutorService timer;
    private final Executor executor;

    /** Of all products, in their order. */
    private final List<Entry> entries = new ArrayList<>();

    private boolean isCheckScheduled;

    /** An operation in the queue; without a turn if an earlier process began it, and this one has not resumed it yet. */
    private static final class Entry {

        private final QueuedOperation operation;
        private final CompletableFuture<Void> turn;
        private final Consumer<QueuedOperation> onWait;
        private String waitsFor;

        Entry(QueuedOperation operation, @CheckForNull CompletableFuture<Void> turn, Consumer<QueuedOperation> onWait) {
            this.operation = operation;
            this.turn = turn;
            this.onWait = onWait;
        }

        boolean isHere() {
            return turn != null;
        }

        Entry renamed(String oldName, String newName) {
            QueuedOperation renamed = operation.renamed(oldName, newName);
            if (renamed.equals(operation)) {
                return this;
            }
            Entry entry = new Entry(renamed, turn, onWait);
            entry.waitsFor = waitsFor;
            return entry;
        }
    }

    /**
     * Reads the operations that an earlier process left.
     *
     * @param isBuilding whether a build is under way, by its externalizable id; may block
     * @param timer for checks whether such a build is under way
     * @param executor runs what may block: those checks, and what depends on a turn
     */
    ProductQueue(QueueFile file, Predicate<String> isBuilding, ScheduledExecutorService timer, Executor executor) {
        this.file = file;
        this.isBuilding = isBuilding;
        this.timer = timer;
        this.executor = executor;
        try {
            file.read().forEach(operation -> entries.add(new Entry(operation, null, first -> {})));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Cannot read the order of operations that wait for each other", e);
        }
    }

    /**
     * Adds an operation at the end of the queue. An operation that an earlier process added keeps its place.
     *
     * @param onWait called with the first operation of the product while the added one has to wait; again if that changes
     * @return completes when the operation is the first one of its product. Cancelling it does not remove the operation
     */
    CompletableFuture<Void> add(QueuedOperation operation, Consumer<QueuedOperation> onWait) {
        Entry entry = new Entry(operation, new CompletableFuture<>(), onWait);
        synchronized (this) {
            int place = placeOf(operation.id());
            if (place < 0) {
                entries.add(entry);
            } else if (entries.get(place).operation.product().equals(operation.product())) {
                entries.set(place, entry);
            } else {
                // the administrator has changed the endpoint or the credential meanwhile
                entries.remove(place);
                entries.add(entry);
            }
            save();
        }
        advance();
        return entry.turn;
    }

    /** Removes an operation that has ended; does nothing if it is not in the queue. */
    void remove(String id) {
        synchronized (this) {
            int place = placeOf(id);
            if (place < 0) {
                return;
            }
            entries.remove(place);
            save();
        }
        advance();
    }

    /**
     * Follows the builds of a job that gets another name, or whose folder does: after a restart, Jenkins finds them by the new
     * one alone.
     *
     * @param oldName the former full name of the job or folder
     * @param newName its present full name
     */
    void rename(String oldName, String newName) {
        synchronized (this) {
            entries.replaceAll(entry -> entry.renamed(oldName, newName));
            save();
        }
    }

    private int placeOf(String id) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).operation.id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /** Stores the operations that can be resumed. If that fails, only their order after a restart is lost. */
    private void save() {
        try {
            file.write(entries.stream()
                    .map(entry -> entry.operation)
                    .filter(QueuedOperation::resumable)
                    .toList());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Cannot store the order of operations that wait for each other", e);
        }
    }

    /** Gives the first operation of each product its turn, and tells the others which one they wait for. */
    private void advance() {
        List<Runnable> calls = new ArrayList<>();
        synchronized (this) {
            Map<String, Entry> first = new HashMap<>();
            for (Entry entry : entries) {
                Entry before = first.putIfAbsent(entry.operation.product(), entry);
                if (!entry.isHere()) {
                    continue;
                }
                if (before == null) {
                    entry.turn.completeAsync(() -> null, executor);
                } else {
                    calls.addAll(tell(entry, before.operation));
                    checkLaterUnlessHere(before);
                }
            }
        }
        calls.forEach(Runnable::run);
    }

    private static List<Runnable> tell(Entry entry, QueuedOperation first) {
        if (first.id().equals(entry.waitsFor) || entry.turn.isDone()) {
            return List.of();
        }
        entry.waitsFor = first.id();
        return List.of(() -> entry.onWait.accept(first));
    }

    private void checkLaterUnlessHere(Entry first) {
        if (!first.isHere() && !isCheckScheduled) {
            isCheckScheduled = true;
            timer.schedule(() -> executor.execute(this::check), SECONDS_BETWEEN_CHECKS, TimeUnit.SECONDS);
        }
    }

    /** Removes operations whose build has ended, so that no process resumes them. */
    private void check() {
        Set<String> ended = new HashSet<>();
        // not while the lock is held: Jenkins may have to load the builds
        for (QueuedOperation operation : notHere()) {
            if (hasEnded(operation.build())) {
                ended.add(operation.id());
            }
        }
        synchronized (this) {
            isCheckScheduled = false;
            if (entries.removeIf(entry -> !entry.isHere() && ended.contains(entry.operation.id()))) {
                save();
            }
        }
        advance();
    }

    private boolean hasEnded(String build) {
        try {
            return !isBuilding.test(build);
        } catch (RuntimeException e) {
            // looked up again at the next check, or no operation behind this one would ever begin
            LOGGER.log(Level.WARNING, e, () -> "Cannot find out whether " + build + " is under way");
            return false;
        }
    }

    private synchronized List<QueuedOperation> notHere() {
        return entries.stream()
                .filter(entry -> !entry.isHere())
                .map(entry -> entry.operation)
                .toList();
    }
}
