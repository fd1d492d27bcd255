package io.jenkins.plugins.msstore.operation.packages;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.msstore.download.DownloadedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Remembers the digests of the packages that a build has archived, so that none is replaced by another file of its name. The
 * same file may come again: products share framework packages. Stored with the build, so that this holds across a restart of
 * the controller. Names that differ only in case are the same: on some systems they would be one file.
 */
@Restricted(NoExternalUse.class)
public class ArchivedPackages extends InvisibleAction {

    /** By name in lower case. */
    private final Map<String, String> digests = new HashMap<>();

    /** The files that operations are archiving, once for each operation; null until one does. */
    private transient List<DownloadedFile> underWay;

    /** Archives files. */
    @FunctionalInterface
    interface Archiving {
        void run() throws IOException, InterruptedException;
    }

    /**
     * Archives files. If that fails, their names are free again, unless they were archived before.
     *
     * @return the first whose name the build has for another file, also for one that it is archiving, and then none is
     *     archived; empty if all are archived
     */
    static Optional<DownloadedFile> archive(Run<?, ?> run, List<DownloadedFile> files, Archiving archiving)
            throws IOException, InterruptedException {
        ArchivedPackages present;
        synchronized (run) {
            present = of(run);
            Optional<DownloadedFile> other =
                    files.stream().filter(present::hasOtherFileFor).findFirst();
            if (other.isPresent()) {
                return other;
            }
            present.underWay.addAll(files);
        }
        try {
            archiving.run();
            synchronized (run) {
                files.forEach(file -> present.digests.put(key(file), file.sha256()));
                run.save();
            }
        } finally {
            synchronized (run) {
                files.forEach(present.underWay::remove);
            }
        }
        return Optional.empty();
    }

    private static ArchivedPackages of(Run<?, ?> run) {
        ArchivedPackages present = run.getAction(ArchivedPackages.class);
        if (present == null) {
            present = new ArchivedPackages();
            run.addAction(present);
        }
        if (present.underWay == null) {
            present.underWay = new ArrayList<>();
        }
        return present;
    }

    private boolean hasOtherFileFor(DownloadedFile file) {
        return !digests.getOrDefault(key(file), file.sha256()).equals(file.sha256())
                || underWay.stream()
                        .anyMatch(other ->
                                key(other).equals(key(file)) && !other.sha256().equals(file.sha256()));
    }

    private static String key(DownloadedFile file) {
        return file.name().toLowerCase(Locale.ROOT);
    }
}
