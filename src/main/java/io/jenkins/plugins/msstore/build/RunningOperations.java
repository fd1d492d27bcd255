package io.jenkins.plugins.msstore.build;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The operations that are under way on this controller, by build and by the ids of their records. */
@Extension
public final class RunningOperations {

    private final Map<String, Map<String, Supplier<Progress>>> byBuild = new ConcurrentHashMap<>();

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
                .forEach((id, told) -> progress.put(id, told.get()));
        return progress;
    }

    /** Whether a build has operations under way. */
    public static boolean exist(Run<?, ?> run) {
        return get().byBuild.containsKey(run.getExternalizableId());
    }

    Set<String> ids(Run<?, ?> run) {
        return Set.copyOf(
                byBuild.getOrDefault(run.getExternalizableId(), Map.of()).keySet());
    }

    void add(Run<?, ?> run, String id, Supplier<Progress> progress) {
        byBuild.compute(run.getExternalizableId(), (build, operations) -> {
            Map<String, Supplier<Progress>> all = operations == null ? new ConcurrentHashMap<>() : operations;
            all.put(id, progress);
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
