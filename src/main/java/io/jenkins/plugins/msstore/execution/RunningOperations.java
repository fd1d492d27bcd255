package io.jenkins.plugins.msstore.execution;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Computer;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Holds the operations that are under way on this controller. The build of an operation is compared by its present id,
 * because a folder may be renamed while its builds are running.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class RunningOperations extends ItemListener {

    /** The maximum time that the end of builds delays a shutdown. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final Set<OperationExecution> all = ConcurrentHashMap.newKeySet();

    private final ProductQueue queue = new ProductQueue(
            new QueueFile(Jenkins.get().getRootDir().toPath().resolve("microsoft-store-queue.json")),
            RunningOperations::isBuilding,
            Timer.get(),
            Computer.threadPoolForRemoting);

    /** The instance of this controller. */
    static RunningOperations get() {
        return ExtensionList.lookupSingleton(RunningOperations.class);
    }

    /** The operations that change the seats of many users, in their order. */
    static ProductQueue queue() {
        return get().queue;
    }

    private static boolean isBuilding(String externalizableId) {
        Run<?, ?> run = Run.fromExternalizableId(externalizableId);
        return run != null && run.isBuilding();
    }

    /** Tells that an operation of an earlier process is not resumed, so that no other operation waits for it. */
    public static void forget(String id) {
        queue().remove(id);
    }

    /**
     * The progress of the operations of a build that are under way.
     *
     * @return by the ids of their records; empty if none is under way
     */
    public static Map<String, Progress> of(Run<?, ?> run) {
        Map<String, Progress> progress = new LinkedHashMap<>();
        in(run).forEach(operation -> progress.put(operation.id(), operation.progress()));
        return progress;
    }

    /** The operations of a build that are under way. */
    public static List<OperationExecution> in(Run<?, ?> run) {
        return in(run.getExternalizableId()).toList();
    }

    /**
     * The ids of the records of a build's operations that are under way. The build is not loaded.
     *
     * @param job the job of the build
     * @param number the number of the build
     */
    public static Set<String> idsOf(Job<?, ?> job, int number) {
        return in(job.getFullName() + "#" + number).map(OperationExecution::id).collect(Collectors.toSet());
    }

    private static Stream<OperationExecution> in(String build) {
        return get().all.stream()
                .filter(operation -> operation.run().getExternalizableId().equals(build));
    }

    /**
     * Hands all operations over to the next process of the controller: from now on nothing is sent or written. Freestyle
     * builds end with this process; waits for them a short time, because Jenkins does not, and what they archive later
     * would be lost.
     */
    @Override
    public void onBeforeShutdown() {
        List<Thread> executors =
                all.stream().flatMap(operation -> operation.executor().stream()).toList();
        all.forEach(OperationExecution::handOver);
        long deadline = System.nanoTime() + MAX_WAIT.toNanos();
        try {
            for (Thread executor : executors) {
                TimeUnit.NANOSECONDS.timedJoin(executor, deadline - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Called for each item below a folder, too. */
    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        queue.rename(oldFullName, newFullName);
    }

    void add(OperationExecution operation) {
        all.add(operation);
    }

    void remove(OperationExecution operation) {
        queue.remove(operation.id());
        all.remove(operation);
    }
}
