package io.jenkins.plugins.msstore.page;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Run;
import io.jenkins.plugins.msstore.history.OperationRecords;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Adds the page to builds that have records of operations. Nothing is stored for it: the page exists as long as the
 * records do, also in a copy of a build's folder.
 */
@Extension
@SuppressWarnings("rawtypes")
@Restricted(NoExternalUse.class)
public final class StorePageFactory extends TransientActionFactory<Run> {

    @Override
    public Class<Run> type() {
        return Run.class;
    }

    @Override
    public Class<? extends Action> actionType() {
        return StorePage.class;
    }

    @NonNull
    @Override
    public Collection<? extends Action> createFor(@NonNull Run run) {
        return OperationRecords.in(run.getRootDir().toPath()).exists() ? List.of(new StorePage(run)) : List.of();
    }
}
