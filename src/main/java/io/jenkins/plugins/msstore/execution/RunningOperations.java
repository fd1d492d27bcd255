package io.jenkins.plugins.msstore.execution;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The operations that are under way on this controller. Whose they are is asked of them each time: a folder may be renamed
 * while its builds run, and they with it.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class RunningOperations extends ItemListener {

    private final Set<OperationExecution> all = ConcurrentHashMap.newKeySet();

    /** Those of this controller. */
    static RunningOperations get() {
        return ExtensionList.lookupSingleton(RunningOperations.class);
    }

    /**
     * How far the operations of a build are that are under way.
     *
     * @return by the ids of their records; empty where none is
     */
    public static Map<String, Progress> of(Run<?, ?> run) {
        Map<String, Progress> progress = new LinkedHashMap<>();
        in(run).forEach(operation -> progress.put(operation.id(), operation.progress()));
        return progress;
    }

    /** The operations of a build that are under way. */
    public static List<OperationExecution> in(Run<?, ?> run) {
        String build = run.getExternalizableId();
        return get().all.stream()
                .filter(operation -> operation.run().getExternalizableId().equals(build))
                .toList();
    }

    /**
     * Leaves all operations to the process that goes on with them: from now on nothing is sent, and nothing of them changes.
     */
    @Override
    public void onBeforeShutdown() {
        all.forEach(OperationExecution::leave);
    }

    void add(OperationExecution operation) {
        all.add(operation);
    }

    void remove(OperationExecution operation) {
        all.remove(operation);
    }
}
