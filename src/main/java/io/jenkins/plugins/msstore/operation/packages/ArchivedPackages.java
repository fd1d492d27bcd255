package io.jenkins.plugins.msstore.operation.packages;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.msstore.download.DownloadedFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Remembers the digests of the packages that a build archives, so that none is replaced by another file of its name. The same
 * file may come again: products share framework packages. Stored with the build, so that this holds across a restart of the
 * controller. Names that differ only in case are the same: on some systems they would be one file.
 */
@Restricted(NoExternalUse.class)
public class ArchivedPackages extends InvisibleAction {

    /** By name in lower case. */
    private final Map<String, String> digests = new HashMap<>();

    /**
     * Adds files that are about to be archived.
     *
     * @return the first whose name the build has for another file, and then none is added; empty if all are added
     */
    static Optional<DownloadedFile> add(Run<?, ?> run, List<DownloadedFile> files) throws IOException {
        synchronized (run) {
            ArchivedPackages present = run.getAction(ArchivedPackages.class);
            if (present == null) {
                present = new ArchivedPackages();
                run.addAction(present);
            }
            Optional<DownloadedFile> other =
                    files.stream().filter(present::hasOtherFileFor).findFirst();
            if (other.isEmpty()) {
                for (DownloadedFile file : files) {
                    present.digests.put(key(file), file.sha256());
                }
                run.save();
            }
            return other;
        }
    }

    private boolean hasOtherFileFor(DownloadedFile file) {
        return !digests.getOrDefault(key(file), file.sha256()).equals(file.sha256());
    }

    private static String key(DownloadedFile file) {
        return file.name().toLowerCase(Locale.ROOT);
    }
}
