package io.jenkins.plugins.msstore.operation.listing;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.msstore.listing.DisplayNameCache;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Holds the display names that a build has read until the build ends, so that each is read once. */
@Extension
@Restricted(NoExternalUse.class)
public final class DisplayNamesOfBuild extends RunListener<Run<?, ?>> {

    /** Weak, because an operation may read names after Jenkins has reported the end of its build. */
    private final Map<Run<?, ?>, DisplayNameCache> caches = Collections.synchronizedMap(new WeakHashMap<>());

    /** The names that a build has read. */
    static DisplayNameCache cache(Run<?, ?> run) {
        return ExtensionList.lookupSingleton(DisplayNamesOfBuild.class)
                .caches
                .computeIfAbsent(run, key -> new DisplayNameCache());
    }

    @Override
    public void onCompleted(Run<?, ?> run, @NonNull TaskListener listener) {
        caches.remove(run);
    }
}
