package io.jenkins.plugins.msstore.build;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The operations that are under way on this controller, by build and by their ids. */
@Extension
public final class RunningOperations extends ItemListener {

    private final Map<String, Map<String, OperationRun>> byBuild = new ConcurrentHashMap<>();

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
        get().byBuild
                .getOrDefault(run.getExternalizableId(), Map.of())
                .forEach((id, operation) -> progress.put(id, operation.progress()));
        return progress;
    }

    /** The operations of a build that are under way. */
    public static List<OperationRun> in(Run<?, ?> run) {
        return List.copyOf(
                get().byBuild.getOrDefault(run.getExternalizableId(), Map.of()).values());
    }

    /**
     * Leaves all operations to the process that goes on with them: from now on nothing is sent, and nothing of them changes.
     */
    @Override
    public void onBeforeShutdown() {
        List<OperationRun> all = new ArrayList<>();
        byBuild.values().forEach(operations -> all.addAll(operations.values()));
        all.forEach(OperationRun::leave);
    }

    void add(Run<?, ?> run, String id, OperationRun operation) {
        byBuild.compute(run.getExternalizableId(), (build, operations) -> {
            Map<String, OperationRun> all = operations == null ? new ConcurrentHashMap<>() : operations;
            all.put(id, operation);
            return all;
        });
    }

    void remove(Run<?, ?> run, String id) {
        byBuild.computeIfPresent(run.getExternalizableId(), (build, operations) -> {
            operations.remove(id);
            return operations.isEmpty() ? null : operations;
        });
    }
}
